package forum.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.server.model.ForumThread;
import forum.server.model.Quota;
import forum.server.model.Quotas;
import forum.server.model.ServerLimits;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateTest {
  private static final ThreadTitle T = new ThreadTitle("t");
  private static final Request.PostMessage POST = new Request.PostMessage(T);
  private static final Request.RemoveThread FOREIGN =
      new Request.RemoveThread(new ThreadTitle("hers"));
  private static final Request.ListThreads LIST = new Request.ListThreads(null);

  private TestService service;

  @BeforeEach
  void open() throws IOException {
    TestService first = new TestService();
    first.account("hans", "falcon*solo");
    first.account("mira", "organa*leia");
    TestVisitor hans = first.visitor("hans", "falcon*solo");
    assertOk(hans.create("t"));
    assertOk(first.visitor("mira", "organa*leia").create("hers"));
    service = first;
  }

  /// Starts the server anew, so that nobody has spent anything.
  private void allow(Quota rate, long perSecond) throws IOException {
    service = service.again(Quotas.USUAL.with(rate, perSecond));
  }

  private TestVisitor hans() {
    return service.visitor("hans", "falcon*solo");
  }

  private static void assertOk(Reply reply) {
    assertThat(reply).isNotNull();
    assertThat(reply.code()).as("%s", reply).isEqualTo(Code.OK);
  }

  private int messages() {
    ForumThread thread = Objects.requireNonNull(service.store.state().forum().find(T));
    return thread.messages();
  }

  @Test
  void a_change_that_comes_too_fast_is_put_off_and_done_once_when_it_comes_again()
      throws IOException {
    allow(Quota.COMMANDS_PER_SECOND, 1);
    TestVisitor hans = hans();
    assertOk(hans.tryChange(POST, "1"));
    assertOk(hans.tryChange(POST, "2"));
    long lsn = service.store.commit().durableLsn();
    assertThat(hans.tryChange(POST, "3")).isNull();
    assertThat(hans.putOffMillis()).isBetween(900, 1000);
    assertThat(service.store.commit().durableLsn()).as("nothing is written").isEqualTo(lsn);

    service.pass(hans.putOffMillis());
    assertOk(hans.tryChange(POST, "3"));
    assertThat(messages()).isEqualTo(3);
  }

  @Test
  void an_answer_is_given_again_however_fast_the_question_comes() throws IOException {
    allow(Quota.COMMANDS_PER_SECOND, 1);
    TestVisitor hans = hans();
    assertOk(hans.tryChange(POST, "1"));
    assertOk(hans.tryChange(POST, "2"));
    assertOk(hans.repeat(POST, "2"));
    assertOk(hans.repeat(POST, "2"));
    assertThat(messages()).isEqualTo(2);
  }

  @Test
  void a_refusal_costs_as_much_as_ten_commands_so_that_the_journal_does_not_fill_with_them()
      throws IOException {
    allow(Quota.COMMANDS_PER_SECOND, 1);
    TestVisitor hans = hans();
    Reply refused = Objects.requireNonNull(hans.tryChange(FOREIGN, ""));
    assertThat(refused.code()).isEqualTo(Code.NOT_OWNER);
    long lsn = service.store.commit().durableLsn();
    for (int i = 0; i < 100; i++) {
      assertThat(hans.tryChange(FOREIGN, "")).isNull();
    }
    assertThat(hans.putOffMillis()).isBetween(8_000, 9_000);
    assertThat(service.store.commit().durableLsn()).isEqualTo(lsn);
  }

  @Test
  void queries_are_put_off_too() throws IOException {
    allow(Quota.COMMANDS_PER_SECOND, 1);
    TestVisitor hans = hans();
    for (int i = 0; i < 2; i++) {
      hans.sendQuery(LIST);
      service.turn();
      assertOk(hans.received());
    }
    hans.sendQuery(LIST);
    service.turn();
    assertThat(hans.received()).isNull();
    assertThat(hans.putOffMillis()).isBetween(900, 1000);
  }

  @Test
  void a_user_is_not_slowed_down_by_others() throws IOException {
    allow(Quota.COMMANDS_PER_SECOND, 1);
    TestVisitor hans = hans();
    TestVisitor mira = service.visitor("mira", "organa*leia");
    for (int i = 0; i < 3; i++) {
      hans.tryChange(POST, "x");
    }
    assertThat(hans.putOffMillis()).isPositive();
    assertOk(mira.tryChange(POST, "hers"));
  }

  @Test
  void strangers_of_one_address_are_put_off_and_those_of_others_are_not() throws IOException {
    allow(Quota.LOGIN_QUERIES_PER_SECOND, 1);
    TestVisitor one = service.visitor("10.0.0.1");
    assertOk(one.begin("leia"));
    one.sendBegin("leia");
    service.turn();
    assertOk(one.received());
    one.sendBegin("leia");
    service.turn();
    assertThat(one.received()).isNull();
    assertThat(one.putOffMillis()).isBetween(900, 1000);
    assertOk(service.visitor("10.0.0.2").begin("leia"));
    service.pass(1_000);
    assertOk(one.begin("leia"));
  }

  @Test
  void strangers_give_way_to_who_is_logged_in() {
    TestVisitor hans = hans();
    TestVisitor stranger = service.visitor("10.0.0.1");
    assertOk(stranger.begin("mira"));
    for (int i = 0; i < 2 * ServerLimits.GROUP_REQUESTS; i++) {
      stranger.sendBegin("mira");
    }
    hans.sendQuery(LIST);
    service.turn();
    assertOk(hans.received());
    assertThat(service.strangersDropped()).isZero();
  }

  @Test
  void so_many_strangers_wait_and_no_more() {
    TestVisitor stranger = service.visitor("10.0.0.1");
    assertOk(stranger.begin("leia"));
    int taken = 3 * ServerLimits.GROUP_REQUESTS; // in the turns of one call
    int waiting = taken - 3 * ServerLimits.GROUP_STRANGERS;
    for (int i = 0; i < 20 * ServerLimits.GROUP_REQUESTS; i++) {
      stranger.sendBegin("leia");
    }
    for (int turns = 3; waiting < ServerLimits.STRANGERS_WAITING; turns += 3) {
      assertThat(service.strangersDropped()).as("after %d turns", turns).isZero();
      service.turn();
      waiting += 3 * (ServerLimits.GROUP_REQUESTS - ServerLimits.GROUP_STRANGERS);
    }
    service.turn();
    service.turn();
    assertThat(service.strangersDropped()).isPositive();
  }
}
