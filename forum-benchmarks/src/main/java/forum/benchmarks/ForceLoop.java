package forum.benchmarks;

import forum.machine.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes records into a file that was filled before and forces them: the most that this disk lets
/// anybody store durably.
final class ForceLoop implements AutoCloseable {
  /// What a post of 200 bytes takes in the journal, roughly.
  private static final int RECORD_BYTES = 512;

  private static final int FILE_BYTES = 16 << 20;

  private final Ticker ticker = Ticker.system();
  private final Path file;
  private final FileChannel channel;

  ForceLoop(Path folder) throws IOException {
    file = Files.createTempFile(folder, "force", "");
    channel = FileChannel.open(file, StandardOpenOption.WRITE);
    channel.write(ByteBuffer.allocateDirect(FILE_BYTES), 0);
    channel.force(true);
  }

  /// Goes on for a time with so many records under each force; the times are those of one record.
  Latencies run(int records, long nanos) throws IOException {
    ByteBuffer batch = ByteBuffer.allocateDirect(records * RECORD_BYTES);
    Latencies latencies = new Latencies();
    long endNanos = ticker.nanos() + nanos;
    long at = 0;
    for (long began = ticker.nanos(); began - endNanos < 0; began = ticker.nanos()) {
      channel.write(batch.clear().putLong(0, began), at);
      channel.force(false);
      at = (at + batch.capacity()) % (FILE_BYTES - batch.capacity());
      long took = ticker.nanos() - began;
      for (int i = 0; i < records; i++) {
        latencies.add(took);
      }
    }
    return latencies;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.delete(file);
  }
}
