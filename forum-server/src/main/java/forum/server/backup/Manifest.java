package forum.server.backup;

import forum.protocol.InvalidValue;
import forum.protocol.transfer.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/// What is in a backup: its last member. Lines as `sha256sum` writes them, so that a person can
/// check an unpacked backup with `sha256sum -c manifest`, and before them some that it passes over:
///
/// ```
/// # forum backup 1
/// # time 2026-11-20T17:24:05Z
/// # checkpoint 1200
/// # lsn 1234
/// <64 digits>  credentials.txt
/// …
/// # sha256 <digest of all lines before>
/// ```
///
/// @param at when it was made
/// @param checkpoint the checkpoint in it, 0 when there is none
/// @param lsn the last record of the journal in it
/// @param members all others, in their order
record Manifest(Instant at, long checkpoint, long lsn, List<Member> members) {
  /// What the manifest is called in the backup.
  static final String NAME = "manifest";

  private static final String FIRST = "# forum backup 1";
  private static final String GAP = "  ";

  /// A file in the backup; its name is the path in the data folder.
  record Member(String name, Sha256 sha256) {}

  byte[] bytes() {
    StringBuilder lines = new StringBuilder(FIRST).append('\n');
    lines.append("# time ").append(at).append('\n');
    lines.append("# checkpoint ").append(checkpoint).append('\n');
    lines.append("# lsn ").append(lsn).append('\n');
    for (Member member : members) {
      lines.append(member.sha256().hex()).append(GAP).append(member.name()).append('\n');
    }
    return lines.append(last(lines)).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String last(CharSequence before) {
    return "# sha256 " + Sha256.of(before.toString().getBytes(StandardCharsets.UTF_8)) + "\n";
  }

  /// Reads what [#bytes] made.
  ///
  /// @throws NoBackup when it is something else, or one byte of it is
  static Manifest of(byte[] bytes) throws NoBackup {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int lastAt = text.lastIndexOf("# sha256 ");
    if (!text.startsWith(FIRST + "\n")) {
      throw new NoBackup("its manifest does not begin with \"" + FIRST + "\"");
    }
    if (lastAt < 0 || !text.substring(lastAt).equals(last(text.substring(0, lastAt)))) {
      throw new NoBackup("its manifest is damaged");
    }
    try {
      return of(text.substring(0, lastAt).lines().toList());
    } catch (InvalidValue | NumberFormatException | DateTimeParseException e) {
      throw new NoBackup("its manifest makes no sense: " + e.getMessage());
    }
  }

  private static Manifest of(List<String> lines) {
    Instant at = Instant.parse(value(lines, 1, "# time "));
    long checkpoint = Long.parseLong(value(lines, 2, "# checkpoint "));
    long lsn = Long.parseLong(value(lines, 3, "# lsn "));
    List<Member> members = new ArrayList<>();
    for (String line : lines.subList(4, lines.size())) {
      int gap = line.indexOf(GAP);
      if (gap < 0) {
        throw new InvalidValue("a line without a name");
      }
      members.add(
          new Member(line.substring(gap + GAP.length()), new Sha256(line.substring(0, gap))));
    }
    return new Manifest(at, checkpoint, lsn, members);
  }

  private static String value(List<String> lines, int index, String name) {
    if (lines.size() <= index || !lines.get(index).startsWith(name)) {
      throw new InvalidValue("\"" + name + "\" is missing");
    }
    return lines.get(index).substring(name.length());
  }
}
