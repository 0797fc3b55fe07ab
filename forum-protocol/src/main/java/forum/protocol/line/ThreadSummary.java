package forum.protocol.line;

import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/// One line of the list of threads. Cut at its first TAB it is the title, as the classic list has
/// it.
///
/// @param creator who created the thread
/// @param messages how many it has
/// @param files how many attachments it has
/// @param created when it was created
/// @param changed when it last changed
/// @param author who changed it last; the creator, where nobody has posted
/// @param locked whether only moderators can change it
public record ThreadSummary(
    ThreadTitle title,
    UserName creator,
    int messages,
    int files,
    Instant created,
    Instant changed,
    UserName author,
    boolean locked) {
  private static final int FIELDS = 7;
  private static final String LOCKED = "locked";

  /// Of any values.
  public ThreadSummary {
    created = created.truncatedTo(ChronoUnit.MILLIS);
    changed = changed.truncatedTo(ChronoUnit.MILLIS);
  }

  /// The line, newline included.
  public byte[] write() {
    List<String> fields =
        List.of(
            title.text(),
            creator.text(),
            Integer.toString(messages),
            Integer.toString(files),
            Fields.time(created),
            Fields.time(changed),
            author.text());
    return Fields.joined(
        Stream.concat(fields.stream(), locked ? Stream.of(LOCKED) : Stream.empty())
            .toArray(String[]::new));
  }

  /// Reads a line; the newline may be missing. Further fields are skipped.
  public static ThreadSummary read(byte[] line) throws MalformedLine {
    List<String> fields = Fields.split(line, FIELDS);
    return new ThreadSummary(
        Fields.value(ThreadTitle::new, fields.get(0)),
        Fields.value(UserName::new, fields.get(1)),
        Fields.smallNumber(fields.get(2)),
        Fields.smallNumber(fields.get(3)),
        Fields.time(fields.get(4)),
        Fields.time(fields.get(5)),
        Fields.value(UserName::new, fields.get(6)),
        fields.subList(FIELDS, fields.size()).contains(LOCKED));
  }
}
