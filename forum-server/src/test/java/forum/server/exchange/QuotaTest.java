package forum.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.transfer.Sha256;
import forum.server.model.Event;
import forum.server.model.Quota;
import forum.server.model.Quotas;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuotaTest {
  private static final UserName HANS = new UserName("hans");
  private static final String DIGEST = Sha256.of(new byte[] {1}).hex();

  private TestService service;
  private TestVisitor hans;
  private TestVisitor mira;

  @BeforeEach
  void open() throws IOException {
    service = new TestService();
    service.account("hans", "falcon*solo");
    service.account("mira", "organa*leia", "moderator");
    allow(Quotas.USUAL);
  }

  /// Ends the server as a crash does and starts it with these quotas.
  private void allow(Quotas quotas) throws IOException {
    service = service.again(quotas);
    hans = service.visitor("hans", "falcon*solo");
    mira = service.visitor("mira", "organa*leia");
  }

  private void allow(Quota quota, long limit) throws IOException {
    allow(Quotas.USUAL.with(quota, limit));
  }

  /// A checkpoint, so that the next start does not learn from the journal.
  private void checkpoint() {
    service.store.checkpointing().finish();
  }

  private Reply delete(TestVisitor visitor, String title, int n) {
    return visitor.change(new Request.DeleteMessage(new ThreadTitle(title), n, null, null));
  }

  private Reply remove(TestVisitor visitor, String title) {
    return visitor.change(new Request.RemoveThread(new ThreadTitle(title)));
  }

  private Reply offer(TestVisitor visitor, String title, String file, long size) {
    return visitor.query(
        new Request.OfferUpload(new ThreadTitle(title), new FileName(file), size, DIGEST));
  }

  /// As if the file had arrived.
  private void attached(String title, String file, long size) {
    long thread =
        Objects.requireNonNull(service.store.state().forum().find(new ThreadTitle(title))).id();
    service.happen(new Event.FileAttached(thread, HANS, new FileName(file), size, DIGEST));
  }

  private static void assertOk(Reply reply) {
    assertThat(reply.code()).as("%s", reply).isEqualTo(Code.OK);
  }

  /// No server of this test has a TCP port, so a permission that is given cannot be used.
  private static void assertPermitted(Reply reply) {
    assertThat(reply.code()).as("%s", reply).isEqualTo(Code.BUSY);
    assertThat(reply.detail()).contains("cannot open TCP port");
  }

  private static void assertFull(Reply reply, Quota quota, String held) {
    assertThat(reply.code()).as("%s", reply).isEqualTo(Code.QUOTA);
    assertThat(reply.detail())
        .startsWith(held)
        .contains("the limit is", "(" + quota.word() + ")", "ask the operator");
  }

  @Test
  void threads_of_a_user_are_counted_across_restarts_and_removing_one_makes_room()
      throws IOException {
    allow(Quota.THREADS_PER_USER, 2);
    assertOk(hans.create("a"));
    assertOk(hans.create("b"));
    assertFull(hans.create("c"), Quota.THREADS_PER_USER, "you have 2 threads, the limit is 2");
    assertOk(mira.create("hers"));

    allow(Quota.THREADS_PER_USER, 2);
    assertFull(hans.create("c"), Quota.THREADS_PER_USER, "you have 2 threads");
    checkpoint();
    allow(Quota.THREADS_PER_USER, 2);
    assertFull(hans.create("c"), Quota.THREADS_PER_USER, "you have 2 threads");

    assertOk(remove(hans, "a"));
    assertOk(hans.create("c"));
    assertFull(hans.create("d"), Quota.THREADS_PER_USER, "you have 2 threads");
  }

  @Test
  void threads_in_all_are_counted_whoever_made_them() throws IOException {
    allow(Quota.THREADS, 2);
    assertOk(hans.create("a"));
    assertOk(mira.create("b"));
    assertFull(hans.create("c"), Quota.THREADS, "the forum has 2 threads");
    assertOk(remove(mira, "b"));
    assertOk(hans.create("c"));
  }

  @Test
  void messages_of_a_user_are_counted_across_restarts_and_deleting_one_makes_room()
      throws IOException {
    assertOk(hans.create("a"));
    assertOk(mira.create("b"));
    allow(Quota.MESSAGES_PER_USER, 3);
    assertOk(hans.post("a", "1"));
    assertOk(hans.post("a", "2"));
    assertOk(hans.post("b", "3"));
    assertFull(hans.post("a", "4"), Quota.MESSAGES_PER_USER, "you have 3 messages");
    assertOk(mira.post("a", "hers"));

    allow(Quota.MESSAGES_PER_USER, 3);
    assertFull(hans.post("a", "4"), Quota.MESSAGES_PER_USER, "you have 3 messages");
    checkpoint();
    allow(Quota.MESSAGES_PER_USER, 3);
    assertFull(hans.post("a", "4"), Quota.MESSAGES_PER_USER, "you have 3 messages");

    assertOk(delete(mira, "a", 1)); // a moderator's act frees what the author had
    assertOk(hans.post("a", "4"));
    assertFull(hans.post("a", "5"), Quota.MESSAGES_PER_USER, "you have 3 messages");
    allow(Quota.MESSAGES_PER_USER, 3);
    assertFull(hans.post("a", "5"), Quota.MESSAGES_PER_USER, "you have 3 messages");
    assertOk(remove(mira, "b"));
    assertOk(hans.post("a", "5"));
    assertFull(hans.post("a", "6"), Quota.MESSAGES_PER_USER, "you have 3 messages");
  }

  @Test
  void messages_of_a_thread_are_counted_whoever_wrote_them() throws IOException {
    assertOk(hans.create("a"));
    assertOk(hans.create("b"));
    allow(Quota.MESSAGES_PER_THREAD, 2);
    assertOk(hans.post("a", "1"));
    assertOk(mira.post("a", "2"));
    assertFull(hans.post("a", "3"), Quota.MESSAGES_PER_THREAD, "the thread has 2 messages");
    assertOk(hans.post("b", "1"));
    assertOk(delete(hans, "a", 1));
    assertOk(hans.post("a", "3"));
  }

  @Test
  void editing_takes_no_room() throws IOException {
    assertOk(hans.create("a"));
    allow(Quota.MESSAGES_PER_USER, 1);
    assertOk(hans.post("a", "1"));
    Request.EditMessage edit = new Request.EditMessage(new ThreadTitle("a"), 1, null, null);
    assertOk(hans.change(edit, "another text, and a longer one"));
  }

  @Test
  void files_of_a_user_are_counted_across_restarts() throws IOException {
    assertOk(hans.create("a"));
    assertOk(hans.create("b"));
    attached("a", "one", 10);
    allow(Quota.FILES_PER_USER, 2);
    assertPermitted(offer(hans, "b", "two", 10));
    attached("b", "two", 10);
    assertFull(offer(hans, "b", "three", 10), Quota.FILES_PER_USER, "you have attached 2 files");
    assertPermitted(offer(mira, "b", "three", 10));
    checkpoint();
    allow(Quota.FILES_PER_USER, 2);
    assertFull(offer(hans, "b", "three", 10), Quota.FILES_PER_USER, "you have attached 2 files");
    assertOk(remove(hans, "a"));
    assertPermitted(offer(hans, "b", "three", 10));
  }

  @Test
  void files_of_a_thread_are_counted() throws IOException {
    assertOk(hans.create("a"));
    allow(Quota.FILES_PER_THREAD, 1);
    assertPermitted(offer(hans, "a", "one", 10));
    attached("a", "one", 10);
    assertFull(offer(mira, "a", "two", 10), Quota.FILES_PER_THREAD, "the thread has 1 files");
  }

  @Test
  void bytes_of_a_user_are_counted_to_the_last_one() throws IOException {
    assertOk(hans.create("a"));
    attached("a", "one", 60);
    allow(Quota.BYTES_PER_USER, 100);
    assertPermitted(offer(hans, "a", "two", 40));
    assertFull(
        offer(hans, "a", "two", 41),
        Quota.BYTES_PER_USER,
        "your files have 60 bytes and this one 41, the limit is 100");
    assertPermitted(offer(mira, "a", "two", 100));
    assertOk(remove(hans, "a"));
    assertOk(hans.create("a"));
    assertPermitted(offer(hans, "a", "two", 100));
  }

  @Test
  void bytes_in_all_are_counted_whoever_sent_them() throws IOException {
    assertOk(hans.create("a"));
    attached("a", "one", 60);
    allow(Quota.BYTES, 100);
    assertPermitted(offer(mira, "a", "two", 40));
    assertFull(
        offer(mira, "a", "two", 41), Quota.BYTES, "the forum's files have 60 bytes and this one");
  }

  @Test
  void a_file_may_be_as_large_as_the_limit_and_no_larger() throws IOException {
    assertOk(hans.create("a"));
    allow(Quota.BYTES_PER_FILE, 100);
    assertPermitted(offer(hans, "a", "one", 100));
    assertThat(offer(hans, "a", "one", 101).code()).isEqualTo(Code.TOO_LARGE);
  }

  @Test
  void what_was_used_up_while_the_bytes_travelled_is_noticed_at_the_end() throws IOException {
    assertOk(hans.create("a"));
    allow(Quota.FILES_PER_USER, 1);
    assertPermitted(offer(hans, "a", "one", 10));
    assertPermitted(offer(hans, "a", "two", 10));
    attached("a", "one", 10);
    Request.AttachFile second =
        new Request.AttachFile(new ThreadTitle("a"), new FileName("two"), 10L, DIGEST);
    assertFull(hans.change(second), Quota.FILES_PER_USER, "you have attached 1 files");
  }
}
