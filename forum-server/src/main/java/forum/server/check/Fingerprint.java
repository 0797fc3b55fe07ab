package forum.server.check;

import forum.protocol.line.ThreadLine.Entry;
import forum.protocol.line.ThreadLine.Message;
import forum.protocol.line.ThreadLine.Upload;
import forum.protocol.transfer.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// 128 bits that stand for an entry of a thread, but for its number, which follows from the others.
/// Those of a whole thread can be added up in any order. So a thread is compared with the journal
/// without either being in memory.
record Fingerprint(long high, long low) {
  static final Fingerprint NOTHING = new Fingerprint(0, 0);

  static Fingerprint of(Entry entry) {
    return switch (entry) {
      case Message message -> of(message, text(message.text()), message.revision());
      case Upload upload ->
          of(
              "u %d %s %d %d %s %s"
                  .formatted(
                      upload.id(),
                      upload.user(),
                      upload.at().toEpochMilli(),
                      upload.size(),
                      upload.sha256(),
                      upload.file()));
    };
  }

  /// Of a message that was given another text.
  static Fingerprint of(Message posted, Sha256 text, int revision) {
    return of(
        "m %d %s %d %d %s"
            .formatted(
                posted.id(), posted.author(), posted.at().toEpochMilli(), revision, text.hex()));
  }

  static Sha256 text(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Fingerprint of(String words) {
    MessageDigest digest = Sha256.computation();
    ByteBuffer bits = ByteBuffer.wrap(digest.digest(words.getBytes(StandardCharsets.UTF_8)));
    return new Fingerprint(bits.getLong(), bits.getLong());
  }

  Fingerprint plus(Fingerprint other) {
    return new Fingerprint(high + other.high, low + other.low);
  }
}
