package forum.client.transfer;

import forum.machine.Ticker;
import forum.protocol.Reply;
import forum.protocol.transfer.MalformedFrame;
import forum.protocol.transfer.Sender;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.TransferFrame;
import forum.protocol.transfer.TransferRefused;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/// Uploads files. Measure the file, ask the server for a grant (`UPD`), send, and then let the
/// server attach what it has (`UPC`). Used by one thread, but for [#cancel].
public final class Uploader {
  private static final int PIECE_BYTES = 64 * 1024;

  private final Lines lines;
  private final Progress progress;

  /// In the clear; `progress` is told how far it is.
  public Uploader(Ticker ticker, Progress progress) {
    this(ticker, progress, Protection.CLEAR);
  }

  /// `progress` is told how far the sending is.
  public Uploader(Ticker ticker, Progress progress, Protection protection) {
    this.lines = new Lines(ticker, protection);
    this.progress = progress;
  }

  /// Reads the whole file for its digest; `progress` is told how far that is.
  public LocalFile measure(Path path, Progress progress) throws TransferFailure {
    requireFile(path);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MessageDigest digest = Sha256.computation();
      long size = channel.size();
      Meter meter = new Meter(lines.ticker(), progress, 0, size);
      ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
      long position = 0;
      while (LocalFile.read(channel, piece.clear(), position) > 0) {
        requireNotCancelled();
        position += piece.flip().remaining();
        meter.moved(piece.remaining());
        digest.update(piece);
      }
      return new LocalFile(path, position, Sha256.of(digest));
    } catch (ClosedByInterruptException e) {
      throw TransferFailure.local(TransferFailure.Kind.CANCELLED, "stopped").because(e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static void requireFile(Path path) throws TransferFailure {
    if (!Files.exists(path)) {
      throw TransferFailure.local(
          TransferFailure.Kind.LOCAL_FILE, "\"" + path + "\" does not exist");
    }
    if (!Files.isRegularFile(path)) {
      throw TransferFailure.local(TransferFailure.Kind.LOCAL_FILE, "\"" + path + "\" is no file");
    }
  }

  private void requireNotCancelled() throws TransferFailure {
    if (lines.isCancelled()) {
      throw TransferFailure.local(TransferFailure.Kind.CANCELLED, "stopped");
    }
  }

  private static TransferFailure unreadable(Path path, IOException cause) {
    return TransferFailure.local(
            TransferFailure.Kind.LOCAL_FILE,
            "\"" + path + "\" cannot be read (" + cause.getMessage() + ")")
        .because(cause);
  }

  /// Sends what the server does not have yet. When this returns, the bytes are safe at the server
  /// for ten minutes, in which they must be attached.
  ///
  /// @param server its UDP address
  public void send(InetSocketAddress server, Reply.Grant grant, LocalFile file)
      throws TransferFailure {
    try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      lines.run(
          line -> {
            send(line, line.begin(server, grant, 0), file, channel);
            return file;
          });
    } catch (IOException e) {
      throw unreadable(file.path(), e);
    }
  }

  private void send(Line line, TransferFrame.Go go, LocalFile file, FileChannel channel)
      throws IOException, MalformedFrame, TransferRefused {
    Meter meter = new Meter(lines.ticker(), progress, go.offset(), file.size());
    LastWord word = new LastWord(line);
    Sender sender = new Sender(line.out(), bytes -> moved(line, meter, bytes));
    try {
      sender.send(file.source(channel), go.offset(), file.size());
    } catch (IOException e) {
      word.explain(e);
    }
    line.awaitAnswer();
    word.await();
  }

  private static void moved(Line line, Meter meter, long bytes) {
    line.moved(bytes);
    meter.moved(bytes);
  }

  /// Ends what is running, from any thread. What the server has already is kept there for a day.
  public void cancel() {
    lines.cancel();
  }
}
