package forum.client.library;

import forum.protocol.line.MalformedLine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The lines of a view while its bytes arrive. Used by one thread.
final class Lines<T> implements Iterator<T> {
  private static final int LINE_BYTES_MAX = 1 << 20;

  /// Reads one line.
  interface Codec<T> {
    T read(byte[] line) throws MalformedLine;
  }

  private final InputStream bytes;
  private final Codec<T> codec;
  private byte @Nullable [] next;

  private Lines(InputStream bytes, Codec<T> codec) {
    this.bytes = bytes;
    this.codec = codec;
  }

  /// The lines as a stream that closes `bytes` when it is closed. It throws [UncheckedIOException]
  /// when the bytes break off or hold something else than such lines.
  static <T> Stream<T> of(InputStream bytes, Codec<T> codec) {
    Iterator<T> lines = new Lines<>(new BufferedInputStream(bytes), codec);
    int ordered = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(lines, ordered), false)
        .onClose(() -> close(bytes));
  }

  private static void close(InputStream bytes) {
    try {
      bytes.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = line();
    }
    return next != null;
  }

  @Override
  public T next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    byte[] line = next;
    next = null;
    try {
      return codec.read(line);
    } catch (MalformedLine e) {
      throw broken("the server sent a line that is none: " + e.getMessage());
    }
  }

  private byte @Nullable [] line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream(160);
    try {
      for (int b = bytes.read(); b >= 0; b = bytes.read()) {
        line.write(b);
        if (b == '\n') {
          return line.toByteArray();
        }
        if (line.size() > LINE_BYTES_MAX) {
          throw broken("the server sent a line of more than " + LINE_BYTES_MAX + " bytes");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.size() == 0 ? null : line.toByteArray();
  }

  private static UncheckedIOException broken(String reason) {
    return new UncheckedIOException(new IOException(reason));
  }
}
