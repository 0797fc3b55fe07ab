package forum.testkit.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The packaged server in a process of its own, serving a data folder.
public final class ForumProcess implements AutoCloseable {
  private static final long START_SECONDS = 60;
  private static final long ADMIN_SECONDS = 120;
  private static final Pattern MOVED = Pattern.compile("(?m)\\d+ busy, using (\\d+)");

  private final Path data;
  private final Program program;
  private final int port;

  private ForumProcess(Path data, Program program, int port) {
    this.data = data;
    this.program = program;
    this.port = port;
  }

  /// Starts a server and waits until it serves.
  ///
  /// @throws IllegalStateException when it ends instead, or takes too long
  public static ForumProcess start(Path data, int port, String... options) throws IOException {
    return start(List.of(), data, port, options);
  }

  /// The same, started by the command `through`, which ends by becoming what follows it.
  public static ForumProcess start(List<String> through, Path data, int port, String... options)
      throws IOException {
    return serving(launch(through, data, port, options), data, port);
  }

  /// As [#start(Path, int, String...)], with so much heap and no more.
  public static ForumProcess startWithHeap(int mebibytes, Path data, int port, String... options)
      throws IOException {
    return serving(launch(List.of(), "-Xmx" + mebibytes + "m", data, port, options), data, port);
  }

  private static ForumProcess serving(Program program, Path data, int port) throws IOException {
    Deadline deadline = Deadline.inSeconds(START_SECONDS);
    boolean serves = deadline.await(() -> isServing(program) || !program.isAlive());
    if (!serves || !isServing(program)) {
      program.close();
      throw new IllegalStateException("the server does not serve: " + program);
    }
    return new ForumProcess(data, program, portUsed(program, port));
  }

  /// Starts a server in `data`, which is made if missing; it may not come to serve, and nothing is
  /// waited for.
  public static Program launch(Path data, int port, String... options) throws IOException {
    return launch(List.of(), data, port, options);
  }

  /// The same, but the folder cannot be written, not even by root.
  public static Program launchForbidden(Path data, int port) throws IOException {
    Set<PosixFilePermission> before = Files.getPosixFilePermissions(data);
    before.removeAll(PosixFilePermissions.fromString("-w--w--w-"));
    Files.setPosixFilePermissions(data, before);
    boolean root = Files.getOwner(data).getName().equals("root");
    List<String> unprivileged = List.of("setpriv", "--bounding-set=-dac_override");
    return launch(root ? unprivileged : List.of(), data, port);
  }

  /// As [#start(List, Path, int, String...)], but nothing is waited for.
  public static Program launch(List<String> through, Path data, int port, String... options)
      throws IOException {
    return launch(through, "-Xmx512m", data, port, options);
  }

  private static Program launch(
      List<String> through, String heap, Path data, int port, String... options)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(Integer.toString(port), "--data", data.toString()));
    arguments.addAll(List.of(options));
    List<String> command = new ArrayList<>(through);
    command.addAll(Installation.command("forum-server", List.of(heap), arguments));
    Files.createDirectories(data);
    Program program = Program.start(command, data);
    program.endInput();
    return program;
  }

  /// Runs a command of the operator to its end.
  public static Finished admin(Path folder, Object... words)
      throws IOException, InterruptedException {
    return adminTold("", folder, words);
  }

  /// The same, with `input` at its standard input.
  public static Finished adminTold(String input, Path folder, Object... words)
      throws IOException, InterruptedException {
    try (Program program = launchAdmin(folder, words)) {
      program.feed(input.getBytes(StandardCharsets.UTF_8));
      return program.finished(Deadline.inSeconds(ADMIN_SECONDS));
    }
  }

  /// Starts a command of the operator; nothing is waited for.
  public static Program launchAdmin(Path folder, Object... words) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("admin"));
    for (Object word : words) {
      arguments.add(word.toString());
    }
    return Program.start(Installation.command("forum-server", List.of(), arguments), folder);
  }

  private static boolean isServing(Program program) {
    return program.out().hasLine(line -> line.contains("Waiting for clients"));
  }

  private static int portUsed(Program program, int asked) {
    return MOVED
        .matcher(program.out().text())
        .results()
        .map((MatchResult moved) -> Integer.parseInt(moved.group(1)))
        .findFirst()
        .orElse(asked);
  }

  /// The folder it serves.
  public Path data() {
    return data;
  }

  /// The port it really uses.
  public int port() {
    return port;
  }

  /// Where clients find it.
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /// The process.
  public Program program() {
    return program;
  }

  /// What it has written, for the description of an assertion.
  @Override
  public String toString() {
    return "server on port " + port + ": " + program;
  }

  /// Kills it if it still runs.
  @Override
  public void close() {
    program.close();
  }
}
