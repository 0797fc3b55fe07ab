package forum.large;

import forum.testkit.process.ClientProcess;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/// A client in a process with little memory, whose output is taken no faster than it is allowed to:
/// what it cannot write yet it must not read yet, and so on up to the server's disk.
final class SlowReader implements Closeable {
  /// What one permission is good for.
  static final int STEP_BYTES = 64 * 1024;

  private final Process process;
  private final Path errors;

  private SlowReader(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /// Starts a client that logs in as `name` and runs `command`.
  static SlowReader start(
      int heapMebibytes, InetSocketAddress server, Path folder, String name, String command)
      throws IOException {
    Files.writeString(folder.resolve("pw"), "a password");
    List<String> words =
        new ArrayList<>(
            ClientProcess.commandWithHeap(
                heapMebibytes, server, "-u", name, "--password-file", "pw", "-c", command));
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(words).directory(folder.toFile()).redirectError(errors.toFile()).start();
    process.getOutputStream().close();
    return new SlowReader(process, errors);
  }

  /// What it writes, [#STEP_BYTES] for each permission.
  InputStream output(Semaphore permissions) {
    return new BufferedInputStream(new Stepwise(process.getInputStream(), permissions), STEP_BYTES);
  }

  private static final class Stepwise extends InputStream {
    private final InputStream in;
    private final Semaphore permissions;
    private int left;

    Stepwise(InputStream in, Semaphore permissions) {
      this.in = in;
      this.permissions = permissions;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        permissions.acquireUninterruptibly();
        left = STEP_BYTES;
      }
      int count = in.read(target, offset, Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }
  }

  /// Waits for its end.
  int status() throws InterruptedException {
    return process.waitFor();
  }

  /// What it wrote to its standard error.
  String errors() throws IOException {
    return Files.readString(errors, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
