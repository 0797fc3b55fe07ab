package forum.protocol.line;

import forum.protocol.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/// A line of a thread's file where it lies in memory, known to be as it was written. Tells what it
/// is without decoding its text, because who looks for one line has to look at many.
public final class LineView {
  /// The longest line there can be, in bytes: a byte of text becomes at most six.
  public static final int BYTES_MAX = 6 * Limits.TEXT_BYTES + 1024;

  private static final byte[] UPLOADED = {'u', 'p', 'l', 'o', 'a', 'd', 'e', 'd'};
  private static final int DIGITS_MAX = 18;

  /// What a line is.
  public enum Kind {
    /// The first line of a file.
    HEADER,
    /// A message.
    MESSAGE,
    /// An attachment.
    UPLOAD
  }

  private final byte[] bytes;
  private final int from;
  private final int tab;
  private final int checksum;
  private final int blank;
  private final Kind kind;
  private final int number;
  private final long id;

  private LineView(byte[] bytes, int from, int tab, int checksum) throws MalformedLine {
    this.bytes = bytes;
    this.from = from;
    this.tab = tab;
    this.checksum = checksum;
    blank = indexOf(' ', from, tab);
    kind = classify();
    number = kind == Kind.MESSAGE ? (int) Math.min(digits(from, blank), Integer.MAX_VALUE) : 0;
    int time = indexOf(' ', tab, checksum);
    id = digits(time + 1, indexOf(' ', time + 1, checksum));
  }

  /// Looks at a line whose newline is at `end`. The bytes must not change while the view is used.
  ///
  /// @throws MalformedLine when its checksum is wrong or it is no line of a thread's file
  public static LineView of(byte[] bytes, int from, int end) throws MalformedLine {
    int checksum = end - Checksum.DIGITS;
    if (checksum <= from || bytes[checksum - 1] != ' ') {
      throw new MalformedLine("it does not end with a checksum");
    }
    if (!Arrays.equals(
        Checksum.of(bytes, from, checksum), 0, Checksum.DIGITS, bytes, checksum, end)) {
      throw new MalformedLine("its checksum is wrong");
    }
    int tab = checksum - 1;
    while (bytes[tab] != '\t') {
      if (--tab < from) {
        throw new MalformedLine("it has no TAB");
      }
    }
    return new LineView(bytes, from, tab, checksum);
  }

  /// By the second word: that of a message ends in a colon, that of an upload is `uploaded`. The
  /// first word decides nothing, since a user name may consist of digits.
  private Kind classify() throws MalformedLine {
    if (blank == tab) {
      return Kind.HEADER;
    }
    int end = indexOf(' ', blank + 1, tab);
    if (Arrays.equals(bytes, blank + 1, end, UPLOADED, 0, UPLOADED.length)) {
      return Kind.UPLOAD;
    }
    if (bytes[end - 1] == ':') {
      return Kind.MESSAGE;
    }
    throw new MalformedLine("it is neither a message nor an upload");
  }

  /// Where `wanted` first stands, or `end`.
  private int indexOf(char wanted, int begin, int end) {
    int i = begin;
    while (i < end && bytes[i] != wanted) {
      i++;
    }
    return i;
  }

  private long digits(int begin, int end) throws MalformedLine {
    long number = 0;
    for (int i = begin; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new MalformedLine("there is no number where one must be");
      }
      number = 10 * number + digit;
    }
    if (end <= begin || end - begin > DIGITS_MAX) {
      throw new MalformedLine("there is no number where one must be");
    }
    return number;
  }

  /// What it is.
  public Kind kind() {
    return kind;
  }

  /// The number of a message, 0 for other lines.
  public int number() {
    return number;
  }

  /// The id of an entry; of a header, the thread's.
  public long id() {
    return id;
  }

  /// When it was written.
  public Instant at() throws MalformedLine {
    return metadata().at();
  }

  /// The line with everything in it.
  public ThreadLine line() throws MalformedLine {
    return LineCodec.read(Fields.utf8(bytes, from, tab), metadata());
  }

  private Metadata metadata() throws MalformedLine {
    return Metadata.read(Fields.utf8(bytes, tab + 1, checksum));
  }

  /// The line as it is, newline included.
  public byte[] bytes() {
    byte[] line = Arrays.copyOfRange(bytes, from, checksum + Checksum.DIGITS + 1);
    line[line.length - 1] = '\n';
    return line;
  }

  /// The line, a message, under another number.
  public byte[] renumbered(int newNumber) {
    byte[] digits = Integer.toString(newNumber).getBytes(StandardCharsets.US_ASCII);
    byte[] beginning = Arrays.copyOf(digits, digits.length + checksum - blank);
    System.arraycopy(bytes, blank, beginning, digits.length, checksum - blank);
    return Checksum.complete(beginning);
  }
}
