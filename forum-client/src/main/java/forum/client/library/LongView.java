package forum.client.library;

import forum.client.transfer.TransferFailure;
import forum.protocol.transfer.Sink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Bytes that one thread fetches while another reads them, a few pieces ahead. Read by one thread.
final class LongView extends InputStream {
  private static final int PIECES_AHEAD = 8;
  private static final long LOOK_UP_MILLIS = 100;

  /// An empty piece is the end.
  private static final byte[] END = new byte[0];

  /// Fetches everything into a sink.
  interface Fetch {
    void into(Sink sink) throws TransferFailure;
  }

  private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(PIECES_AHEAD);
  private final Runnable cancel;
  private volatile String failure = "";
  private volatile boolean closed;
  private byte[] piece = END;
  private int position;
  private boolean ended;

  private LongView(Runnable cancel) {
    this.cancel = cancel;
  }

  /// Begins to fetch; `cancel` ends that from outside.
  static LongView open(Fetch fetch, Runnable cancel) {
    LongView view = new LongView(cancel);
    Thread.ofVirtual().name("long view").start(() -> view.fill(fetch));
    return view;
  }

  private void fill(Fetch fetch) {
    try {
      fetch.into((bytes, offset) -> giveUnlessEmpty(copy(bytes)));
      give(END);
    } catch (TransferFailure e) {
      end(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      // The reader has closed it and misses nothing.
    }
  }

  private void end(String reason) {
    failure = reason;
    try {
      give(END);
    } catch (IOException e) {
      // As above.
    }
  }

  private static byte[] copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  private void giveUnlessEmpty(byte[] next) throws IOException {
    if (next.length > 0) {
      give(next);
    }
  }

  private void give(byte[] next) throws IOException {
    try {
      while (!pieces.offer(next, LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
        if (closed) {
          throw new IOException("closed");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
  }

  @Override
  public int read() throws IOException {
    return isAtEnd() ? -1 : piece[position++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (isAtEnd()) {
      return -1;
    }
    int count = Math.min(length, piece.length - position);
    System.arraycopy(piece, position, target, offset, count);
    position += count;
    return count;
  }

  private boolean isAtEnd() throws IOException {
    if (position == piece.length && !ended) {
      piece = take();
      position = 0;
      ended = piece.length == 0;
    }
    if (ended && !failure.isEmpty()) {
      throw new IOException(failure);
    }
    return ended;
  }

  private byte[] take() throws IOException {
    try {
      return pieces.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
  }

  /// Ends the fetching if it is not over.
  @Override
  public void close() {
    closed = true;
    if (!ended) {
      cancel.run();
    }
  }
}
