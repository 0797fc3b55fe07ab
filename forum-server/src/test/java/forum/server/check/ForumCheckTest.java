package forum.server.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.line.LineCodec;
import forum.protocol.line.ThreadLine;
import forum.server.commit.Hold;
import forum.server.commit.StoredForum;
import forum.server.commit.TestForum;
import forum.server.journal.DamagedJournal;
import forum.testkit.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForumCheckTest {
  private final SimulatedDisk disk = new SimulatedDisk(1);
  private final List<String> differences = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private TestForum forum;

  @BeforeEach
  void fill() throws IOException {
    forum = TestForum.on(disk);
    forum.register("ann");
    forum.create("general");
    for (int i = 1; i <= 14; i++) {
      forum.post("general", "text " + i);
    }
    forum.checkpoint();
    forum.edit("general", 7, "other text");
    forum.edit("general", 7, "yet another\ntext");
    forum.edit("general", 9, "gone soon");
    forum.delete("general", 9);
    forum.delete("general", 1);
    forum.create("files");
    forum.attach("files", "a.txt", "contents");
    forum.create("doomed");
    forum.post("doomed", "x");
    forum.remove("doomed");
    forum.visit("ann", "0123456789abcdef0123456789abcdef");
  }

  @Test
  void nothing_is_wrong_with_a_forum_that_was_stopped() throws IOException {
    forum.stop();
    check();
    assertThat(differences).isEmpty();
    assertThat(remarks).isEmpty();
  }

  @Test
  void nothing_is_wrong_with_a_forum_that_was_killed() throws IOException {
    disk.crash(SimulatedDisk.Crash.KILL);
    check();
    assertThat(differences).isEmpty();
  }

  @Test
  void what_was_looked_at_is_counted() throws IOException {
    forum.stop();
    ForumCheck.Totals totals = check();
    assertThat(totals.threads()).isEqualTo(2);
    assertThat(totals.lines()).isEqualTo(13 + 2);
    assertThat(totals.attachments()).isOne();
    assertThat(totals.accounts()).isOne();
  }

  @Test
  void a_served_forum_may_change_meanwhile() throws IOException {
    Hold hold = forum.hold();
    StoredForum stored = StoredForum.at(disk, hold);
    forum.edit("general", 3, "changed meanwhile");
    forum.delete("general", 1);
    forum.post("general", "posted meanwhile");
    forum.checkpoint();
    forum.checkpoint();
    forum.edit("general", 4, "and again");
    forum.checkpoint();
    forum.register("bob");
    forum.remove("files");
    forum.create("files");
    forum.attach("files", "a.txt", "other contents");
    long lsn = forum.store().commit().durableLsn();
    run(stored, new Later(hold.lsn(), () -> stored.journalUpTo(lsn)));
    assertThat(differences).isEmpty();
    assertThat(remarks).isEmpty();
  }

  @Test
  void a_changed_line_is_named() throws IOException {
    forum.stop();
    edit("threads/general", "text 12", "text 21");
    check();
    assertThat(differences)
        .anyMatch(it -> it.matches("threads/general, line 11: .*its checksum is wrong"));
  }

  @Test
  void a_line_that_was_forged_with_the_right_checksum_is_named() throws Exception {
    forum.stop();
    String line = lines("threads/general").get(10);
    ThreadLine.Message found = (ThreadLine.Message) LineCodec.read(line.getBytes(UTF_8));
    ThreadLine.Message forged =
        new ThreadLine.Message(
            found.number(), found.author(), "text 21", found.at(), found.id(), found.revision());
    edit("threads/general", line + "\n", new String(LineCodec.write(forged), UTF_8));
    check();
    assertThat(differences)
        .containsExactly(
            "threads/general, line 11: it is not what the journal has in record " + found.id());
  }

  @Test
  void a_missing_file_is_named() throws IOException {
    forum.stop();
    disk.delete(Path.of("threads/general"));
    disk.delete(TestForum.blob("contents"));
    check();
    assertThat(differences)
        .contains("threads/general: it is missing")
        .anyMatch(
            it -> it.matches("forum-data/blobs/.*: it is missing; attached to files as a.txt"))
        .hasSize(2);
  }

  @Test
  void what_somebody_has_added_to_a_file_is_named_with_its_place() throws IOException {
    forum.stop();
    int bytes = TestForum.read(disk, "threads/general").getBytes(UTF_8).length;
    edit("threads/general", "\\z", "more\n");
    check();
    assertThat(differences)
        .containsExactly(
            "threads/general, byte " + bytes + ": the forum did not write what follows");
  }

  @Test
  void other_credentials_are_named_with_their_line() throws IOException {
    forum.stop();
    TestForum.write(disk, "credentials.txt", "\nbob secret\nann another\n");
    check();
    assertThat(differences)
        .containsExactlyInAnyOrder(
            "credentials.txt, line 2: bob is not registered; the next start takes it over",
            "credentials.txt, line 3: ann has another password than in the journal;"
                + " the next start takes it over");
  }

  @Test
  void a_deleted_name_of_an_attachment_does_no_harm() throws IOException {
    forum.stop();
    disk.delete(Path.of("attachments/files/a.txt"));
    check();
    assertThat(differences).isEmpty();
    assertThat(remarks).hasSize(1);
  }

  @Test
  void every_flipped_byte_is_found() throws IOException {
    forum.stop();
    List<Path> files =
        new ArrayList<>(List.of(Path.of("threads/general"), Path.of("threads/files")));
    files.add(TestForum.blob("contents"));
    for (String folder : List.of("checkpoint", "journal", "journal/archive")) {
      Path path = Path.of("forum-data").resolve(folder);
      disk.list(path).stream()
          .filter(it -> it.contains("."))
          .map(path::resolve)
          .forEach(files::add);
    }
    for (Path file : files) {
      for (int at = 0; at < used(file); at += 2) {
        disk.flip(file, at, 4);
        differences.clear();
        remarks.clear();
        checkDamaged();
        boolean beyondTheEnd = file.toString().endsWith(".log") && !remarks.isEmpty();
        assertThat(!differences.isEmpty() || beyondTheEnd).as("byte %d of %s", at, file).isTrue();
        disk.flip(file, at, 4);
      }
    }
  }

  /// Without the zeros at its end, which nobody reads.
  private int used(Path file) throws IOException {
    byte[] bytes = disk.readAll(file);
    int end = bytes.length;
    while (bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  private void checkDamaged() throws IOException {
    try {
      check();
    } catch (DamagedJournal e) {
      differences.add(e.getMessage());
    }
  }

  private ForumCheck.Totals check() throws IOException {
    StoredForum stored = StoredForum.atRest(disk);
    return run(stored, Later.nothing(stored.journal()));
  }

  private ForumCheck.Totals run(StoredForum stored, Later later) throws IOException {
    return new ForumCheck(
            stored,
            later,
            new Findings() {
              @Override
              public void differs(Difference difference) {
                differences.add(difference.sentence());
              }

              @Override
              public void remark(String sentence) {
                remarks.add(sentence);
              }
            })
        .run();
  }

  private void edit(String path, String what, String by) throws IOException {
    String before = TestForum.read(disk, path);
    String after = what.equals("\\z") ? before + by : before.replace(what, by);
    assertThat(after).isNotEqualTo(before);
    TestForum.write(disk, path, after);
  }

  private List<String> lines(String path) throws IOException {
    return TestForum.read(disk, path).lines().toList();
  }
}
