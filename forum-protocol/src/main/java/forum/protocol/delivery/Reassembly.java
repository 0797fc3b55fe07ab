package forum.protocol.delivery;

import forum.protocol.Limits;
import forum.protocol.wire.Inner;
import java.io.ByteArrayOutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The segments of one request that have arrived. Owned by one thread.
public final class Reassembly {
  private final long seq;
  private final byte[] @Nullable [] parts;
  private long present;

  /// Begins with the first segment to arrive.
  public Reassembly(Inner first) {
    this.seq = first.seq();
    this.parts = new byte[first.segments()] @Nullable [];
  }

  /// The request the segments belong to.
  public long seq() {
    return seq;
  }

  /// Which segments are here, as a bit map.
  public long present() {
    return present;
  }

  /// Takes a segment; one that does not fit the others (another count, a short one that is not the
  /// last) is ignored.
  ///
  /// @return whether it was new
  public boolean add(Inner segment) {
    boolean last = segment.segment() == parts.length - 1;
    boolean fits =
        segment.segments() == parts.length
            && (last ? segment.body().length > 0 : segment.body().length == Limits.BODY_BYTES);
    if (!fits || parts[segment.segment()] != null) {
      return false;
    }
    parts[segment.segment()] = segment.body();
    present |= 1L << segment.segment();
    return true;
  }

  /// Whether all segments are here.
  public boolean isWhole() {
    return present == Segments.all(parts.length);
  }

  /// The body put together.
  public byte[] body() {
    ByteArrayOutputStream body = new ByteArrayOutputStream(parts.length * Limits.BODY_BYTES);
    for (byte[] part : parts) {
      body.writeBytes(Objects.requireNonNull(part));
    }
    return body.toByteArray();
  }
}
