package forum.fuzz;

import java.util.Arrays;

/// How a datagram is spoilt whose right bytes are made anew each time, as those of a handshake are:
/// the first byte of an input says which of several datagrams, each four behind it one change.
record Spoiling(byte[] input) {
  private static final int CHANGE_BYTES = 4;
  private static final int BYTES_MAX = 2000;

  /// Which of `steps` datagrams.
  int step(int steps) {
    return input.length == 0 ? 0 : (input[0] & 0xff) % steps;
  }

  /// The datagram that arrives in the place of the right one.
  byte[] of(byte[] right) {
    byte[] spoilt = right;
    for (int at = 1; at + CHANGE_BYTES <= input.length && spoilt.length > 0; at += CHANGE_BYTES) {
      int place = ((input[at + 1] & 0xff) << 8 | input[at + 2] & 0xff) % spoilt.length;
      spoilt = changed(spoilt, input[at] & 3, place, input[at + 3]);
    }
    return spoilt;
  }

  private static byte[] changed(byte[] bytes, int how, int place, byte value) {
    byte[] changed = bytes.clone();
    switch (how) {
      case 0 -> changed[place] ^= value;
      case 1 -> changed[place] = value;
      case 2 -> changed = Arrays.copyOf(bytes, place);
      default -> {
        changed = Arrays.copyOf(bytes, Math.min(BYTES_MAX, bytes.length + (value & 0xff)));
        int moved = Math.min(bytes.length - place, changed.length - place);
        System.arraycopy(bytes, place, changed, changed.length - moved, moved);
      }
    }
    return changed;
  }
}
