package forum.server.commit;

import forum.machine.Disk;
import forum.protocol.line.LineCodec;
import forum.protocol.line.MalformedLine;
import forum.protocol.line.ThreadLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A file that may be a thread's, of a classic forum or of this one.
record Original(List<String> texts) {
  /// What stands behind a TAB when this forum wrote the line.
  private static final Pattern METADATA =
      Pattern.compile("\t\\d{4}-\\d\\d-\\d\\dT\\S+Z \\d+( .*)? [0-9a-f]{8}$");

  static Original read(Disk disk, Path file) throws IOException {
    return new Original(new String(disk.readAll(file), StandardCharsets.UTF_8).lines().toList());
  }

  /// What it begins with; null when it is no thread's.
  ThreadLine.@Nullable Header header() {
    return !texts.isEmpty() && line(0) instanceof ThreadLine.Header header ? header : null;
  }

  /// A line with or without metadata; null when it is neither. Metadata that does not fit the text
  /// any more, because somebody edited it, is left out.
  @Nullable ThreadLine line(int index) {
    String text = texts.get(index);
    try {
      return LineCodec.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedLine e) {
      return classicLine(METADATA.matcher(text).replaceFirst(""));
    }
  }

  private static @Nullable ThreadLine classicLine(String text) {
    try {
      return LineCodec.readClassic(text);
    } catch (MalformedLine e) {
      return null;
    }
  }
}
