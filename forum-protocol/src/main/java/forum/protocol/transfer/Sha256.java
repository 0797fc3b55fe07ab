package forum.protocol.transfer;

import forum.machine.Disk;
import forum.protocol.InvalidValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The SHA-256 digest of some bytes: their name wherever bytes are stored or moved.
///
/// @param hex 64 hexadecimal digits in lower case, so that it can safely be a file name
public record Sha256(String hex) {
  /// Length in bytes.
  public static final int BYTES = 32;

  private static final int PIECE_BYTES = 64 * 1024;

  /// @throws InvalidValue when `hex` is not a digest
  public Sha256 {
    boolean digits = hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    if (hex.length() != 2 * BYTES || !digits) {
      throw new InvalidValue("a SHA-256 digest has 64 hexadecimal digits in lower case");
    }
  }

  /// A computation that [#of(MessageDigest)] ends.
  public static MessageDigest computation() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// What `computation` has come to; it begins anew after this.
  public static Sha256 of(MessageDigest computation) {
    return new Sha256(HexFormat.of().formatHex(computation.digest()));
  }

  /// The digest of `bytes`.
  public static Sha256 of(byte[] bytes) {
    MessageDigest computation = computation();
    computation.update(bytes);
    return of(computation);
  }

  /// Adds the first `size` bytes of `file` to `computation`.
  public static void add(Disk.File file, long size, MessageDigest computation) throws IOException {
    add(file, size, computation, (_, _) -> {});
  }

  /// As [#add(Disk.File, long, MessageDigest)], and hands the bytes over to `reader` too, which is
  /// not to change them.
  public static void add(Disk.File file, long size, MessageDigest computation, Sink reader)
      throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    for (long position = 0; position < size; position += piece.limit()) {
      piece.clear().limit((int) Math.min(PIECE_BYTES, size - position));
      if (file.read(piece, position) < piece.limit()) {
        throw new IOException("the file has become shorter than " + size + " bytes");
      }
      reader.write(piece.flip(), position);
      computation.update(piece.rewind());
      Turns.moved(position + piece.limit(), piece.limit());
    }
  }

  static Sha256 read(ByteBuffer in) {
    byte[] bytes = new byte[BYTES];
    in.get(bytes);
    return new Sha256(HexFormat.of().formatHex(bytes));
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
