package forum.protocol.line;

import forum.protocol.FileName;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine.Header;
import forum.protocol.line.ThreadLine.Message;
import forum.protocol.line.ThreadLine.Upload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Writes and reads the lines of a thread's file: the classic line, a TAB, metadata, a checksum.
///
/// ```
/// hans<TAB>2026-11-20T17:24:05.123Z 17 1f0c9a3e
/// 1 hans: good morning<TAB>2026-11-20T17:24:09.500Z 18 87d2b1c0
/// 2 mira: two\nlines<TAB>2026-11-20T17:25:00.000Z 19 rev=1 esc 0b51e4aa
/// mira uploaded notes.pdf<TAB>2026-11-20T17:26:11.020Z 20 size=48213 sha256=… 5e6f7a80
/// ```
///
/// Names and escaped texts contain no TAB and no newline, so that nothing anybody types can end a
/// line or stand behind its TAB.
public final class LineCodec {
  private static final String UPLOADED = "uploaded";

  private LineCodec() {}

  /// The line as it is stored, newline included.
  public static byte[] write(ThreadLine line) {
    StringBuilder out = new StringBuilder(128);
    Metadata metadata = Metadata.of(line);
    switch (line) {
      case Header(var creator, _, _) -> out.append(creator);
      case Message(var number, var author, var text, _, _, _) -> {
        out.append(number).append(' ').append(author).append(": ");
        out.append(metadata.escaped() ? LineText.escaped(text) : text);
      }
      case Upload(var user, var file, _, _, _, _) ->
          out.append(user).append(' ').append(UPLOADED).append(' ').append(file);
    }
    metadata.write(out.append('\t'));
    return Checksum.complete(out.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// Reads a whole line; the newline may be missing.
  ///
  /// @throws MalformedLine when it is not as it was written
  public static ThreadLine read(byte[] line) throws MalformedLine {
    boolean ended = line.length > 0 && line[line.length - 1] == '\n';
    return LineView.of(line, 0, ended ? line.length - 1 : line.length).line();
  }

  static ThreadLine read(String classic, Metadata metadata) throws MalformedLine {
    if (classic.indexOf('\t') >= 0) {
      throw new MalformedLine("more than one TAB");
    }
    return parse(classic, metadata);
  }

  /// Reads a line of a classic forum, which knows no metadata: its text is taken as it is, TABs and
  /// backslashes included, its time is the epoch and its id 0.
  ///
  /// @param line without its newline
  public static ThreadLine readClassic(String line) throws MalformedLine {
    return parse(line, new Metadata(Instant.EPOCH, 0, 0, false, Upload.UNKNOWN_SIZE, ""));
  }

  private static ThreadLine parse(String classic, Metadata metadata) throws MalformedLine {
    String[] words = classic.split(" ", 3);
    if (words.length == 1) {
      return new Header(user(words[0]), metadata.at(), metadata.id());
    }
    String rest = words.length == 3 ? words[2] : "";
    if (words[1].equals(UPLOADED)) {
      return upload(words[0], rest, metadata);
    }
    if (words[1].endsWith(":")) {
      return message(words[0], words[1], rest, metadata);
    }
    throw new MalformedLine("neither a message nor an upload");
  }

  private static Upload upload(String user, String file, Metadata metadata) throws MalformedLine {
    return new Upload(
        user(user),
        Fields.value(FileName::new, file),
        metadata.at(),
        metadata.id(),
        metadata.size(),
        metadata.sha256());
  }

  private static Message message(String number, String author, String text, Metadata metadata)
      throws MalformedLine {
    return new Message(
        Fields.smallNumber(number),
        user(author.substring(0, author.length() - 1)),
        metadata.escaped() ? LineText.unescaped(text) : text,
        metadata.at(),
        metadata.id(),
        metadata.revision());
  }

  private static UserName user(String word) throws MalformedLine {
    return Fields.value(UserName::new, word);
  }
}
