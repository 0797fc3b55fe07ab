package forum.protocol.line;

import java.util.Arrays;
import java.util.zip.CRC32C;

/// CRC32C of a line: its last eight bytes, hexadecimal digits in lower case.
final class Checksum {
  static final int DIGITS = 8;

  private Checksum() {}

  /// The digits of the checksum of some bytes.
  static byte[] of(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    byte[] digits = new byte[DIGITS];
    for (int i = 0; i < DIGITS; i++) {
      digits[i] = (byte) Character.forDigit((int) (crc.getValue() >>> (28 - 4 * i)) & 0xf, 16);
    }
    return digits;
  }

  /// The whole line, newline included, of which all before the checksum is given.
  static byte[] complete(byte[] beginning) {
    byte[] line = Arrays.copyOf(beginning, beginning.length + DIGITS + 1);
    System.arraycopy(of(beginning, 0, beginning.length), 0, line, beginning.length, DIGITS);
    line[line.length - 1] = '\n';
    return line;
  }
}
