package forum.protocol.line;

import forum.protocol.Scope;
import forum.protocol.TokenName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the list of a user's tokens.
///
/// @param used when it was last logged in with; null when never
/// @param revoked when it was revoked; null when it was not
public record TokenLine(
    TokenName name,
    Scope scope,
    Instant created,
    Instant expires,
    @Nullable Instant used,
    @Nullable Instant revoked) {
  private static final String NEVER = "-";

  /// The line, newline included.
  public byte[] write() {
    return Fields.joined(
        name.text(),
        scope.word(),
        Fields.time(created),
        Fields.time(expires),
        text(used),
        text(revoked));
  }

  private static String text(@Nullable Instant at) {
    return at == null ? NEVER : Fields.time(at);
  }

  private static @Nullable Instant time(String field) throws MalformedLine {
    return field.equals(NEVER) ? null : Fields.time(field);
  }

  /// Reads a line; the newline may be missing. Further fields are skipped.
  public static TokenLine read(byte[] line) throws MalformedLine {
    List<String> fields = Fields.split(line, 6);
    return new TokenLine(
        Fields.value(TokenName::new, fields.get(0)),
        Fields.value(Scope::of, fields.get(1)),
        Fields.time(fields.get(2)),
        Fields.time(fields.get(3)),
        time(fields.get(4)),
        time(fields.get(5)));
  }
}
