package forum.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Limits;
import forum.protocol.UserName;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import forum.server.model.Event;
import forum.server.model.ServerLimits;
import forum.server.session.EarlyRequests.Arrived;
import forum.server.session.EarlyRequests.Collected;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EarlyRequestsTest {
  private static final Token ANN = new Token(1, 1);
  private static final Token BOB = new Token(1, 2);
  private static final Token CID = new Token(1, 3);
  private static final byte[] BODY = new byte[Limits.BODY_BYTES];

  /// What a session takes that has one segment here.
  private static final long ONE_SEGMENT = taken(segment(1, 0));

  private final EarlyRequests early = new EarlyRequests(2 * ONE_SEGMENT);
  private final EarlyRequests wide = new EarlyRequests(ServerLimits.EARLY_BYTES);

  private static long taken(Inner segment) {
    EarlyRequests alone = new EarlyRequests(Long.MAX_VALUE);
    alone.collect(ANN, segment);
    return alone.bytes();
  }

  private static Inner request(long seq) {
    return Inner.whole(Inner.Kind.REQUEST, 0, seq, 1, 0, BODY);
  }

  private static Inner segment(long seq, int index) {
    return new Inner(Inner.Kind.REQUEST, 0, 0, seq, 1, 0, index, Limits.SEGMENTS, BODY);
  }

  @Test
  void a_request_before_its_turn_is_kept_with_the_time_of_its_arrival() {
    wide.hold(ANN, new Arrived(request(3), 77));

    assertThat(wide.release(ANN, 2)).isNull();
    assertThat(wide.release(BOB, 3)).isNull();
    assertThat(wide.release(ANN, 3)).isEqualTo(new Arrived(request(3), 77));
    assertThat(wide.release(ANN, 3)).isNull();
  }

  @Test
  void a_late_copy_of_a_segment_does_not_bar_the_way_of_later_requests() {
    wide.hold(ANN, new Arrived(request(5), 0));

    assertThat(wide.collect(ANN, segment(5, 0))).isEqualTo(new Collected.Nothing());
    wide.release(ANN, 5);
    assertThat(wide.collect(ANN, segment(9, 0))).isEqualTo(new Collected.Part(1, true));
  }

  @Test
  void what_was_put_together_taken_out_or_left_behind_takes_nothing() {
    for (int index = 0; index < Limits.SEGMENTS - 1; index++) {
      assertThat(wide.collect(ANN, segment(1, index))).isInstanceOf(Collected.Part.class);
    }
    assertThat(wide.bytes()).isGreaterThan((Limits.SEGMENTS - 1) * Limits.BODY_BYTES);
    assertThat(wide.collect(ANN, segment(1, Limits.SEGMENTS - 1)))
        .isInstanceOf(Collected.Whole.class);
    assertThat(wide.bytes()).isZero();

    wide.collect(ANN, segment(9, 0));
    wide.collect(ANN, segment(8, 0)); // the older one takes its place
    wide.hold(ANN, new Arrived(request(3), 0));
    wide.hold(ANN, new Arrived(request(3), 1));
    wide.hold(BOB, new Arrived(request(2), 0));
    wide.release(BOB, 2);
    wide.release(ANN, 3);
    assertThat(wide.bytes()).isEqualTo(ONE_SEGMENT);
    wide.forget(ANN);
    wide.forget(BOB);
    assertThat(wide.bytes()).isZero();
  }

  @Test
  void as_much_as_the_limit_is_kept() {
    early.collect(ANN, segment(1, 0));
    early.collect(BOB, segment(1, 0));

    assertThat(early.bytes()).isEqualTo(2 * ONE_SEGMENT);
    assertThat(isHere(ANN)).isTrue();
    assertThat(isHere(BOB)).isTrue();
  }

  @Test
  void beyond_the_limit_the_session_goes_first_that_has_not_got_on_for_longest() {
    early.collect(ANN, segment(1, 0));
    early.collect(BOB, segment(1, 0));
    early.collect(BOB, segment(1, 0)); // a copy is no progress
    early.collect(CID, segment(1, 0));

    assertThat(early.bytes()).isEqualTo(2 * ONE_SEGMENT);
    assertThat(isHere(BOB)).isTrue();
    assertThat(isHere(CID)).isTrue();
    assertThat(isHere(ANN)).isFalse();
  }

  @Test
  void who_gets_on_stays() {
    EarlyRequests three = new EarlyRequests(3 * ONE_SEGMENT);
    three.collect(ANN, segment(1, 0));
    three.collect(BOB, segment(1, 0));
    three.collect(ANN, segment(1, 1));
    three.collect(CID, segment(1, 0)); // one byte too many

    assertThat(three.collect(ANN, segment(1, 0))).isEqualTo(new Collected.Part(3, false));
    assertThat(three.collect(BOB, segment(1, 0))).isEqualTo(new Collected.Part(1, true));
  }

  /// Whether a segment of the session is known: asks with a copy, which changes nothing then.
  private boolean isHere(Token sid) {
    return early.collect(sid, segment(1, 0)) instanceof Collected.Part(_, boolean isNew) && !isNew;
  }

  @Test
  void requests_of_one_byte_count_as_what_they_take() {
    byte[] one = new byte[1];
    for (long number = 0; number < 100_000; number++) {
      for (long seq = 2; seq <= Limits.WINDOW; seq++) {
        wide.hold(
            new Token(7, number),
            new Arrived(Inner.whole(Inner.Kind.REQUEST, 0, seq, 1, 0, one), 0));
      }
      assertThat(wide.bytes()).isLessThanOrEqualTo(ServerLimits.EARLY_BYTES);
    }
    assertThat(wide.release(new Token(7, 99_999), 2)).isNotNull();
    assertThat(wide.release(new Token(7, 0), 2)).isNull();
  }

  @Test
  void a_session_holds_its_share_and_not_one_byte_more() {
    byte[] half = new byte[ServerLimits.HELD_BYTES / 2];
    Inner first = Inner.whole(Inner.Kind.REQUEST, 0, 2, 1, 0, half);
    wide.hold(ANN, new Arrived(first, 0));
    wide.hold(ANN, new Arrived(first, 1)); // a copy takes nothing
    Inner third = Inner.whole(Inner.Kind.REQUEST, 0, 3, 1, 0, new byte[half.length + 1]);
    wide.hold(ANN, new Arrived(third, 0));
    assertThat(wide.release(ANN, 3)).isNull();
    wide.hold(ANN, new Arrived(third.withBody(half), 0));
    assertThat(wide.release(ANN, 3)).isNotNull();
  }

  @Test
  void a_session_that_ends_leaves_nothing_behind() {
    Sessions sessions = new Sessions();
    UserName user = new UserName("ann");
    sessions.apply(Instant.EPOCH, new Event.SessionOpened(ANN.hex(), user, "127.0.0.1:5", null), 0);
    sessions.early().collect(ANN, segment(1, 0));
    sessions.apply(Instant.EPOCH, new Event.SessionClosed(ANN.hex(), GoneReason.EXIT.number()), 0);

    assertThat(sessions.early().bytes()).isZero();
  }
}
