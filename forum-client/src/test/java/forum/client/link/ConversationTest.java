package forum.client.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.Chance;
import forum.protocol.Limits;
import forum.protocol.Notice;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.Versions;
import forum.protocol.delivery.Segments;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Json;
import forum.protocol.wire.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final long MILLI = 1_000_000;
  private static final long TIMEOUT = 30_000 * MILLI;
  private static final Token SESSION = new Token(1, 2);
  private static final Request POST = new Request.PostMessage(new ThreadTitle("general"));
  private static final Request LIST = new Request.ListThreads(null);

  private final List<Frame> sent = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();
  private final List<Request> settled = new ArrayList<>();
  private final Conversation conversation =
      new Conversation(
          Chance.system(),
          TIMEOUT,
          this::transmit,
          notices::add,
          (request, answer) -> settled.add(request));
  private long now = 5 * MILLI;
  private boolean cutOff;

  @Test
  void a_change_is_repeated_with_the_same_number_until_it_is_answered() {
    enter();
    Exchange post = submit(POST, "hello");
    Inner first = onlyInner();
    waitForRepetition();
    Inner second = onlyInner();

    assertThat(second.seq()).isEqualTo(first.seq());
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.attempt()).isEqualTo(1);
    respond(second.seq(), Reply.ok());
    assertThat(post.future).isCompleted();
    now += TIMEOUT / 2;
    conversation.tick(now);
    assertThat(inners()).allMatch(inner -> inner.kind() == Inner.Kind.PING);
  }

  @Test
  void changes_are_sent_up_to_the_window_and_in_order() {
    enter();
    for (int i = 0; i < 40; i++) {
      submit(POST, "m" + i);
    }

    assertThat(inners()).extracting(Inner::seq).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void the_window_grows_with_answers_but_never_beyond_what_the_server_takes() {
    enter();
    for (int i = 0; i < 400; i++) {
      submit(POST, "m" + i);
    }
    int most = 0;
    for (long seq = 1; seq <= 200; seq++) {
      respond(seq, Reply.ok());
      long highest = inners().stream().mapToLong(Inner::seq).max().orElse(0);
      most = (int) Math.max(most, highest - seq);
    }

    assertThat(most).isEqualTo(Limits.WINDOW);
  }

  @Test
  void a_query_waits_until_every_change_before_it_is_answered() {
    enter();
    submit(POST, "hello");
    Exchange list = submit(LIST, "");
    assertThat(inners()).extracting(Inner::kind).containsExactly(Inner.Kind.REQUEST);

    respond(1, Reply.ok());
    assertThat(inners().getLast().kind()).isEqualTo(Inner.Kind.QUERY);
    assertThat(list.future).isNotDone();
  }

  @Test
  void a_change_waits_until_every_query_before_it_is_answered() {
    enter();
    submit(LIST, "");
    submit(POST, "hello");
    assertThat(inners()).extracting(Inner::kind).containsExactly(Inner.Kind.QUERY);

    answer(1, Reply.ok());
    assertThat(inners().getLast().kind()).isEqualTo(Inner.Kind.REQUEST);
  }

  @Test
  void an_aside_query_neither_waits_nor_is_waited_for() {
    enter();
    submit(POST, "one");
    Exchange aside = new Exchange(LIST, Body.request(LIST, new byte[0]).bytes(), true);
    conversation.submit(aside, now);
    submit(POST, "two");

    assertThat(inners())
        .extracting(Inner::kind)
        .containsExactly(Inner.Kind.REQUEST, Inner.Kind.QUERY, Inner.Kind.REQUEST);
  }

  @Test
  void in_silence_there_is_one_repetition_a_timeout_and_the_timeouts_grow() {
    enter();
    for (int i = 0; i < 4; i++) {
      submit(POST, "m" + i);
    }
    sent.clear();
    List<Long> times = new ArrayList<>();
    for (long end = now + 20_000 * MILLI; now < end; now += MILLI) {
      conversation.tick(now);
      if (!sent.isEmpty()) {
        assertThat(inners()).hasSize(1);
        times.add(now);
        sent.clear();
      }
    }

    assertThat(times).hasSizeBetween(3, 8);
    long firstGap = times.get(1) - times.get(0);
    long lastGap = times.getLast() - times.get(times.size() - 2);
    assertThat(lastGap).isGreaterThan(firstGap);
  }

  @Test
  void a_wrong_cookie_is_replaced_and_the_query_sent_again() {
    Request start = LIST;
    conversation.submit(new Exchange(start, Body.request(start, new byte[0]).bytes(), false), now);
    Frame.Stranger first = (Frame.Stranger) sent.getFirst();
    Frame.Cookie cookie = new Frame.Cookie(7, 8);
    conversation.receive(new Frame.Retry(first.aid(), cookie), now);

    assertThat(((Frame.Stranger) sent.getLast()).cookie()).isEqualTo(cookie);
  }

  @Test
  void the_first_cookie_tells_the_round_trip_time_so_that_a_lost_answer_is_noticed_soon() {
    submit(LIST, "");
    Frame.Stranger first = (Frame.Stranger) sent.getFirst();
    now += 5 * MILLI;
    conversation.receive(new Frame.Retry(first.aid(), new Frame.Cookie(7, 8)), now);
    long asked = now;
    waitForRepetition();

    assertThat(now - asked).isLessThan(100 * MILLI);
  }

  @Test
  void a_long_post_is_sent_in_segments_and_only_the_missing_ones_again() {
    enter();
    submit(POST, "x".repeat(5000));
    int count = inners().size();
    assertThat(count).isEqualTo(Segments.count(5000 + 40));
    sent.clear();
    Inner arrived = Inner.bare(Inner.Kind.SEGMENTS, 1, 0b10111 & Segments.all(count), 0);
    conversation.receive(new Frame.Plain(SESSION, arrived), now);

    assertThat(inners()).extracting(Inner::segment).containsExactly(3);
  }

  @Test
  void when_all_segments_have_arrived_the_last_one_asks_for_the_answer() {
    enter();
    submit(POST, "x".repeat(5000));
    int count = inners().size();
    Inner arrived = Inner.bare(Inner.Kind.SEGMENTS, 1, Segments.all(count), 0);
    conversation.receive(new Frame.Plain(SESSION, arrived), now);
    sent.clear();
    waitForRepetition();

    assertThat(inners()).extracting(Inner::segment).containsExactly(count - 1);
  }

  @Test
  void segments_that_a_restarted_server_does_not_have_any_more_are_sent_again() {
    enter();
    submit(POST, "x".repeat(5000));
    receiveSegments(0b00111);
    sent.clear();
    receiveSegments(0b11000);

    assertThat(inners()).extracting(Inner::segment).containsExactly(0, 1, 2);
  }

  @Test
  void a_repetition_after_silence_always_asks_with_the_last_segment() {
    enter();
    submit(POST, "x".repeat(5000));
    receiveSegments(0b11011);
    waitForRepetition();

    assertThat(inners()).extracting(Inner::segment).containsExactly(2, 4);
  }

  @Test
  void what_waits_behind_a_change_that_was_given_up_is_given_up_too() {
    enter();
    submit(POST, "hello");
    passTimeout();
    Exchange list = submit(LIST, "");
    passTimeout();

    assertThatThrownBy(list.future::get).hasCauseInstanceOf(LinkFailure.NoAnswer.class);
  }

  private void passTimeout() {
    for (long end = now + TIMEOUT + MILLI; now < end; now += 100 * MILLI) {
      conversation.tick(now);
    }
  }

  @Test
  void nothing_is_sent_behind_an_exit_and_nothing_after_it() {
    enter();
    submit(new Request.Exit(), "");
    Exchange post = submit(POST, "too late");
    assertThat(inners()).hasSize(1);

    respond(1, Reply.ok());
    assertThat(inners()).isEmpty();
    assertThatThrownBy(post.future::get).hasCauseInstanceOf(LinkFailure.SessionOver.class);
  }

  @Test
  void a_change_that_is_a_window_behind_the_first_unanswered_one_waits() {
    enter();
    for (int i = 0; i < 200; i++) {
      submit(POST, "m" + i);
    }
    long highest = 0;
    for (long seq = 2; seq <= 60; seq++) {
      respond(seq, Reply.ok());
      highest = Math.max(highest, inners().stream().mapToLong(Inner::seq).max().orElse(0));
    }

    assertThat(highest).isEqualTo(Limits.WINDOW);
  }

  @Test
  void a_socket_that_fails_in_the_middle_of_sending_leaves_nothing_unanswered() {
    enter();
    List<Exchange> posts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      posts.add(submit(POST, "m" + i));
    }
    cutOff = true;
    conversation.submit(new Exchange(LIST, Body.request(LIST, new byte[0]).bytes(), true), now);

    assertThat(posts).allMatch(post -> post.future.isCompletedExceptionally());
    assertThat(conversation.unanswered()).isZero();
  }

  private void receiveSegments(long map) {
    Inner arrived = Inner.bare(Inner.Kind.SEGMENTS, 1, map, 0);
    conversation.receive(new Frame.Plain(SESSION, arrived), now);
  }

  @Test
  void a_change_without_confirmation_is_unknown_and_settled_by_the_next_contact() {
    enter();
    Exchange post = submit(POST, "hello");
    for (long end = now + TIMEOUT + MILLI; now < end; now += 100 * MILLI) {
      conversation.tick(now);
    }
    assertThatThrownBy(post.future::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(LinkFailure.UnknownOutcome.class);

    respond(1, Reply.ok());
    assertThat(settled).containsExactly(POST);
  }

  @Test
  void what_is_asked_after_the_end_of_the_session_fails_at_once_but_for_leaving() {
    enter();
    Inner gone = Inner.bare(Inner.Kind.GONE, 0, 0, GoneReason.SUPERSEDED.number());
    conversation.receive(new Frame.Plain(SESSION, gone), now);

    assertThat(submit(POST, "hello").future)
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(LinkFailure.SessionOver.class)
        .withMessageContaining(GoneReason.SUPERSEDED.sentence());
    assertThat(submit(new Request.Exit(), "").future).isCompleted();
  }

  @Test
  void a_query_without_answer_has_had_no_effect() {
    enter();
    Exchange list = submit(LIST, "");
    for (long end = now + TIMEOUT + MILLI; now < end; now += 100 * MILLI) {
      conversation.tick(now);
    }

    assertThatThrownBy(list.future::get).hasCauseInstanceOf(LinkFailure.NoAnswer.class);
  }

  @Test
  void a_session_that_is_gone_leaves_changes_unknown_and_fails_the_rest() {
    enter();
    Exchange post = submit(POST, "hello");
    Exchange list = submit(LIST, "");
    Inner gone = Inner.bare(Inner.Kind.GONE, 0, 0, GoneReason.SUPERSEDED.number());
    conversation.receive(new Frame.Plain(SESSION, gone), now);

    assertThatThrownBy(post.future::get)
        .hasCauseInstanceOf(LinkFailure.UnknownOutcome.class)
        .hasMessageContaining("elsewhere");
    assertThatThrownBy(list.future::get).hasCauseInstanceOf(LinkFailure.SessionOver.class);
  }

  @Test
  void a_lost_answer_to_exit_is_as_good_as_one() {
    enter();
    Exchange exit = submit(new Request.Exit(), "");
    Inner gone = Inner.bare(Inner.Kind.GONE, 0, 0, GoneReason.EXIT.number());
    conversation.receive(new Frame.Plain(SESSION, gone), now);

    assertThat(exit.future).isCompleted();
  }

  @Test
  void exit_is_sent_when_nothing_else_is_unanswered() {
    enter();
    submit(POST, "hello");
    submit(new Request.Exit(), "");
    assertThat(inners()).hasSize(1);

    respond(1, Reply.ok());
    assertThat(onlyInner().seq()).isEqualTo(2);
  }

  @Test
  void a_notice_is_confirmed_and_told_once() {
    enter();
    byte[] body = Json.write(new Notice(9, List.of(), 0, null));
    Inner notice = Inner.whole(Inner.Kind.NOTICE, 0, 0, 9, 0, body);
    conversation.receive(new Frame.Plain(SESSION, notice), now);
    conversation.receive(new Frame.Plain(SESSION, notice), now);

    assertThat(notices).hasSize(1);
    assertThat(inners()).extracting(Inner::t).containsExactly(9, 9);
  }

  @Test
  void frames_of_other_sessions_are_ignored() {
    enter();
    Exchange post = submit(POST, "hello");
    Inner forged = response(1, Reply.ok());
    conversation.receive(new Frame.Plain(new Token(3, 4), forged), now);

    assertThat(post.future).isNotDone();
  }

  @Test
  void another_version_is_told() {
    Exchange list = new Exchange(LIST, Body.request(LIST, new byte[0]).bytes(), false);
    conversation.submit(list, now);
    conversation.receive(new Frame.UseVersion(((Frame.Stranger) sent.getFirst()).aid(), 3), now);

    assertThatThrownBy(list.future::get)
        .hasCauseInstanceOf(LinkFailure.VersionRefused.class)
        .hasMessageContaining("speaks protocol 3");
  }

  @Test
  void who_is_told_to_wait_sends_nothing_before_and_then_what_was_put_off() {
    enter();
    Exchange post = submit(POST, "hello");
    sent.clear();
    conversation.receive(new Frame.Plain(SESSION, Inner.bare(Inner.Kind.WAIT, 1, 0, 2_000)), now);
    submit(POST, "later");
    for (int i = 0; i < 1_999; i++) {
      now += MILLI;
      conversation.tick(now);
    }
    assertThat(sent).isEmpty();

    now += MILLI;
    conversation.tick(now);
    assertThat(inners()).extracting(Inner::seq).containsExactly(1L, 2L);
    assertThat(inners()).extracting(Inner::attempt).containsExactly(1, 0);
    respond(1, Reply.ok());
    assertThat(post.future).isCompleted();
  }

  @Test
  void who_is_told_to_wait_knows_when_to_wake_up() {
    enter();
    submit(POST, "hello");
    conversation.receive(new Frame.Plain(SESSION, Inner.bare(Inner.Kind.WAIT, 1, 0, 70)), now);
    assertThat(conversation.tick(now)).isEqualTo(now + 70 * MILLI);
  }

  @Test
  void no_server_can_make_a_client_wait_for_ever() {
    enter();
    submit(POST, "hello");
    conversation.receive(new Frame.Plain(SESSION, Inner.bare(Inner.Kind.WAIT, 1, 0, -1)), now);
    assertThat(conversation.tick(now)).isEqualTo(now + 10_000 * MILLI);
  }

  @Test
  void in_a_session_nobody_is_told_another_version() {
    enter();
    Exchange post = submit(POST, "hello");

    conversation.receive(new Frame.UseVersion(conversation.aid(), 3), now);

    assertThat(post.future).isNotDone();
    respond(1, Reply.ok());
    assertThat(post.future).isCompleted();
  }

  @Test
  void its_own_version_is_no_other_one() {
    Exchange list = new Exchange(LIST, Body.request(LIST, new byte[0]).bytes(), false);
    conversation.submit(list, now);

    conversation.receive(new Frame.UseVersion(conversation.aid(), Versions.WIRE), now);

    assertThat(list.future).isNotDone();
  }

  private void transmit(Frame frame) {
    sent.add(frame);
    if (cutOff) {
      conversation.leave("local: the socket is closed");
    }
  }

  private void enter() {
    conversation.enter(SESSION, now);
  }

  private Exchange submit(Request request, String text) {
    Exchange exchange =
        new Exchange(request, Body.request(request, text.getBytes()).bytes(), false);
    conversation.submit(exchange, now);
    return exchange;
  }

  private void waitForRepetition() {
    sent.clear();
    while (sent.isEmpty()) {
      now += MILLI;
      conversation.tick(now);
    }
  }

  private void respond(long seq, Reply reply) {
    sent.clear();
    conversation.receive(new Frame.Plain(SESSION, response(seq, reply)), now);
  }

  private void answer(long seq, Reply reply) {
    sent.clear();
    byte[] body = Body.reply(reply).bytes();
    conversation.receive(
        new Frame.Plain(SESSION, Inner.whole(Inner.Kind.ANSWER, 0, seq, 0, 0, body)), now);
  }

  private static Inner response(long seq, Reply reply) {
    return Inner.whole(Inner.Kind.RESPONSE, 0, seq, 0, 0, Body.reply(reply).bytes());
  }

  private List<Inner> inners() {
    return sent.stream().map(ConversationTest::inner).toList();
  }

  private Inner onlyInner() {
    assertThat(sent).hasSize(1);
    return inner(sent.getFirst());
  }

  private static Inner inner(Frame frame) {
    return switch (frame) {
      case Frame.Plain(_, Inner inner) -> inner;
      case Frame.Stranger(_, _, Inner inner) -> inner;
      default -> throw new AssertionError(frame);
    };
  }
}
