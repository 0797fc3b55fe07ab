package forum.protocol.line;

import forum.protocol.UserName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// One line of the list of users on-line.
///
/// @param since when the session was opened
/// @param address where from, without unsafe characters
/// @param idleSeconds how long nothing was heard
public record Presence(UserName user, Instant since, String address, long idleSeconds) {
  /// Of any values; an unsafe character in the address is a mistake of ours.
  public Presence {
    if (!LineText.isHarmless(address)) {
      throw new IllegalArgumentException("an address with unsafe characters");
    }
    since = since.truncatedTo(ChronoUnit.MILLIS);
  }

  /// The line, newline included.
  public byte[] write() {
    return Fields.joined(user.text(), Fields.time(since), address, Long.toString(idleSeconds));
  }

  /// Reads a line; the newline may be missing. Further fields are skipped.
  public static Presence read(byte[] line) throws MalformedLine {
    List<String> fields = Fields.split(line, 4);
    if (!LineText.isHarmless(fields.get(2))) {
      throw new MalformedLine("an address with unsafe characters");
    }
    return new Presence(
        Fields.value(UserName::new, fields.get(0)),
        Fields.time(fields.get(1)),
        fields.get(2),
        Fields.number(fields.get(3)));
  }
}
