package forum.protocol.transfer;

import forum.protocol.Limits;
import java.nio.ByteBuffer;
import java.util.Random;

/// Frames for tests.
final class Frames {
  private Frames() {}

  static byte[] bytes(TransferFrame frame) {
    ByteBuffer out = ByteBuffer.allocate(TransferFrame.HEAD_BYTES + Limits.TRANSFER_FRAME_BYTES);
    frame.writeTo(out);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  static TransferFrame any(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> new TransferFrame.Ticket(bytes(random, 32), random.nextLong(Long.MAX_VALUE));
      case 1 -> {
        long size = random.nextLong(1, Long.MAX_VALUE);
        yield new TransferFrame.Go(random.nextLong(size), size);
      }
      case 2 -> new TransferFrame.Data(ByteBuffer.wrap(bytes(random, length(random))));
      case 3 -> new TransferFrame.End(Sha256.of(bytes(random, 8)));
      case 4 -> new TransferFrame.Done();
      default -> new TransferFrame.Refused(refusal(random), "no room for ä " + random.nextInt());
    };
  }

  private static Refusal refusal(Random random) {
    return Refusal.values()[random.nextInt(Refusal.values().length)];
  }

  private static int length(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 1;
      case 1 -> Limits.TRANSFER_FRAME_BYTES;
      default -> 1 + random.nextInt(Limits.TRANSFER_FRAME_BYTES);
    };
  }

  static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /// What two frames are compared by: DATA and TICKET hold arrays and buffers.
  static String content(TransferFrame frame) {
    return java.util.HexFormat.of().formatHex(bytes(frame));
  }
}
