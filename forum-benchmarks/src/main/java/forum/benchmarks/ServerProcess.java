package forum.benchmarks;

import forum.testkit.process.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A server of any kind in a process of its own.
final class ServerProcess implements AutoCloseable {
  /// The line that tells that a server serves.
  static final String READY = "Waiting for clients";

  private static final long START_SECONDS = 300;
  private static final long STOP_SECONDS = 30;

  private final Process process;
  private final InetSocketAddress address;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /// Starts it and waits until it serves.
  ///
  /// @param folder where it runs; its output goes to a file there
  static ServerProcess start(List<String> command, Path folder, int port) throws IOException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    Deadline deadline = Deadline.inSeconds(START_SECONDS);
    deadline.await(() -> !process.isAlive() || isReady(output));
    if (!process.isAlive()) {
      throw new IOException(command + ": " + Files.readString(output));
    }
    return new ServerProcess(process, port);
  }

  private static boolean isReady(Path output) {
    try {
      return Files.readString(output).contains(READY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  InetSocketAddress address() {
    return address;
  }

  /// Processor time it has used so far.
  Duration cpu() {
    return process.toHandle().info().totalCpuDuration().orElseThrow();
  }

  /// Asks it to end, and waits.
  @Override
  public void close() {
    process.destroy();
    if (!Deadline.inSeconds(STOP_SECONDS).await(() -> !process.isAlive())) {
      process.destroyForcibly();
    }
  }
}
