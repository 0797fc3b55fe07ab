package forum.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.Disk;
import forum.protocol.wire.Token;
import forum.server.check.Difference;
import forum.server.check.Findings;
import forum.server.check.ForumCheck;
import forum.server.check.Later;
import forum.server.commit.Hold;
import forum.server.commit.StoredForum;
import forum.server.commit.TestForum;
import forum.testkit.SimulatedDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupTest {
  private static final Path FILE = Path.of("backup.zip");
  private static final String SID = "0123456789abcdef0123456789abcdef";

  private final SimulatedDisk disk = new SimulatedDisk(1);
  private final SimulatedDisk elsewhere = new SimulatedDisk(2);
  private final List<String> remarks = new ArrayList<>();
  private TestForum forum;

  @BeforeEach
  void fill() throws IOException {
    forum = TestForum.on(disk);
    forum.register("ann");
    forum.create("general");
    for (int i = 1; i <= 40; i++) {
      forum.post("general", "text " + i);
    }
    forum.checkpoint();
    forum.delete("general", 9);
    forum.create("files");
    forum.attach("files", "a.txt", "contents");
    forum.visit("ann", SID);
  }

  @Test
  void a_restored_forum_is_the_one_that_was_stopped() throws IOException {
    String general = forum.text("general");
    String files = forum.text("files");
    forum.stop();
    backUp(StoredForum.atRest(disk));
    restore();
    assertThat(differences()).isEmpty();
    TestForum restored = TestForum.on(elsewhere);
    assertThat(restored.text("general")).isEqualTo(general);
    assertThat(restored.text("files")).isEqualTo(files);
    assertThat(restored.findings()).isEmpty();
    assertThat(remarks).isEmpty();
  }

  @Test
  void the_audit_log_is_restored() throws IOException {
    forum.ban("mallory");
    forum.stop();
    backUp(StoredForum.atRest(disk));
    restore();
    assertThat(differences()).isEmpty();
    assertThat(TestForum.read(elsewhere, "forum-data/audit.log"))
        .contains("mallory")
        .isEqualTo(TestForum.read(disk, "forum-data/audit.log"));
  }

  @Test
  void sessions_and_what_they_were_answered_are_restored() throws IOException {
    forum.stop();
    backUp(StoredForum.atRest(disk));
    restore();
    var session = TestForum.on(elsewhere).store().state().sessions().find(Token.ofHex(SID));
    assertThat(session).isNotNull();
    assertThat(session.requests().next()).isEqualTo(2);
  }

  @Test
  void attachments_are_restored_under_both_names() throws IOException {
    forum.stop();
    backUp(StoredForum.atRest(disk));
    restore();
    assertThat(TestForum.read(elsewhere, "attachments/files/a.txt")).isEqualTo("contents");
    assertThat(TestForum.read(elsewhere, TestForum.blob("contents").toString()))
        .isEqualTo("contents");
  }

  @Test
  void a_backup_of_a_served_forum_is_as_of_one_moment() throws IOException {
    String general = forum.text("general");
    Hold hold = forum.hold();
    StoredForum stored = StoredForum.at(disk, hold);
    forum.edit("general", 3, "changed meanwhile");
    forum.delete("general", 1);
    forum.checkpoint();
    forum.post("general", "posted meanwhile");
    forum.checkpoint();
    forum.edit("general", 4, "and again");
    forum.checkpoint();
    forum.remove("files");
    forum.register("bob");
    backUp(stored);
    restore();
    assertThat(differences()).isEmpty();
    TestForum restored = TestForum.on(elsewhere);
    assertThat(restored.findings()).isEmpty();
    assertThat(restored.text("general")).isEqualTo(general);
    assertThat(restored.store().state().accounts().size()).isOne();
    assertThat(TestForum.read(elsewhere, "attachments/files/a.txt")).isEqualTo("contents");
  }

  @Test
  void remarks_among_the_credentials_are_in_a_backup_and_lines_that_were_not_imported_are_not()
      throws IOException {
    forum.stop();
    String shown = TestForum.read(disk, "credentials.txt");
    TestForum.write(disk, "credentials.txt", "# the first\n" + shown + "zoe secret\n");
    backUp(StoredForum.atRest(disk));
    restore();
    assertThat(TestForum.read(elsewhere, "credentials.txt")).isEqualTo("# the first\n" + shown);
  }

  @Test
  void a_backup_of_a_forum_that_was_killed_has_all_that_was_acknowledged() throws IOException {
    String general = forum.text("general");
    disk.crash(SimulatedDisk.Crash.POWER);
    backUp(StoredForum.atRest(disk));
    restore();
    assertThat(TestForum.on(elsewhere).text("general")).isEqualTo(general);
  }

  @Test
  void a_missing_thread_file_is_told_and_comes_back_with_the_backup() throws IOException {
    String general = forum.text("general");
    forum.stop();
    disk.delete(Path.of("threads/general"));
    backUp(StoredForum.atRest(disk));
    assertThat(remarks).hasSize(1).first().asString().startsWith("threads/general: it is missing;");
    restore();
    assertThat(TestForum.on(elsewhere).text("general")).isEqualTo(general);
  }

  @Test
  void without_the_archive_a_thread_file_must_be_there() throws IOException {
    forum.stop();
    for (String name : disk.list(Path.of("forum-data/journal/archive"))) {
      disk.delete(Path.of("forum-data/journal/archive", name));
    }
    backUp(StoredForum.atRest(disk));
    disk.delete(FILE);
    disk.delete(Path.of("threads/general"));
    assertThatThrownBy(() -> backUp(StoredForum.atRest(disk)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("archive was taken away");
  }

  @Test
  void a_damaged_attachment_is_told() throws IOException {
    forum.stop();
    disk.flip(TestForum.blob("contents"), 0, 1);
    backUp(StoredForum.atRest(disk));
    assertThat(remarks).hasSize(1).first().asString().contains("it is damaged");
  }

  @Test
  void every_flipped_byte_of_a_backup_is_found_or_meant_nothing() throws IOException {
    forum.stop();
    backUp(StoredForum.atRest(disk));
    byte[] manifest = manifest();
    for (long at = 0; at < disk.size(FILE); at++) {
      disk.flip(FILE, at, 4);
      try {
        assertThat(manifest()).as("byte %d", at).isEqualTo(manifest);
      } catch (NoBackup e) {
        assertThat(e).hasMessageNotContaining("null");
      }
      disk.flip(FILE, at, 4);
    }
  }

  @Test
  void a_backup_that_was_cut_off_is_refused() throws IOException {
    forum.stop();
    backUp(StoredForum.atRest(disk));
    byte[] all = disk.readAll(FILE);
    int whole = indexOf(all, "PK\1\2"); // only the directory follows, which nobody needs
    for (int length = 0; length < whole - 20; length += 7) {
      disk.delete(FILE);
      try (Disk.File file = disk.open(FILE, Disk.Mode.CREATE)) {
        file.write(ByteBuffer.wrap(all, 0, length), 0);
      }
      assertThatThrownBy(this::manifest).as("%d bytes", length).isInstanceOf(NoBackup.class);
    }
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  /// Reads all of the backup.
  private byte[] manifest() throws IOException {
    try (Disk.File file = disk.open(FILE, Disk.Mode.READ)) {
      return new Unpacker(file)
          .read((_, contents) -> contents.transferTo(OutputStream.nullOutputStream()))
          .bytes();
    }
  }

  private void backUp(StoredForum stored) throws IOException {
    try (Disk.File file = disk.open(FILE, Disk.Mode.CREATE)) {
      new Backup(stored, remarks::add).write(file, Instant.EPOCH);
      file.force();
    }
  }

  /// Whoever restores finds it safe, too.
  private void restore() throws IOException {
    try (Disk.File file = disk.open(FILE, Disk.Mode.READ)) {
      Restore.from(file).into(elsewhere);
    }
    elsewhere.crash(SimulatedDisk.Crash.POWER);
  }

  private List<String> differences() throws IOException {
    List<String> differences = new ArrayList<>();
    StoredForum stored = StoredForum.atRest(elsewhere);
    new ForumCheck(
            stored,
            Later.nothing(stored.journal()),
            new Findings() {
              @Override
              public void differs(Difference difference) {
                differences.add(difference.sentence());
              }

              @Override
              public void remark(String sentence) {
                differences.add(sentence);
              }
            })
        .run();
    return differences;
  }
}
