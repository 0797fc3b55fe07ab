package forum.client.batch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Lines of strict UTF-8. A last line without a newline counts; CR before the newline is dropped.
final class ByteLines {
  /// The longest line, in bytes.
  static final int LINE_BYTES_MAX = 1 << 20;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int END = -1;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private int number;

  ByteLines(InputStream in) {
    this.in = in;
  }

  /// A line, or why it is none.
  ///
  /// @param number from 1 on
  /// @param text empty when there is a fault
  record Line(int number, String text, @Nullable String fault, boolean tooLong) {}

  /// The next line; null at the end.
  @Nullable Line next() throws IOException {
    int first = read();
    if (first == END) {
      return null;
    }
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    boolean tooLong = false;
    for (int b = first; b != END && b != '\n'; b = read()) {
      tooLong |= line.size() == LINE_BYTES_MAX;
      if (!tooLong) {
        line.write(b);
      }
    }
    return tooLong
        ? new Line(number, "", "the line is longer than " + LINE_BYTES_MAX + " bytes", true)
        : decoded(line.toByteArray());
  }

  /// Whether a line is there already, so that [#next] does not wait for whoever writes it.
  boolean isReady() throws IOException {
    if (position == limit && in.available() > 0) {
      fill();
    }
    for (int i = position; i < limit; i++) {
      if (buffer[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  /// What was not read yet.
  InputStream rest() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return ByteLines.this.read();
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int count = Math.min(limit - position, length);
        if (count == 0) {
          return in.read(target, offset, length);
        }
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
      }
    };
  }

  private int read() throws IOException {
    if (position == limit) {
      fill();
    }
    return position == limit ? END : buffer[position++] & 0xff;
  }

  /// Some editors put a byte order mark in front of a file; it is no part of its first line.
  private String withoutMark(String text) {
    return number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private void fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
  }

  private Line decoded(byte[] bytes) {
    int length = bytes.length;
    if (length > 0 && bytes[length - 1] == '\r') {
      length--;
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer from = ByteBuffer.wrap(bytes, 0, length);
    CharBuffer to = CharBuffer.allocate(length);
    CoderResult result = decoder.decode(from, to, true);
    String text = withoutMark(to.flip().toString());
    if (result.isUnderflow()) {
      return new Line(number, text, null, false);
    }
    int column = text.codePointCount(0, text.length()) + 1;
    String fault =
        String.format(
            "line %d, column %d: byte 0x%02X is not UTF-8",
            number, column, bytes[from.position()] & 0xff);
    return new Line(number, "", fault, false);
  }
}
