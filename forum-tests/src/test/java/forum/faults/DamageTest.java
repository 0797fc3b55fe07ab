package forum.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.client.transfer.Progress;
import forum.process.Bot;
import forum.process.Classic;
import forum.process.NothingLeft;
import forum.process.People;
import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.ThreadTitle;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Something happened to the files while no server ran: the table "What was found at start" of
/// docs/OPERATIONS.md, line by line.
@ExtendWith(NothingLeft.class)
class DamageTest {
  private static final int STATUS_DATA = 4;
  private static final int POSTS = 4;
  private static final int HEADER_BYTES = 64;
  private static final int RECORD_HEAD_BYTES = 8;
  private static final int LONG_POSTS = 80;
  private static final int LONG_TEXT_BYTES = 60_000;
  private static final String JOURNAL = "forum-data/journal/0000000000000000001.log";
  private static final String ARCHIVED = "forum-data/journal/archive/0000000000000000001.log";
  @TempDir private Path folder;
  private Path data;
  private int port;
  private List<String> lines;

  /// A forum with a thread of some posts and an attachment, whose server was killed.
  @BeforeEach
  void fill() throws Exception {
    data = folder.resolve("data");
    port = Ports.free();
    People.settle(data, "ann", "bob");
    try (ForumProcess server = start();
        Bot ann = Bot.login(server.address(), "ann", People.password("ann"))) {
      Posts posts = new Posts(ann, "t");
      posts.send(POSTS);
      posts.settle();
      Path file = Files.writeString(folder.resolve("a.txt"), "contents");
      ann.forum().upload(new ThreadTitle("t"), new FileName("a.txt"), file, Progress.NONE);
      server.program().kill();
    }
    lines = Classic.file(data, "t");
    assertThat(lines).hasSize(POSTS + 2);
  }

  @Test
  void a_torn_tail_is_cut_and_said() throws Exception {
    byte[] journal = Files.readAllBytes(data.resolve(JOURNAL));
    int end = records(journal).getLast().end();
    journal[end + 3] = 77; // the beginning of a record that never was finished
    Files.write(data.resolve(JOURNAL), journal);
    try (ForumProcess server = start()) {
      assertThat(server.program().out().text())
          .contains("cut 4 bytes behind byte " + end + " of " + JOURNAL);
      assertThat(Classic.file(data, "t")).isEqualTo(lines);
    }
  }

  @Test
  void a_byte_that_was_flipped_in_an_acknowledged_record_is_named_whichever_record_it_is()
      throws Exception {
    byte[] journal = Files.readAllBytes(data.resolve(JOURNAL));
    List<Record> records = records(journal);
    for (int i = 0; i < records.size() - 1; i++) {
      Record record = records.get(i);
      byte[] flipped = journal.clone();
      flipped[record.start() + record.length() / 2] ^= 1;
      Files.write(data.resolve(JOURNAL), flipped);
      Finished refused = refused();
      assertThat(refused.err())
          .as("record %d, %s", record.lsn(), refused)
          .contains(
              "error: the journal is damaged",
              JOURNAL + " is damaged at byte " + record.start(),
              "records " + record.lsn() + " to ",
              "put the file back from a backup",
              "  try:  cp -a");
      assertThat(Files.readAllBytes(data.resolve(JOURNAL))).isEqualTo(flipped);
    }
    Files.write(data.resolve(JOURNAL), journal);
    try (ForumProcess server = start()) {
      assertThat(Classic.file(data, "t")).as("%s", server).isEqualTo(lines);
    }
  }

  /// One disk cannot tell a last batch that was damaged after its force from one that was never
  /// forced: it is cut as a torn tail. But it is said, and whoever was answered is told.
  @Test
  void a_flipped_bit_in_the_last_acknowledged_record_takes_it_and_whoever_was_answered_is_told()
      throws Exception {
    try (ForumProcess first = start();
        Bot ann = Bot.login(first.address(), "ann", People.password("ann"));
        Bot bob = Bot.login(first.address(), "bob", People.password("bob"))) {
      Posts posts = new Posts(bob, "u");
      for (int i = 0; i < POSTS; i++) {
        assertThat(posts.post()).isEqualTo(Code.OK);
      }
      List<String> acknowledged = posts.lines();
      first.program().kill();
      Record last = records(Files.readAllBytes(data.resolve(JOURNAL))).getLast();
      flip(JOURNAL, last.start() + last.length() / 2);
      try (ForumProcess second = start()) {
        assertThat(second.program().out().text())
            .contains(
                "cut %d bytes behind byte %d of %s: 1 record or more"
                    .formatted(RECORD_HEAD_BYTES + last.length(), last.start(), JOURNAL));
        assertThat(ann.read("u")).isEqualTo(acknowledged.subList(0, POSTS - 1));
        assertThatThrownBy(posts::post).hasMessageContaining("lost work");
        assertThat(Deadline.inSeconds(10).await(() -> isTold(second, "bob was told about")))
            .as("bob's loss on the console of %s", second)
            .isTrue();
        assertThat(ann.read("u")).isEqualTo(acknowledged.subList(0, POSTS - 1));
        assertThat(Classic.file(data, "u")).hasSize(POSTS);
      }
    }
  }

  private static boolean isTold(ForumProcess server, String words) {
    return server
        .program()
        .out()
        .hasLine(line -> line.contains(words) && line.endsWith("work is missing"));
  }

  @Test
  void a_damaged_checkpoint_is_said_and_the_one_before_serves_or_else_the_journal()
      throws Exception {
    stopOrderly();
    Path older = checkpoints().getLast();
    stopOrderly();
    Path newest = checkpoints().getLast();
    assertThat(newest).isNotEqualTo(older);
    flip(newest.toString(), 100);
    Finished check = ForumProcess.admin(folder, "check", "--data", data);
    assertThat(check.status()).as("%s", check).isOne();
    assertThat(check.out()).contains(newest + ": it is not as it was written", "1 difference");
    try (ForumProcess server = start()) {
      assertThat(server.program().out().text())
          .contains(newest + " is damaged; an older one serves");
      assertThat(Classic.file(data, "t")).isEqualTo(lines);
      server.program().kill();
    }
    flip(older.toString(), 100);
    try (ForumProcess server = start()) {
      assertThat(server.program().out().text())
          .contains(
              newest + " is damaged; all of the journal serves",
              older + " is damaged; all of the journal serves");
      assertThat(Classic.file(data, "t")).isEqualTo(lines);
    }
  }

  private List<Path> checkpoints() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("forum-data/checkpoint"))) {
      return files.sorted().map(data::relativize).toList();
    }
  }

  @Test
  void a_damaged_segment_in_the_archive_is_named_by_a_check_and_by_a_start_that_needs_it()
      throws Exception {
    archive();
    byte[] whole = Files.readAllBytes(data.resolve(ARCHIVED));
    Record damaged = records(whole).get(5);
    flip(ARCHIVED, damaged.start() + damaged.length() / 2);
    Finished check = ForumProcess.admin(folder, "check", "--data", data);
    assertThat(check.status()).as("%s", check).isOne();
    assertThat(check.out())
        .contains(
            "%s, byte %d: record %d cannot be read"
                .formatted(ARCHIVED, damaged.start(), damaged.lsn()));
    startsWithAllLines();
    Files.delete(data.resolve("threads/t"));
    assertThat(refused().err())
        .contains(
            "error: the journal is damaged",
            ARCHIVED + " is damaged at byte " + damaged.start(),
            "put the file back from a backup");
    Files.write(data.resolve(ARCHIVED), whole);
    startsWithAllLines();
  }

  @Test
  void a_segment_missing_from_the_archive_is_missed_by_a_start_that_needs_it() throws Exception {
    archive();
    Path away = Files.move(data.resolve(ARCHIVED), folder.resolve("away"));
    Finished check = ForumProcess.admin(folder, "check", "--data", data);
    assertThat(check.status()).as("%s", check).isZero();
    assertThat(check.out()).contains("note: the journal's archive was taken away");
    startsWithAllLines();
    Files.delete(data.resolve("threads/t"));
    assertThat(refused().err())
        .contains("error: the journal is damaged", "lacks a segment: records ", "from a backup");
    Files.move(away, data.resolve(ARCHIVED));
    startsWithAllLines();
  }

  /// Fills the first segment, so that the checkpoint of an orderly stop lets it go to the archive.
  private void archive() throws Exception {
    try (ForumProcess server = start();
        Bot ann = Bot.login(server.address(), "ann", People.password("ann"))) {
      for (int i = 0; i < LONG_POSTS; i++) {
        Bot.get(ann.post("t", i + "x".repeat(LONG_TEXT_BYTES)));
      }
      server.program().terminate();
      assertThat(server.program().finished(Deadline.inSeconds(30)).status()).isZero();
    }
    lines = Classic.file(data, "t");
    assertThat(data.resolve(ARCHIVED)).exists();
  }

  private void startsWithAllLines() throws IOException {
    try (ForumProcess server = start()) {
      assertThat(Classic.file(data, "t")).as("%s", server).isEqualTo(lines);
    }
  }

  private void flip(String file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(data.resolve(file));
    bytes[at] ^= 1;
    Files.write(data.resolve(file), bytes);
  }

  @Test
  void a_journal_that_is_gone_while_its_checkpoint_is_there_is_missed() throws Exception {
    try (ForumProcess server = start()) {
      assertThat(ForumProcess.admin(folder, "check", "--data", data).status()).isZero();
      server.program().kill();
    }
    Files.delete(data.resolve(JOURNAL));
    assertThat(refused().err())
        .contains("error: the journal is damaged", "lacks a segment", "from a backup");
  }

  @Test
  void a_missing_thread_file_is_made_anew_and_said() throws Exception {
    stopOrderly();
    Files.delete(data.resolve("threads/t"));
    try (ForumProcess server = start()) {
      assertThat(server.program().out().text()).contains("threads/t");
      assertThat(Classic.file(data, "t")).isEqualTo(lines);
    }
  }

  @Test
  void a_thread_file_that_was_edited_by_hand_is_kept_and_made_anew() throws Exception {
    Path file = data.resolve("threads/t");
    String edited = Files.readString(file).replace("text 3", "text three");
    Files.writeString(file, edited);
    try (ForumProcess server = start()) {
      assertThat(server.program().out().text()).contains("t.conflict");
      assertThat(Classic.file(data, "t")).isEqualTo(lines);
      assertThat(data.resolve("threads/t.conflict")).hasContent(edited);
    }
  }

  @Test
  void a_name_of_an_attachment_that_is_gone_comes_back() throws Exception {
    Files.delete(data.resolve("attachments/t/a.txt"));
    try (ForumProcess server = start();
        Bot bob = Bot.login(server.address(), "bob", People.password("bob"))) {
      assertThat(fetched(bob)).isEqualTo("contents");
      assertThat(data.resolve("attachments/t/a.txt")).hasContent("contents");
    }
  }

  @Test
  void an_attachment_whose_bytes_are_gone_is_told_to_the_operator_and_to_whoever_asks_for_it()
      throws Exception {
    try (Stream<Path> blobs = Files.list(data.resolve("forum-data/blobs"))) {
      for (Path blob : blobs.toList()) {
        Files.delete(blob);
      }
    }
    Finished check = ForumProcess.admin(folder, "check", "--data", data);
    assertThat(check.status()).as("%s", check).isOne();
    assertThat(check.out()).contains("forum-data/blobs/", "it is missing");
    try (ForumProcess server = start();
        Bot bob = Bot.login(server.address(), "bob", People.password("bob"))) {
      assertThat(server.program().out().text())
          .contains("a.txt, attached to t, cannot be downloaded", "put it back from a backup");
      assertThatThrownBy(() -> fetched(bob)).hasMessageContaining("cannot be read");
      assertThat(bob.read("t")).isEqualTo(lines.subList(1, lines.size()));
    }
    assertThat(data.resolve("attachments/t/a.txt")).as("all that is left").hasContent("contents");
  }

  private String fetched(Bot bot) throws Exception {
    Path target = folder.resolve("down.txt");
    bot.forum()
        .download(
            bot.forum().offer(new ThreadTitle("t"), new FileName("a.txt")),
            target,
            true,
            Progress.NONE);
    return Files.readString(target);
  }

  /// Lets a server start and stop, which leaves a checkpoint.
  private void stopOrderly() throws Exception {
    try (ForumProcess server = start()) {
      server.program().terminate();
      assertThat(server.program().finished(Deadline.inSeconds(30)).status()).isZero();
    }
  }

  private Finished refused() throws Exception {
    try (Program program = ForumProcess.launch(data, port, "--exact-port")) {
      Finished finished = program.finished(Deadline.inSeconds(30));
      assertThat(finished.status()).as("%s", finished).isEqualTo(STATUS_DATA);
      return finished;
    }
  }

  private ForumProcess start() throws IOException {
    return ForumProcess.start(data, port, "--exact-port");
  }

  /// A record of the journal as docs/DISK.md lays it down: length, checksum, lsn …
  private record Record(int start, int length, long lsn) {
    int end() {
      return start + RECORD_HEAD_BYTES + length;
    }
  }

  private static List<Record> records(byte[] journal) {
    ByteBuffer bytes = ByteBuffer.wrap(journal);
    List<Record> records = new ArrayList<>();
    int at = HEADER_BYTES;
    while (at + RECORD_HEAD_BYTES < bytes.limit() && bytes.getInt(at) > 0) {
      long lsn = bytes.getLong(at + RECORD_HEAD_BYTES);
      records.add(new Record(at, bytes.getInt(at), lsn));
      at = records.getLast().end();
    }
    return records;
  }
}
