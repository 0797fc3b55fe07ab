package forum.protocol;

import java.text.Normalizer;

/// The name of an attachment: a name, never a path. 1 to 128 characters in Unicode normal form C,
/// without controls, `/` and `\`, not beginning with `.` or `-`.
public record FileName(String text) implements Comparable<FileName> {
  /// Brings `text` to normal form C.
  ///
  /// @throws InvalidValue when it cannot be a file name
  public FileName {
    text = Normalizer.normalize(text, Normalizer.Form.NFC);
    Characters.requireName("file name", text, Limits.FILE_NAME_POINTS, Limits.FILE_NAME_BYTES);
  }

  @Override
  public int compareTo(FileName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
