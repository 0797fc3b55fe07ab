package forum.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.InvalidValue;
import forum.protocol.Limits;
import forum.protocol.Notice;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.transfer.FrameReader;
import forum.protocol.transfer.MalformedFrame;
import forum.protocol.transfer.Refusal;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.TransferFrame;
import forum.protocol.wire.Body;
import forum.protocol.wire.Content;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Json;
import forum.protocol.wire.MalformedDatagram;
import forum.protocol.wire.Token;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What comes over the network.
final class WireDecoders {
  private static final ThreadTitle TITLE = new ThreadTitle("a \"b\" \u00e9");
  private static final byte[] NOTHING = {};

  private WireDecoders() {}

  static List<Decoder> all() {
    return List.of(
        new Decoder("datagram", datagrams(), WireDecoders::datagram),
        new Decoder("content", contents(), WireDecoders::content),
        new Decoder("request", requests(), WireDecoders::request),
        new Decoder("reply", replies(), WireDecoders::reply),
        new Decoder("notice", notices(), WireDecoders::notice),
        new Decoder("transfer", transfers(), WireDecoders::transfer));
  }

  private static List<byte[]> datagrams() {
    Inner inner = Inner.whole(Inner.Kind.REQUEST, 1, 7, 3, 9, "{\"op\":\"XIT\"}".getBytes(UTF_8));
    Frame.Cookie cookie = new Frame.Cookie(1, -1);
    return List.<Frame>of(
            new Frame.Plain(new Token(5, 6), inner),
            new Frame.Stranger(77, cookie, inner),
            new Frame.Hello(77, cookie, 0, 2, "client hello".getBytes(UTF_8)),
            new Frame.Handshake(77, 1, 0, 1, "server hello".getBytes(UTF_8)),
            new Frame.Sealed(5, 6, new byte[40]),
            new Frame.Reset(5, cookie),
            new Frame.Retry(77, cookie),
            new Frame.UseVersion(77, 1))
        .stream()
        .map(WireDecoders::bytes)
        .toList();
  }

  private static byte[] bytes(Frame frame) {
    ByteBuffer out = ByteBuffer.allocate(Limits.DATAGRAM_BYTES);
    frame.writeTo(out);
    return Arrays.copyOf(out.array(), out.position());
  }

  /// A frame in the clear is the same bytes again; of the others only what is read counts.
  private static void datagram(byte[] input) {
    try {
      Frame frame = Frame.readFrom(ByteBuffer.wrap(input));
      byte[] written = bytes(frame);
      boolean whole = frame instanceof Frame.Plain || frame instanceof Frame.Stranger;
      assertThat(written)
          .isEqualTo(whole ? input : bytes(Frame.readFrom(ByteBuffer.wrap(written))));
    } catch (MalformedDatagram e) {
      assertThat(e.getMessage()).isNotBlank();
    } catch (Frame.UnknownVersion e) {
      assertThat(e.version()).isBetween(1, 4);
      assertThat(e.bytes()).isEqualTo(input.length);
    }
  }

  private static List<byte[]> contents() {
    Inner inner = Inner.whole(Inner.Kind.QUERY, 1, 7, 3, 9, "{\"op\":\"LST\"}".getBytes(UTF_8));
    return List.of(new Content(new Token(5, 6), inner).bytes());
  }

  /// What a sealed datagram holds, from a peer who has the keys.
  private static void content(byte[] input) {
    try {
      assertThat(Content.of(input).bytes()).isEqualTo(input);
    } catch (MalformedDatagram e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static List<byte[]> requests() {
    return List.of(
            new Request.CreateThread(TITLE),
            new Request.PostMessage(TITLE),
            new Request.EditMessage(TITLE, 3, 17L, 2),
            new Request.DeleteMessage(TITLE, 3, null, null),
            new Request.RemoveThread(TITLE),
            new Request.AttachFile(TITLE, new FileName("a.txt"), 5, "ab"),
            new Request.Exit(),
            new Request.ListThreads(new Request.Page(4, 1000)),
            new Request.ReadThread(TITLE, 20, 1, 2, "2026-01-01T00:00:00Z", null),
            new Request.ListUsers(null),
            new Request.OfferUpload(TITLE, new FileName("a.txt"), 5, "ab"),
            new Request.OfferDownload(TITLE, new FileName("a.txt")),
            new Request.LoginStart(new UserName("yoda"), "n", "test", 1, true),
            new Request.LoginFinish("s", "p", false),
            new Request.LoginFinish(
                "s", "p", false, new Request.NewVerifier("salt", 4096, "k", "l")),
            new Request.LoginStart(new UserName("yoda"), "n", "test", 1, true, true),
            new Request.CreateToken("ci", "read", 60, "ab"),
            new Request.RevokeToken("ci"),
            new Request.ListTokens(null),
            new Request.PasswordStart("n"),
            new Request.PasswordFinish("s", "p", new Request.NewVerifier("salt", 4096, "k", "l")),
            new Request.Register("s", "salt", 4096, "k", "l", true),
            new Request.Register("s", "salt", 4096, "k", "l", true, "0123-4567"))
        .stream()
        .map(request -> Body.request(request, "text".getBytes(UTF_8)).bytes())
        .toList();
  }

  private static void request(byte[] input) {
    Body body = Body.of(input);
    Body again = Body.of(body.bytes());
    assertThat(Arrays.equals(again.json(), body.json())).isTrue();
    assertThat(Arrays.equals(again.tail(), body.tail())).isTrue();
    try {
      Request request = body.request();
      assertThat(Body.of(Body.request(request, body.tail()).bytes()).request()).isEqualTo(request);
      assertThat(Body.verb(request)).isNotEmpty();
    } catch (InvalidValue e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static List<byte[]> replies() {
    return List.of(
            Reply.ok(),
            Reply.refused(Code.USAGE, "why"),
            Reply.ownedBy(Code.NOT_OWNER, new UserName("yoda")),
            Reply.busy("later", 100),
            Reply.post(Code.STALE, new Reply.Post(3, 17, 2, "yoda")),
            Reply.grant(new Reply.Grant("t", 1, 2, "ab", 1L), new Reply.View(1, 2, 3)),
            Reply.challenge(new Reply.Challenge("s", "c2FsdA==", 4096, false)),
            Reply.challenge(new Reply.Challenge("s", "c2FsdA==", 4096, false, 5000, null)),
            Reply.challenge(new Reply.Challenge("s", "c2FsdA==", 4096, true, null, true)),
            Reply.session(new Reply.Session("00", "c2ln", 1, 60, "2026-01-01T00:00:00Z ::1")))
        .stream()
        .map(reply -> Body.reply(reply, "bytes".getBytes(UTF_8)).bytes())
        .toList();
  }

  private static void reply(byte[] input) {
    try {
      Reply reply = Body.of(input).reply();
      assertThat(Body.of(Body.reply(reply).bytes()).reply()).isEqualTo(reply);
    } catch (MalformedDatagram e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static List<byte[]> notices() {
    Notice.Item item = new Notice.Item("t", 3, "yoda", "text");
    return List.of(
        Json.write(new Notice(7, List.of(item, item), 2, null)),
        Json.write(new Notice(7, List.of(), 0, "maintenance")));
  }

  /// As the client reads them: every item has what an item must have.
  private static void notice(byte[] input) {
    try {
      Notice notice = Json.read(input, Notice.class);
      for (Notice.Item item : notice.items()) {
        assertThat(item).isNotNull();
        assertThat(List.of(item.thread(), item.by(), item.text())).doesNotContainNull();
      }
      assertThat(Json.read(Json.write(notice), Notice.class)).isEqualTo(notice);
    } catch (InvalidValue e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static List<byte[]> transfers() {
    Sha256 digest = new Sha256("0".repeat(Sha256.BYTES * 2));
    List<TransferFrame> frames =
        List.of(
            new TransferFrame.Ticket(new byte[TransferFrame.TICKET_BYTES], 5),
            new TransferFrame.Go(5, 10),
            new TransferFrame.Data(ByteBuffer.wrap("bytes".getBytes(UTF_8))),
            new TransferFrame.End(digest),
            new TransferFrame.Done(),
            new TransferFrame.Refused(Refusal.BUSY, "later"));
    List<byte[]> seeds = new ArrayList<>(frames.stream().map(WireDecoders::bytes).toList());
    seeds.add(join(seeds));
    return seeds;
  }

  private static byte[] bytes(TransferFrame frame) {
    ByteBuffer out = ByteBuffer.allocate(TransferFrame.HEAD_BYTES + Limits.TRANSFER_FRAME_BYTES);
    frame.writeTo(out);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static byte[] join(List<byte[]> parts) {
    byte[] joined = NOTHING;
    for (byte[] part : parts) {
      byte[] longer = Arrays.copyOf(joined, joined.length + part.length);
      System.arraycopy(part, 0, longer, joined.length, part.length);
      joined = longer;
    }
    return joined;
  }

  /// The frames that were read are the bytes that they were read from.
  private static void transfer(byte[] input) throws IOException {
    FrameReader reader = new FrameReader(Channels.newChannel(new ByteArrayInputStream(input)));
    int at = 0;
    try {
      while (true) {
        TransferFrame frame = reader.read();
        byte[] written = bytes(frame);
        byte[] read = Arrays.copyOfRange(input, at, at + written.length);
        if (frame instanceof TransferFrame.Refused) {
          read[TransferFrame.HEAD_BYTES] = written[TransferFrame.HEAD_BYTES]; // a later version's
        }
        assertThat(written).isEqualTo(read);
        at += written.length;
      }
    } catch (EOFException | MalformedFrame e) {
      assertThat(at).isLessThanOrEqualTo(input.length);
    }
  }
}
