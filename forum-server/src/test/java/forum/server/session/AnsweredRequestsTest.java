package forum.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.server.session.AnsweredRequests.Verdict;
import org.junit.jupiter.api.Test;

class AnsweredRequestsTest {
  private final AnsweredRequests requests = new AnsweredRequests();

  @Test
  void the_next_request_in_line_is_executed() {
    assertThat(requests.arrived(1, 1)).isEqualTo(new Verdict.Execute());
  }

  @Test
  void a_request_before_its_turn_is_held() {
    assertThat(requests.arrived(2, 1)).isEqualTo(new Verdict.Hold());
  }

  @Test
  void a_copy_that_comes_before_the_answer_is_durable_is_ignored() {
    requests.decided(1);

    assertThat(requests.arrived(1, 1)).isEqualTo(new Verdict.Ignore());
  }

  @Test
  void a_copy_of_an_answered_request_gets_the_same_answer() {
    Reply answer = Reply.of(Code.NOT_OWNER);
    requests.decided(1);
    requests.durable(1, answer);

    assertThat(requests.arrived(1, 1)).isEqualTo(new Verdict.Repeat(answer));
  }

  @Test
  void a_copy_of_a_request_whose_answer_the_client_has_is_ignored() {
    answer(1);
    answer(2);

    assertThat(requests.arrived(2, 2)).isInstanceOf(Verdict.Repeat.class);
    assertThat(requests.arrived(1, 2)).isEqualTo(new Verdict.Ignore());
    assertThat(requests.answers()).containsOnlyKeys(2L);
  }

  @Test
  void a_request_beyond_the_window_is_ignored() {
    assertThat(requests.arrived(Limits.WINDOW, 1)).isEqualTo(new Verdict.Hold());
    assertThat(requests.arrived(Limits.WINDOW + 1, 1)).isEqualTo(new Verdict.Ignore());
  }

  @Test
  void a_client_that_has_answers_the_journal_lacks_is_told() {
    answer(1);

    assertThat(requests.arrived(3, 3)).isEqualTo(new Verdict.RolledBack());
    assertThat(requests.next()).isEqualTo(2);
  }

  @Test
  void what_the_journal_says_is_answered_as_before_the_crash() {
    Reply answer = Reply.of(Code.EXISTS);
    requests.replayed(1, 1, Reply.ok());
    requests.replayed(2, 2, answer);

    assertThat(requests.arrived(2, 2)).isEqualTo(new Verdict.Repeat(answer));
    assertThat(requests.arrived(3, 2)).isEqualTo(new Verdict.Execute());
  }

  private void answer(long seq) {
    requests.decided(seq);
    requests.durable(seq, Reply.ok());
  }
}
