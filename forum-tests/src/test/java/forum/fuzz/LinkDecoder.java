package forum.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.client.link.Conversation;
import forum.client.link.Exchange;
import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Notice;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Inner.Kind;
import forum.protocol.wire.Json;
import forum.protocol.wire.MalformedDatagram;
import forum.protocol.wire.Token;
import forum.testkit.SeededChance;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What a server says, that may be a hostile one, to a client that has asked for a few things.
/// Nothing breaks, nothing makes the client send without end or never wake up.
final class LinkDecoder {
  private static final Token SESSION = new Token(5, 6);
  private static final long TIMEOUT_NANOS = 30_000_000_000L;
  private static final int TURNS = 100;
  private static final byte[] LONG_TEXT = "x".repeat(3 * Limits.BODY_BYTES).getBytes(UTF_8);
  private static final Request.Change POST = new Request.PostMessage(new ThreadTitle("t"));
  private static final Request.Query LIST = new Request.ListThreads(null);

  /// A turn repeats a request at most, whatever is unanswered; and an answer has more sent.
  private static final int SENT_MAX = TURNS * (Limits.SEGMENTS + Limits.WINDOW);

  private final byte[] input;
  private final Conversation conversation;
  private int sent;
  private long now = 1;

  private LinkDecoder(byte[] input) {
    this.input = input;
    this.conversation =
        new Conversation(
            new SeededChance(1), TIMEOUT_NANOS, _ -> sent++, _ -> {}, (request, answer) -> {});
  }

  static List<Decoder> all() {
    return List.of(new Decoder("conversation", seeds(), LinkDecoder::check));
  }

  private static List<byte[]> seeds() {
    byte[] reply = Body.reply(Reply.refused(Code.USAGE, "why"), "bytes".getBytes(UTF_8)).bytes();
    byte[] notice = Json.write(new Notice(7, List.of(), 0, "maintenance"));
    List<Inner> inners =
        List.of(
            Inner.whole(Kind.RESPONSE, 0, 1, 9, 5, reply),
            Inner.whole(Kind.ANSWER, 0, 1, 9, 5, reply),
            Inner.bare(Kind.SEGMENTS, 2, 5, 0),
            Inner.bare(Kind.WAIT, 1, 0, 2_000),
            Inner.whole(Kind.NOTICE, 0, 0, 7, 0, notice),
            Inner.bare(Kind.PING, 3, 0, 0),
            Inner.bare(Kind.PONG, 3, 0, 0),
            Inner.bare(Kind.GONE, 0, 0, 2),
            Inner.bare(Kind.ROLLED_BACK, 0, 0, 0));
    long aid = new LinkDecoder(new byte[0]).conversation.aid();
    Frame.Cookie cookie = new Frame.Cookie(3, 4);
    return Stream.concat(
            inners.stream()
                .flatMap(
                    inner ->
                        Stream.of(
                            new Frame.Plain(SESSION, inner),
                            new Frame.Stranger(aid, Frame.Cookie.NONE, inner))),
            Stream.of(new Frame.Retry(aid, cookie), new Frame.UseVersion(aid, 2)))
        .map(LinkDecoder::bytes)
        .toList();
  }

  private static byte[] bytes(Frame frame) {
    ByteBuffer out = ByteBuffer.allocate(Limits.DATAGRAM_BYTES);
    frame.writeTo(out);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void check(byte[] input) {
    new LinkDecoder(input).run();
  }

  private void run() {
    submit(LIST, new byte[0], false);
    arrives();
    conversation.enter(SESSION, now);
    submit(POST, "text".getBytes(UTF_8), false);
    submit(POST, LONG_TEXT, false);
    submit(LIST, new byte[0], true);
    submit(LIST, new byte[0], false);
    arrives();
    arrives();
    for (int i = 0; i < TURNS; i++) {
      long next = conversation.tick(now);
      assertThat(next - now).as("rest").isPositive().isLessThanOrEqualTo(TIMEOUT_NANOS);
      now = next;
    }
    assertThat(sent).as("datagrams").isLessThan(SENT_MAX);
    assertThat(conversation.unanswered()).isLessThanOrEqualTo(5);
  }

  private void submit(Request request, byte[] tail, boolean aside) {
    conversation.submit(new Exchange(request, Body.request(request, tail).bytes(), aside), now);
  }

  private void arrives() {
    try {
      conversation.receive(Frame.readFrom(ByteBuffer.wrap(input)), now);
    } catch (MalformedDatagram | Frame.UnknownVersion e) {
      // As the link does: as good as lost.
    }
  }
}
