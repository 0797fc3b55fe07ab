package forum.protocol.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/// The end of a transfer that wants the bytes. Owned by one thread.
public final class Receiver {
  private final FrameReader in;
  private final LongConsumer moved;

  /// `moved` is told how many bytes have arrived and are stored, after each frame.
  public Receiver(FrameReader in, LongConsumer moved) {
    this.in = in;
    this.moved = moved;
  }

  /// Receives the bytes from `offset` up to `size`, and the end.
  ///
  /// @param digest has been given the bytes before `offset`
  /// @return the digest of the whole, which is what the sender said
  /// @throws TransferRefused when the bytes cannot be stored or are not what the sender meant to
  ///   send, or when the sender gave up
  public Sha256 receive(Sink sink, MessageDigest digest, long offset, long size)
      throws IOException, MalformedFrame, TransferRefused {
    long position = offset;
    while (true) {
      switch (in.read()) {
        case TransferFrame.Data(ByteBuffer bytes) -> {
          position = take(sink, digest, bytes, position, size);
        }
        case TransferFrame.End(Sha256 announced) -> {
          requireWhole(position, size);
          return requireEqual(Sha256.of(digest), announced);
        }
        case TransferFrame.Refused refused -> throw TransferRefused.byPeer(refused);
        default -> throw new MalformedFrame("neither DATA nor END");
      }
    }
  }

  private long take(Sink sink, MessageDigest digest, ByteBuffer bytes, long position, long size)
      throws MalformedFrame, TransferRefused {
    int length = bytes.remaining();
    if (length > size - position) {
      throw new MalformedFrame("more than " + size + " bytes");
    }
    digest.update(bytes.duplicate());
    try {
      sink.write(bytes, position);
    } catch (IOException e) {
      throw TransferRefused.storage(e);
    }
    moved.accept(length);
    Turns.moved(position + length, length);
    return position + length;
  }

  private static void requireWhole(long position, long size) throws MalformedFrame {
    if (position < size) {
      throw new MalformedFrame("ends after " + position + " of " + size + " bytes");
    }
  }

  private static Sha256 requireEqual(Sha256 found, Sha256 announced) throws TransferRefused {
    if (!found.equals(announced)) {
      throw new TransferRefused(
          Refusal.CHECKSUM, "the bytes that arrived are not those that were sent");
    }
    return found;
  }
}
