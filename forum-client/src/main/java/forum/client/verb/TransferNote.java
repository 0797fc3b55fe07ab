package forum.client.verb;

import com.google.gson.JsonObject;
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

  static JsonObject fields(ThreadTitle title, FileName name, long bytes, String sha256) {
    JsonObject fields = new JsonObject();
    fields.addProperty("thread", title.text());
    fields.addProperty("file", name.text());
    fields.addProperty("bytes", bytes);
    fields.addProperty("sha256", sha256);
    return fields;
  }

  /// ` 412 MB in 12.4 s, 33 MB/s, sha-256 91c2e0.. verified`.
  static Line line(JsonObject fields, Duration took, String more) {
    long bytes = fields.get("bytes").getAsLong();
    String sha256 = fields.get("sha256").getAsString();
    double seconds = took.toNanos() / 1e9;
    return Line.of(
        Tone.FAINT,
        String.format(
            Locale.ROOT,
            "  %s in %.1f s, %s/s, sha-256 %s.. verified%s",
            Sizes.shown(bytes),
            seconds,
            Sizes.shown(Math.round(bytes / Math.max(seconds, 1e-3))),
            sha256.substring(0, Math.min(DIGEST_DIGITS, sha256.length())),
            more));
  }
}
