package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.relay.LossyRelay;
import forum.testkit.relay.Weather;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// Everything that users do at once: writers who post, edit and delete, one of them over a bad
/// link, every second one in the clear; one who reads, one who logs in and leaves again and again,
/// one who uploads and downloads. Nobody gives up while the server is away.
public final class Crowd implements Closeable {
  private static final int WRITERS = 4;
  private static final String SHARED = "shared";
  private static final String[] NAMES = {
    "host", "writer0", "writer1", "writer2", "writer3", "reader", "visitor", "exhibitor"
  };

  private final AtomicLong answered = new AtomicLong();
  private final List<Writer> writers = new ArrayList<>();
  private final LossyRelay relay;
  private final Spectator spectator;
  private final Visitor visitor;
  private final Exhibitor exhibitor;
  private final List<Routine> routines;

  /// Prepares a data folder that no server has seen yet.
  public static void settle(Path data) throws IOException {
    People.settle(data, NAMES);
  }

  /// Begins; the folder `files` is for what is uploaded.
  Crowd(InetSocketAddress server, Path files, long seed) throws Exception {
    relay = LossyRelay.open(server, Weather.STORM, seed);
    try (Bot host = Bot.login(server, "host", People.password("host"))) {
      host.does(new Request.CreateThread(new ThreadTitle(SHARED)));
    }
    for (int i = 0; i < WRITERS; i++) {
      writers.add(Writer.prepare(writer(server, i), SHARED, seed + i, answered));
      writers.getLast().begin();
    }
    spectator = new Spectator(server, "reader", SHARED, this::highestPosted);
    visitor = new Visitor(server, "visitor");
    exhibitor = new Exhibitor(server, "exhibitor", files, seed);
    routines =
        List.of(
            Routine.start("reader", spectator),
            Routine.start("visitor", visitor),
            Routine.start("exhibitor", exhibitor));
  }

  private Bot writer(InetSocketAddress server, int number) throws Exception {
    String name = "writer" + number;
    return number % 2 == 0
        ? Bot.login(number == 0 ? relay.address() : server, name, People.password(name))
        : Bot.loginInTheClear(server, name, People.password(name));
  }

  private int highestPosted() {
    return writers.stream().mapToInt(Writer::highestPosted).max().orElse(0);
  }

  /// How many changes of the writers have been answered.
  long answered() {
    return answered.get();
  }

  /// What those who do something again and again will have done from now on.
  Progress progress() {
    return new Progress(routines, routines.stream().map(Routine::done).toList());
  }

  /// See [Crowd#progress].
  record Progress(List<Routine> routines, List<Integer> before) {
    /// Whether each has done at least one thing.
    boolean isEverybodys() {
      return IntStream.range(0, before.size())
          .allMatch(i -> routines.get(i).done() > before.get(i));
    }
  }

  /// What has happened that should not.
  List<String> surprises() {
    List<String> surprises = new ArrayList<>();
    routines.forEach(routine -> surprises.addAll(routine.surprises()));
    writers.forEach(writer -> surprises.addAll(writer.surprises()));
    return surprises;
  }

  /// Everybody ends what is under way; needs a server.
  void stop() throws InterruptedException {
    writers.forEach(Writer::leaveOff);
    for (Writer writer : writers) {
      writer.stop();
    }
    for (Routine routine : routines) {
      routine.stop();
    }
  }

  /// Compares the files with what everybody was told.
  void audit(Path data) throws Exception {
    assertThat(surprises()).isEmpty();
    Writer.audit(data, writers);
    assertThat(exhibitor.findings(data)).isEmpty();
    List<String> words = Classic.file(data, "visitor");
    assertThat(words).hasSize(1 + visitor.words());
    assertThat(words.subList(1, words.size())).allMatch(line -> line.contains(" visitor: word "));
  }

  @Override
  public String toString() {
    return "%d writers, %d changes answered; %d reads, %d visits, %d files; %s; first writer: %s"
        .formatted(
            WRITERS,
            answered.get(),
            routines.get(0).done(),
            routines.get(1).done(),
            routines.get(2).done(),
            relay,
            writers.getFirst().traffic());
  }

  @Override
  public void close() throws IOException {
    routines.forEach(Routine::close);
    writers.forEach(Writer::close);
    spectator.close();
    exhibitor.close();
    relay.close();
  }
}
