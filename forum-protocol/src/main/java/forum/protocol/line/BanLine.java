package forum.protocol.line;

import forum.protocol.InvalidValue;
import forum.protocol.Reason;
import forum.protocol.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the list of bans.
///
/// @param subject who is kept out
/// @param by who wanted it
/// @param since when it began
/// @param until when it ends; null when it does not end by itself
public record BanLine(
    Subject subject, String by, Instant since, @Nullable Instant until, Reason reason) {
  private static final String FOREVER = "-";

  /// Keeps milliseconds only, since no more are stored.
  public BanLine {
    since = since.truncatedTo(ChronoUnit.MILLIS);
    until = until == null ? null : until.truncatedTo(ChronoUnit.MILLIS);
  }

  /// The line, newline included.
  public byte[] write() {
    return Fields.joined(
        subject.text(),
        by,
        Fields.time(since),
        until == null ? FOREVER : Fields.time(until),
        reason.text());
  }

  /// Reads a line; the newline may be missing. Further fields are skipped.
  public static BanLine read(byte[] line) throws MalformedLine {
    List<String> fields = Fields.split(line, 5);
    if (!LineText.isHarmless(fields.get(1))) {
      throw new MalformedLine("a name with unsafe characters");
    }
    try {
      return new BanLine(
          Subject.of(fields.get(0)),
          fields.get(1),
          Fields.time(fields.get(2)),
          fields.get(3).equals(FOREVER) ? null : Fields.time(fields.get(3)),
          new Reason(fields.get(4)));
    } catch (InvalidValue e) {
      throw new MalformedLine(String.valueOf(e.getMessage()));
    }
  }
}
