package forum.transfer;

import forum.client.transfer.Downloader;
import forum.client.transfer.LocalFile;
import forum.client.transfer.Progress;
import forum.client.transfer.Uploader;
import forum.machine.Ticker;
import forum.protocol.Reply;
import forum.protocol.UserName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Moves one large file up and down, in a process of its own: both ends in the memory it is given.
final class TransferProgram {
  private static final UserName HANS = new UserName("hans");
  private static final int PIECE_BYTES = 1 << 20;

  private TransferProgram() {}

  /// Runs [#main] with so much heap; returns what it printed.
  static String runIn(String heap, Path folder, long bytes, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", heap));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(TransferProgram.class.getName(), folder.toString(), "" + bytes));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(out);
    }
    return out;
  }

  /// `FOLDER BYTES [ROUNDS]`
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    long size = Long.parseLong(arguments[1]);
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
    Path file = folder.resolve("large");
    for (int round = 0; round < rounds; round++) {
      write(file, size, round);
      try (RunningDesk desk = new RunningDesk(folder.resolve("server" + round))) {
        run(desk, file, folder.resolve("back" + round));
      }
    }
  }

  private static void run(RunningDesk desk, Path file, Path target) throws Exception {
    Ticker ticker = Ticker.system();
    Uploader uploader = new Uploader(ticker, Progress.NONE);
    long start = ticker.nanos();
    LocalFile local = uploader.measure(file, Progress.NONE);
    long measured = ticker.nanos();
    Reply.Grant up = desk.upload(HANS, "large", local);
    uploader.send(RunningDesk.address(), up, local);
    long sent = ticker.nanos();
    Reply.Grant down = desk.download(HANS, "large", local);
    new Downloader(ticker, Progress.NONE).fetch(RunningDesk.address(), down, target, false);
    long fetched = ticker.nanos();
    if (Files.mismatch(file, target) >= 0) {
      throw new AssertionError("other bytes");
    }
    System.out.printf(
        Locale.ROOT,
        "%d MB up and down: digest %.0f MB/s, up %.0f MB/s, down %.0f MB/s%n",
        local.size() / 1_000_000,
        rate(local, measured - start),
        rate(local, sent - measured),
        rate(local, fetched - sent));
  }

  private static double rate(LocalFile file, long nanos) {
    return file.size() * 1e3 / nanos;
  }

  private static void write(Path file, long size, long seed) throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    Random random = new Random(seed);
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (long left = size; left > 0; left -= PIECE_BYTES) {
        random.nextBytes(piece);
        out.write(ByteBuffer.wrap(piece, 0, (int) Math.min(PIECE_BYTES, left)));
      }
    }
  }
}
