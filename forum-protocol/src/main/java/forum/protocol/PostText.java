package forum.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// The text of a message, kept exactly as it was typed: any Unicode text that is not blank, at most
/// 64 KiB of UTF-8. Controls are allowed; who stores or shows them escapes them.
public record PostText(String text) {
  /// @throws InvalidValue when `text` is blank, too long or no Unicode text
  public PostText {
    if (text.isBlank()) {
      throw new InvalidValue("a message must not be empty");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new InvalidValue("a message must be Unicode text; this one has half a character in it");
    }
    int bytes = Characters.utf8Length(text);
    if (bytes > Limits.TEXT_BYTES) {
      throw new InvalidValue("message has " + bytes + " bytes, the limit is " + Limits.TEXT_BYTES);
    }
  }

  /// Reads UTF-8.
  ///
  /// @throws InvalidValue when `bytes` are not UTF-8, or no post text
  public static PostText ofUtf8(byte[] bytes) {
    try {
      return new PostText(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new InvalidValue("a message must be UTF-8 text");
    }
  }

  /// The text as UTF-8.
  public byte[] utf8() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return text;
  }
}
