package forum.benchmarks;

import forum.testkit.process.Ports;
import forum.testkit.relay.Flood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Measures the real server under load, beside a UDP echo and a bare loop of forced writes, and
/// prints tables in Markdown. All are measured in turns, so that a neighbour on the same machine
/// disturbs them alike: ratios are worth more than figures.
public final class LoadGenerator {
  private static final int WINDOW = 16;
  private static final int FLOOD_PER_SECOND = 10_000;

  private final LoadOptions options;
  private final Path folder;
  private final Crowd crowd;
  private final Meter meter;
  private final List<Caller.Operation> echoes = new ArrayList<>();
  private final List<Forum> forums = new ArrayList<>();

  private LoadGenerator(LoadOptions options, Path folder, Crowd crowd) {
    this.options = options;
    this.folder = folder;
    this.crowd = crowd;
    this.meter = new Meter(crowd, options.timing());
  }

  /// Measures and prints; see [LoadOptions#HELP].
  public static void main(String[] args) throws IOException {
    if (List.of(args).contains("--help")) {
      System.out.print(LoadOptions.HELP);
      return;
    }
    LoadOptions options = LoadOptions.of(args);
    Files.createDirectories(options.folder());
    System.out.println(MachineFacts.line(options.folder()) + "\n");
    Path folder = Files.createTempDirectory(options.folder(), "run");
    try (Crowd crowd = new Crowd()) {
      LoadGenerator generator = new LoadGenerator(options, folder, crowd);
      generator.measureAll();
      generator.print();
    }
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private void measureAll() throws IOException {
    try (ServerProcess echo = startEcho()) {
      for (int i = 0; i < options.clientsMax(); i++) {
        echoes.add(crowd.seat(echo.address(), EchoCaller::new)::echo);
      }
      openForums();
      for (int round = 1; round <= options.timing().rounds(); round++) {
        System.err.println("round " + round);
        for (int clients : options.clients()) {
          measureBounds(echo, clients);
          measureForums(clients);
        }
      }
    } finally {
      for (Forum forum : forums) {
        forum.close();
      }
    }
  }

  private ServerProcess startEcho() throws IOException {
    int port = Ports.free();
    return ServerProcess.start(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            Path.of(System.getProperty("java.class.path")).toAbsolutePath().toString(),
            EchoServer.class.getName(),
            Integer.toString(port)),
        Files.createDirectories(folder.resolve("echo")),
        port);
  }

  private void openForums() throws IOException {
    for (Map.Entry<String, List<String>> server : options.servers().entrySet()) {
      String label = server.getKey();
      System.err.println("starting \"" + label + "\" and logging in");
      List<String> command = new ArrayList<>();
      if (options.flight()) {
        command.addAll(List.of("env", "FORUM_JAVA_OPTS=" + ForceShare.flags(recording(label))));
      }
      command.addAll(server.getValue());
      boolean sealed = options.sealed().contains(label);
      forums.add(Forum.open(label, command, sealed, folder, crowd, options.clientsMax()));
    }
  }

  private Path recording(String label) {
    return folder.resolve(label + ".jfr");
  }

  /// What the machine can do at best.
  private void measureBounds(ServerProcess echo, int clients) throws IOException {
    if (options.wants("echo")) {
      meter.measure("echo", echo, List.of(new Load("echo", echoes.subList(0, clients), 1)));
    }
    if (options.wants("force")) {
      try (ForceLoop loop = new ForceLoop(folder)) {
        meter.measure(loop, clients);
      }
    }
  }

  private void measureForums(int clients) throws IOException {
    for (Forum forum : forums) {
      measure("post", forum, forum.posts(0, clients, 1));
    }
    for (Forum forum : forums) {
      measure("window", forum, forum.posts(0, clients, WINDOW));
    }
    for (Forum forum : forums) {
      measure("read", forum, forum.reads(0, clients));
    }
    for (Forum forum : forums) {
      measureBeside(forum, clients);
    }
    for (Forum forum : forums) {
      measureFlooded(forum, clients);
    }
    int half = clients / 2;
    for (Forum forum : forums) {
      if (half > 0) {
        measure("mixed", forum, forum.posts(0, half, 1), forum.reads(half, clients));
      }
    }
  }

  /// The same posts three times, one right after the other: what differs is who is there beside.
  private void measureBeside(Forum forum, int clients) throws IOException {
    if (options.wants("beside")) {
      Beside beside = forum.beside();
      measure("beside", forum, forum.posts("post, alone", clients));
      for (Beside.Doing doing : Beside.Doing.values()) {
        try (Beside.Running _ = beside.begin(doing)) {
          measure("beside", forum, forum.posts("post, beside " + doing.who, clients));
        }
      }
    }
  }

  /// The same posts twice, alone and while somebody else sends nonsense.
  private void measureFlooded(Forum forum, int clients) throws IOException {
    if (options.wants("flooded")) {
      measure("flooded", forum, forum.posts("post, alone", clients));
      try (Flood flood = Flood.at(forum.server().address(), FLOOD_PER_SECOND, 1)) {
        measure("flooded", forum, forum.posts("post, flooded", clients));
        System.err.printf(
            "the flood: %,d datagrams, %,d bytes, %,d bytes back%n",
            flood.sent(), flood.bytesSent(), flood.bytesBack());
      }
    }
  }

  private void measure(String name, Forum forum, Load... loads) throws IOException {
    if (options.wants(name)) {
      meter.measure(forum.label(), forum.server(), List.of(loads));
    }
  }

  private void print() throws IOException {
    Tables tables = new Tables(meter.results());
    System.out.println(tables.figures());
    List<String> labels = List.copyOf(options.servers().keySet());
    for (String label : labels.subList(1, labels.size())) {
      System.out.println(tables.comparison(labels.getFirst(), label));
    }
    if (options.flight()) {
      System.out.print(ForceShare.HEAD);
      for (String label : labels) {
        System.out.print(ForceShare.read(recording(label)).lines(label, meter.results()));
      }
    }
  }
}
