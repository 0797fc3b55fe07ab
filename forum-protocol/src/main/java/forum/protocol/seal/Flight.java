package forum.protocol.seal;

import forum.protocol.wire.Frame;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A flight of a handshake in parts that fit datagrams. Owned by one thread.
public final class Flight {
  private final SortedMap<Integer, byte[]> parts = new TreeMap<>();
  private int expected;

  /// Cuts a flight. Even an empty one has a part.
  public static List<byte[]> cut(byte[] flight, int partBytes) {
    List<byte[]> parts = new ArrayList<>();
    int at = 0;
    do {
      int end = Math.min(flight.length, at + partBytes);
      parts.add(Arrays.copyOfRange(flight, at, end));
      at = end;
    } while (at < flight.length);
    if (parts.size() > Frame.PARTS_MAX) {
      throw new IllegalArgumentException("flight of " + flight.length + " bytes");
    }
    return parts;
  }

  /// Adds a part.
  ///
  /// @return the whole flight when this was the last one that was missing, else null
  public byte @Nullable [] add(int part, int count, byte[] bytes) {
    if (expected != count) {
      parts.clear();
      expected = count;
    }
    parts.put(part, bytes);
    if (parts.size() < count) {
      return null;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    parts.values().forEach(whole::writeBytes);
    parts.clear();
    return whole.toByteArray();
  }
}
