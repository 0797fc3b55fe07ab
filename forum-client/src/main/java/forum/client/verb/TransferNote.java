package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.library.Transferred;
import forum.client.text.Line;
import forum.client.text.Sizes;
import forum.client.text.Tone;
import forum.protocol.FileName;
import forum.protocol.ThreadTitle;
import java.time.Duration;
import java.util.Locale;

/// What is said about a transfer that is done.
final class TransferNote {
  private static final int DIGEST_DIGITS = 6;

  private TransferNote() {}

  static JsonObject fields(ThreadTitle title, FileName name, Transferred transferred) {
    JsonObject fields = new JsonObject();
    fields.addProperty("thread", title.text());
    fields.addProperty("file", name.text());
    fields.addProperty("bytes", transferred.bytes());
    fields.addProperty("sha256", transferred.sha256());
    return fields;
  }

  /// ` 412 MB in 12.4 s, 33 MB/s, sha-256 91c2e0.. verified`.
  static Line line(Transferred transferred, Duration took, String more) {
    double seconds = took.toNanos() / 1e9;
    String rate = Sizes.shown(Math.round(transferred.bytes() / Math.max(seconds, 1e-3)));
    String digest = transferred.sha256();
    String shown = digest.substring(0, Math.min(DIGEST_DIGITS, digest.length()));
    return Line.of(
        Tone.FAINT,
        String.format(
            Locale.ROOT,
            "  %s in %.1f s, %s/s, sha-256 %s.. verified%s",
            Sizes.shown(transferred.bytes()),
            seconds,
            rate,
            shown,
            more));
  }
}
