package forum.protocol;

import java.text.Normalizer;

/// The title of a thread, which is also its name: 1 to 64 characters in Unicode normal form C,
/// without controls, `/` and `\`, not beginning with `.` or `-`. Titles that differ only in their
/// normal form are one title.
public record ThreadTitle(String text) implements Comparable<ThreadTitle> {
  /// Brings `text` to normal form C.
  ///
  /// @throws InvalidValue when it cannot be a title
  public ThreadTitle {
    text = Normalizer.normalize(text, Normalizer.Form.NFC);
    Characters.requireName("thread title", text, Limits.TITLE_POINTS, Limits.TITLE_BYTES);
  }

  @Override
  public int compareTo(ThreadTitle other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
