package forum.history;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import forum.simulation.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalOrderTest {
  private static final ThreadTitle TITLE = new ThreadTitle("t");
  private static final UserName ANN = new UserName("ann");
  private static final String SID = "0".repeat(32);
  private final List<JournalEntry> entries = new ArrayList<>();
  private final List<Operation> history = new ArrayList<>();
  private int asked;

  /// Entry 1 to 3, a thread as number 4, and a message as number 5, read before and after.
  @BeforeEach
  void talk() {
    happen(null, new Event.Started(1));
    happen(null, new Event.Registered(ANN, "a verifier"));
    happen(null, new Event.SessionOpened(SID, ANN, "127.0.0.1:1", false));
    create(0, 1);
    read("", 4, 2, 3);
    post("one", 1, 4, 5);
    read("1 ann: one\n", 5, 6, 7);
  }

  @Test
  void a_history_that_follows_the_journal_is_accepted() {
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void two_reads_that_are_swapped_are_found_out() {
    Operation early = history.get(1);
    Operation late = history.get(3);
    history.set(1, early.reading(late));
    history.set(3, late.reading(early));
    assertThatThrownBy(this::check).isInstanceOf(Violation.class).hasMessageContaining("has read");
  }

  @Test
  void a_read_of_what_was_old_by_then_is_found_out() {
    read("", 4, 8, 9);
    assertThatThrownBy(this::check).isInstanceOf(Violation.class).hasMessageContaining("behind");
  }

  @Test
  void a_change_that_is_missing_is_found_out() {
    entries.removeLast();
    history.removeLast();
    assertThatThrownBy(this::check)
        .isInstanceOf(Violation.class)
        .hasMessageContaining("not in the journal");
  }

  @Test
  void a_change_that_happened_twice_is_found_out() {
    post("one", 2, 8, 9);
    history.removeLast();
    assertThatThrownBy(this::check)
        .isInstanceOf(Violation.class)
        .hasMessageContaining("has not asked for");
  }

  @Test
  void an_answer_other_than_the_recorded_one_is_found_out() {
    Operation post = history.get(2);
    history.set(2, post.reading(history.get(1)));
    assertThatThrownBy(this::check).isInstanceOf(Violation.class).hasMessageContaining("recorded");
  }

  private void check() {
    JournalOrder.check(entries, history);
  }

  private void happen(JournalEntry.@Nullable Answered answered, Event event) {
    entries.add(new JournalEntry(Instant.EPOCH, answered, event, null));
  }

  private void create(long from, long to) {
    answer(Reply.ok(), new Event.ThreadCreated(TITLE, ANN));
    change(new Request.CreateThread(TITLE), "", Reply.ok(), from, to);
  }

  private void post(String text, int n, long from, long to) {
    Reply reply = Reply.post(Code.OK, new Reply.Post(n, entries.size() + 1, 0, null));
    answer(reply, new Event.MessagePosted(4, ANN, n, text));
    change(new Request.PostMessage(TITLE), text, reply, from, to);
  }

  private void answer(Reply reply, Event event) {
    asked++;
    happen(new JournalEntry.Answered(SID, asked, asked, reply), event);
  }

  private void change(Request request, String text, Reply reply, long from, long to) {
    history.add(new Operation(ANN, request, text, reply, "", entries.size(), from, to));
  }

  private void read(String lines, long lsn, long from, long to) {
    Request read = new Request.ReadThread(TITLE, null, null, null, null, null);
    history.add(new Operation(ANN, read, "", Reply.ok(), lines, lsn, from, to));
  }
}
