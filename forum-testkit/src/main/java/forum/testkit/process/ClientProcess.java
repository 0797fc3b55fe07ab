package forum.testkit.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The packaged client in a process of its own.
public final class ClientProcess {
  private static final long END_SECONDS = 120;

  private ClientProcess() {}

  /// Starts a client in `folder` and waits for nothing.
  public static Program start(InetSocketAddress server, Path folder, String... options)
      throws IOException {
    return Program.start(command(server, options), folder);
  }

  /// Runs a client with `script` at its standard input to its end.
  public static Finished run(
      InetSocketAddress server, Path folder, String script, String... options)
      throws IOException, InterruptedException {
    return run(server, folder, script.getBytes(StandardCharsets.UTF_8), options);
  }

  /// Runs a client with `script` at its standard input to its end.
  public static Finished run(
      InetSocketAddress server, Path folder, byte[] script, String... options)
      throws IOException, InterruptedException {
    try (Program program = start(server, folder, options)) {
      program.feed(script);
      return program.finished(Deadline.inSeconds(END_SECONDS));
    }
  }

  /// As [#run], with flags of the JVM, and with the server called `host`.
  public static Finished runWith(
      List<String> flags, String host, int port, Path folder, String script, String... options)
      throws IOException, InterruptedException {
    try (Program program = Program.start(command(flags, host, port, options), folder)) {
      program.feed(script.getBytes(StandardCharsets.UTF_8));
      return program.finished(Deadline.inSeconds(END_SECONDS));
    }
  }

  /// The command that starts a client, for a terminal.
  public static List<String> command(InetSocketAddress server, String... options) {
    return command(List.of(), server, options);
  }

  /// The command that starts a client with so much heap and no more.
  public static List<String> commandWithHeap(
      int mebibytes, InetSocketAddress server, String... options) {
    return command(List.of("-Xmx" + mebibytes + "m"), server, options);
  }

  private static List<String> command(
      List<String> flags, InetSocketAddress server, String... options) {
    return command(flags, server.getAddress().getHostAddress(), server.getPort(), options);
  }

  private static List<String> command(
      List<String> flags, String host, int port, String... options) {
    List<String> arguments = new ArrayList<>();
    arguments.add(host);
    arguments.add(Integer.toString(port));
    arguments.addAll(List.of(options));
    return Installation.command("forum-client", flags, arguments);
  }
}
