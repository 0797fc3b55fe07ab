package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.wire.Body;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Inner;
import forum.testkit.process.Deadline;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Section 6 of docs/PROTOCOL.md, datagram by datagram.
@ExtendWith(NothingLeft.class)
class ExactlyOnceTest {
  @TempDir private Path folder;
  private ForumProcess server;
  private RawPeer peer;

  @BeforeEach
  void start() throws Exception {
    server = ForumProcess.start(folder.resolve("data"), Ports.free());
    peer = new RawPeer(server.address());
    peer.login("ann", "a password");
    assertThat(peer.change("{\"op\":\"CRT\",\"thread\":\"t\"}", "").code()).isEqualTo(Code.OK);
  }

  @AfterEach
  void stop() {
    peer.close();
    server.close();
  }

  @Test
  void a_repeated_request_gets_the_same_answer_and_is_executed_once() throws Exception {
    peer.send(post(2, 2, 0, "once"));
    Inner first = peer.next();
    peer.send(post(2, 2, 1, "once"));
    Inner second = peer.next();
    assertThat(reply(second)).isEqualTo(reply(first));
    assertThat(first.attempt()).isZero();
    assertThat(second.attempt()).isEqualTo(1);
    assertThat(thread()).containsExactly("ann", "1 ann: once");
  }

  @Test
  void requests_are_executed_in_order_and_say_how_long_they_waited() throws Exception {
    peer.send(post(3, 2, 0, "second"));
    Deadline.inSeconds(1).await(() -> false); // much longer than a slow server needs to see it
    peer.send(post(2, 2, 0, "first"));
    Inner first = peer.next();
    Inner second = peer.next();
    assertThat(List.of(first.seq(), second.seq())).containsExactly(2L, 3L);
    assertThat(second.t()).as("microseconds at the server").isGreaterThan(250_000);
    assertThat(first.t()).isLessThan(second.t());
    assertThat(thread()).containsExactly("ann", "1 ann: first", "2 ann: second");
  }

  @Test
  void what_is_below_the_floor_or_beyond_the_window_is_not_answered() throws Exception {
    peer.send(post(1, 2, 0, "old"));
    peer.send(post(2 + Limits.WINDOW, 2, 0, "far"));
    assertThat(peer.drain()).isZero();
    assertThat(thread()).containsExactly("ann");
  }

  @Test
  void a_refusal_uses_up_its_number() throws Exception {
    peer.send(request(2, 2, 0, "{\"op\":\"RMV\",\"thread\":\"nowhere\"}"));
    assertThat(reply(peer.next()).code()).isEqualTo(Code.NO_SUCH_THREAD);
    peer.send(post(3, 3, 0, "next"));
    assertThat(reply(peer.next()).isOk()).isTrue();
  }

  @Test
  void a_client_that_knows_more_than_the_server_is_told() throws Exception {
    peer.send(post(9, 9, 0, "from the future"));
    Inner answer = peer.next();
    assertThat(answer.kind()).isEqualTo(Inner.Kind.ROLLED_BACK);
    assertThat(thread()).containsExactly("ann");
  }

  @Test
  void segments_may_come_in_any_order_and_the_missing_ones_are_named() throws Exception {
    String text = "x".repeat(3000);
    byte[] body = body(text);
    assertThat(body.length).isBetween(2 * Limits.BODY_BYTES, 3 * Limits.BODY_BYTES);
    peer.send(segment(2, 2, body));
    assertThat(peer.next())
        .extracting(Inner::kind, Inner::x)
        .containsExactly(Inner.Kind.SEGMENTS, 0b100L);
    peer.send(segment(2, 0, body));
    peer.send(segment(2, 0, body));
    assertThat(peer.next().x()).isEqualTo(0b101L);
    peer.send(segment(2, 1, body));
    assertThat(reply(peer.next()).isOk()).isTrue();
    assertThat(thread()).containsExactly("ann", "1 ann: " + text);
  }

  @Test
  void late_copies_of_segments_do_not_bar_the_way_of_the_next_long_request() throws Exception {
    byte[] body = body("x".repeat(2000));
    peer.send(segment(3, 0, body));
    peer.send(segment(3, 1, body));
    peer.send(segment(3, 1, body));
    peer.drain();
    peer.send(post(2, 2, 0, "short"));
    assertThat(List.of(peer.next().seq(), peer.next().seq())).containsExactly(2L, 3L);
    peer.send(segment(4, 0, body));
    peer.send(segment(4, 1, body));
    assertThat(peer.next()).extracting(Inner::kind).isEqualTo(Inner.Kind.RESPONSE);
    assertThat(thread()).hasSize(4);
  }

  @Test
  void after_leaving_copies_are_told_so_and_executed_no_more() throws Exception {
    peer.send(request(2, 2, 0, "{\"op\":\"XIT\"}"));
    assertThat(reply(peer.next()).isOk()).isTrue();
    peer.send(post(3, 2, 0, "from beyond"));
    assertThat(peer.next())
        .extracting(Inner::kind, Inner::t)
        .containsExactly(Inner.Kind.GONE, GoneReason.EXIT.number());
    assertThat(thread()).containsExactly("ann");
  }

  private List<String> thread() throws Exception {
    return Classic.file(server.data(), "t");
  }

  private static Reply reply(Inner answer) throws Exception {
    return Body.of(answer.body()).reply();
  }

  private static byte[] body(String text) {
    byte[] json = "{\"op\":\"MSG\",\"thread\":\"t\"}".getBytes(StandardCharsets.UTF_8);
    return new Body(json, text.getBytes(StandardCharsets.UTF_8)).bytes();
  }

  private static Inner post(long seq, long floor, int attempt, String text) {
    return Inner.whole(Inner.Kind.REQUEST, attempt, seq, floor, 0, body(text));
  }

  private static Inner request(long seq, long floor, int attempt, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return Inner.whole(Inner.Kind.REQUEST, attempt, seq, floor, 0, body);
  }

  private static Inner segment(long seq, int index, byte[] body) {
    int from = index * Limits.BODY_BYTES;
    byte[] part = Arrays.copyOfRange(body, from, Math.min(body.length, from + Limits.BODY_BYTES));
    int count = Math.ceilDiv(body.length, Limits.BODY_BYTES);
    return new Inner(Inner.Kind.REQUEST, 0, 0, seq, 2, 0, index, count, part);
  }
}
