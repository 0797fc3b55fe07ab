package forum.protocol.line;

import forum.protocol.line.ThreadLine.Header;
import forum.protocol.line.ThreadLine.Message;
import forum.protocol.line.ThreadLine.Upload;
import java.time.Instant;
import java.util.regex.Pattern;

/// What stands behind the TAB of a line, up to its checksum: time and id, then `name=value` and
/// flags, with a blank after each. Unknown names and flags are skipped, so that a later version can
/// add some.
///
/// @param escaped whether the text of the line is
record Metadata(Instant at, long id, int revision, boolean escaped, long size, String sha256) {
  private static final long NONE = Upload.UNKNOWN_SIZE;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  static Metadata of(ThreadLine line) {
    return switch (line) {
      case Header(_, var at, var thread) -> new Metadata(at, thread, 0, false, NONE, "");
      case Message(_, _, var text, var at, var id, var revision) ->
          new Metadata(at, id, revision, !LineText.isHarmless(text), NONE, "");
      case Upload(_, _, var at, var id, var size, var sha256) ->
          new Metadata(at, id, 0, false, size, sha256);
    };
  }

  void write(StringBuilder out) {
    out.append(Fields.time(at)).append(' ').append(id).append(' ');
    if (revision > 0) {
      out.append("rev=").append(revision).append(' ');
    }
    if (escaped) {
      out.append("esc ");
    }
    if (size != NONE) {
      out.append("size=").append(size).append(' ');
    }
    if (!sha256.isEmpty()) {
      out.append("sha256=").append(sha256).append(' ');
    }
  }

  static Metadata read(String text) throws MalformedLine {
    String[] words = text.split(" ", -1);
    if (words.length < 2) {
      throw new MalformedLine("no time and id behind the TAB");
    }
    Metadata metadata =
        new Metadata(Fields.time(words[0]), Fields.number(words[1]), 0, false, NONE, "");
    for (int i = 2; i < words.length; i++) {
      metadata = metadata.with(words[i]);
    }
    return metadata;
  }

  private Metadata with(String word) throws MalformedLine {
    int equals = word.indexOf('=');
    String value = word.substring(equals + 1);
    return switch (equals < 0 ? word : word.substring(0, equals)) {
      case "rev" -> new Metadata(at, id, Fields.smallNumber(value), escaped, size, sha256);
      case "esc" -> new Metadata(at, id, revision, true, size, sha256);
      case "size" -> new Metadata(at, id, revision, escaped, Fields.number(value), sha256);
      case "sha256" -> new Metadata(at, id, revision, escaped, size, digest(value));
      default -> this;
    };
  }

  private static String digest(String value) throws MalformedLine {
    if (!DIGEST.matcher(value).matches()) {
      throw new MalformedLine("sha256 is not 64 hexadecimal digits");
    }
    return value;
  }
}
