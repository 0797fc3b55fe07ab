package forum.protocol.transfer;

import forum.protocol.Limits;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// One frame of a transfer: `length u32 | type u8 | payload`, where `length` counts the payload
/// only.
///
/// ```
///   client                                        server
///   84, TICKET{ticket, offset}  ------------->
///                               <-------------    GO{offset, size}
///   upload:   DATA ... END      ------------->
///                               <-------------    DONE
///   download:                   <-------------    DATA ... END
///             DONE              ------------->
/// ```
///
/// In the place of any frame but TICKET there may be REFUSED, which ends the transfer.
public sealed interface TransferFrame {
  /// The first byte of a connection whose frames follow in the clear.
  int PLAIN = 0x84;

  /// The first byte of a connection whose frames are inside TLS: its first record begins with it.
  int TLS = 0x16;

  /// Length of what stands before the payload.
  int HEAD_BYTES = 5;

  /// Length of a ticket.
  int TICKET_BYTES = 32;

  /// Longest sentence of a refusal, in bytes of UTF-8.
  int SENTENCE_BYTES = 512;

  /// The client shows its ticket and says where it wants to begin: for a download what it already
  /// has; the offset of an upload is the server's to say, and the client's is 0.
  record Ticket(byte[] secret, long offset) implements TransferFrame {
    static final int TYPE = 1;
  }

  /// The server admits the client: bytes follow from `offset` up to `size`.
  record Go(long offset, long size) implements TransferFrame {
    static final int TYPE = 2;
  }

  /// Some bytes, at least one. Read frames share the buffer of their [FrameReader]: they are good
  /// until the next one is read.
  record Data(ByteBuffer bytes) implements TransferFrame {
    static final int TYPE = 3;
  }

  /// That were all bytes. The digest is that of the whole, the part before `offset` included.
  record End(Sha256 sha256) implements TransferFrame {
    static final int TYPE = 4;
  }

  /// The receiver has everything, and it is what was announced.
  record Done() implements TransferFrame {
    static final int TYPE = 5;
  }

  /// This end gives the transfer up.
  record Refused(Refusal refusal, String sentence) implements TransferFrame {
    static final int TYPE = 6;

    /// Cuts a sentence that is too long.
    public Refused {
      ByteBuffer room = ByteBuffer.allocate(SENTENCE_BYTES);
      StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(sentence), room, true);
      sentence = new String(room.array(), 0, room.position(), StandardCharsets.UTF_8);
    }
  }

  /// Appends the whole frame to `out`.
  default void writeTo(ByteBuffer out) {
    switch (this) {
      case Ticket(byte[] secret, long offset) ->
          head(out, TICKET_BYTES + Long.BYTES, Ticket.TYPE).put(secret).putLong(offset);
      case Go(long offset, long size) ->
          head(out, 2 * Long.BYTES, Go.TYPE).putLong(offset).putLong(size);
      case Data(ByteBuffer bytes) -> head(out, bytes.remaining(), Data.TYPE).put(bytes.duplicate());
      case End(Sha256 sha256) -> head(out, Sha256.BYTES, End.TYPE).put(sha256.bytes());
      case Done() -> head(out, 0, Done.TYPE);
      case Refused(Refusal refusal, String sentence) -> {
        byte[] text = sentence.getBytes(StandardCharsets.UTF_8);
        head(out, 1 + text.length, Refused.TYPE).put((byte) refusal.number()).put(text);
      }
    }
  }

  private static ByteBuffer head(ByteBuffer out, int length, int type) {
    return out.putInt(length).put((byte) type);
  }

  /// The length of the payload behind the head that `in` begins with. Leaves `in` as it is.
  ///
  /// @throws MalformedFrame when no frame has such a head
  static int length(ByteBuffer in) throws MalformedFrame {
    int length = in.getInt(in.position());
    int type = in.get(in.position() + Integer.BYTES);
    boolean right =
        switch (type) {
          case Ticket.TYPE -> length == TICKET_BYTES + Long.BYTES;
          case Go.TYPE -> length == 2 * Long.BYTES;
          case Data.TYPE -> length >= 1 && length <= Limits.TRANSFER_FRAME_BYTES;
          case End.TYPE -> length == Sha256.BYTES;
          case Done.TYPE -> length == 0;
          case Refused.TYPE -> length >= 1 && length <= 1 + SENTENCE_BYTES;
          default -> false;
        };
    if (!right) {
      throw new MalformedFrame(
          "type " + type + " with " + Integer.toUnsignedLong(length) + " bytes");
    }
    return length;
  }

  /// Takes one frame whose head [#length] found right. DATA remains a view of `in`.
  static TransferFrame read(ByteBuffer in) throws MalformedFrame {
    int length = in.getInt();
    int type = in.get();
    ByteBuffer payload = in.slice(in.position(), length);
    in.position(in.position() + length);
    return switch (type) {
      case Ticket.TYPE -> {
        byte[] secret = new byte[TICKET_BYTES];
        payload.get(secret);
        yield new Ticket(secret, size(payload));
      }
      case Go.TYPE -> readGo(size(payload), size(payload));
      case Data.TYPE -> new Data(payload);
      case End.TYPE -> new End(Sha256.read(payload));
      case Done.TYPE -> new Done();
      case Refused.TYPE -> new Refused(Refusal.of(payload.get() & 0xff), sentence(payload));
      default -> throw new MalformedFrame("type " + type);
    };
  }

  private static Go readGo(long offset, long size) throws MalformedFrame {
    if (offset > size) {
      throw new MalformedFrame("begins at " + offset + " of " + size + " bytes");
    }
    return new Go(offset, size);
  }

  private static long size(ByteBuffer payload) throws MalformedFrame {
    long size = payload.getLong();
    if (size < 0) {
      throw new MalformedFrame("size " + Long.toUnsignedString(size) + ", expected less than 2^63");
    }
    return size;
  }

  private static String sentence(ByteBuffer payload) throws MalformedFrame {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(payload).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedFrame("a sentence that is not UTF-8");
    }
  }
}
