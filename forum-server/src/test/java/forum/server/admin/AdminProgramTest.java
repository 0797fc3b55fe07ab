package forum.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.DataFolderLock;
import forum.machine.FileSystemDisk;
import forum.machine.Ticker;
import forum.server.commit.TestForum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminProgramTest {
  /// A clock on which every look takes a second, so that no test waits.
  private static final Ticker HASTY =
      new Ticker() {
        private final AtomicLong seconds = new AtomicLong();

        @Override
        public long nanos() {
          return seconds.incrementAndGet() * 1_000_000_000;
        }

        @Override
        public Instant now() {
          return Instant.EPOCH;
        }
      };

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path data;
  private Path backup;

  @BeforeEach
  void fill() throws IOException {
    data = folder.resolve("data");
    backup = folder.resolve("backup.zip");
    TestForum forum = TestForum.on(FileSystemDisk.at(data));
    forum.register("ann");
    forum.create("t");
    forum.post("t", "text");
    forum.attach("t", "a.txt", "contents");
    forum.stop();
  }

  @Test
  void a_forum_goes_into_a_file_and_out_of_it() throws IOException {
    assertThat(run("backup", backup, "--data", data)).as("%s", err).isZero();
    assertThat(out.toString(UTF_8)).startsWith(backup + ": 5 files, ");
    Path restored = folder.resolve("restored");
    assertThat(run("restore", backup, "--data", restored)).as("%s", err).isZero();
    assertThat(run("check", "--data", restored)).isZero();
    assertThat(restored.resolve("threads/t")).hasSameTextualContentAs(data.resolve("threads/t"));
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void nobody_but_its_owner_can_read_a_backup() throws IOException {
    run("backup", backup, "--data", data);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_file_is_replaced_only_on_request() throws IOException {
    Files.writeString(backup, "something else");
    assertThat(run("backup", backup, "--data", data)).isEqualTo(4);
    assertThat(backup).hasContent("something else");
    assertThat(err.toString(UTF_8)).contains("is there already", "--replace");
    assertThat(run("backup", "--replace", backup, "--data", data)).isZero();
    assertThat(Files.size(backup)).isGreaterThan(1000);
  }

  @Test
  void what_a_killed_backup_has_left_is_deleted_by_the_next() throws IOException {
    Path mine = folder.resolve("backup.zip." + ProcessHandle.current().pid() + ".tmp");
    Path left = Files.writeString(folder.resolve("backup.zip.999999999.tmp"), "half");
    Path other = Files.writeString(folder.resolve("other.zip.999999999.tmp"), "half");
    run("backup", backup, "--data", data);
    assertThat(left).doesNotExist();
    assertThat(mine).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void a_backup_that_fails_leaves_nothing() throws IOException {
    Path segment = data.resolve("forum-data/journal/0000000000000000001.log");
    byte[] bytes = Files.readAllBytes(segment);
    bytes[100] ^= 1;
    Files.write(segment, bytes);
    assertThat(run("backup", backup, "--data", data)).isEqualTo(4);
    assertThat(err.toString(UTF_8)).contains("the journal is damaged", "at byte 64");
    assertThat(folder).isDirectoryNotContaining("glob:**/backup*");
  }

  @Test
  void a_folder_that_is_not_empty_is_not_restored_into() throws IOException {
    run("backup", backup, "--data", data);
    assertThat(run("restore", backup, "--data", data)).isEqualTo(4);
    assertThat(err.toString(UTF_8)).contains("is not empty");
  }

  @Test
  void a_file_that_is_no_backup_leaves_the_folder_as_it_was() throws IOException {
    Files.writeString(backup, "something else");
    Path restored = folder.resolve("restored");
    assertThat(run("restore", backup, "--data", restored)).isEqualTo(4);
    assertThat(err.toString(UTF_8)).contains("is no backup of a forum");
    assertThat(restored).doesNotExist();
    assertThat(run("restore", folder.resolve("none"), "--data", restored)).isEqualTo(4);
  }

  @Test
  void a_check_names_what_differs_and_ends_with_1() throws IOException {
    Path thread = data.resolve("threads/t");
    Files.writeString(thread, Files.readString(thread).replace("text", "test"));
    assertThat(run("check", "--data", data)).isOne();
    assertThat(out.toString(UTF_8)).contains("threads/t, line 2: ").endsWith("differences\n");
  }

  @Test
  void a_check_of_a_damaged_journal_names_every_damage_and_still_looks_at_the_rest()
      throws IOException {
    Path segment = data.resolve("forum-data/journal/0000000000000000001.log");
    byte[] bytes = Files.readAllBytes(segment);
    int third = behind(bytes, behind(bytes, 64));
    bytes[100] ^= 1;
    bytes[third] ^= 1;
    Files.write(segment, bytes);
    Files.delete(data.resolve("credentials.txt"));
    assertThat(run("check", "--data", data)).isOne();
    assertThat(out.toString(UTF_8))
        .contains("0000000000000000001.log, byte 64: record 1 cannot be read\n")
        .contains("0000000000000000001.log, byte " + third + ": record 3 cannot be read\n")
        .contains("credentials.txt: it is missing")
        .endsWith("3 differences\n");
  }

  @Test
  void a_check_of_a_damaged_journal_without_a_checkpoint_names_every_damage() throws IOException {
    Path segment = data.resolve("forum-data/journal/0000000000000000001.log");
    byte[] bytes = Files.readAllBytes(segment);
    bytes[100] ^= 1;
    bytes[behind(bytes, behind(bytes, 64))] ^= 1;
    Files.write(segment, bytes);
    try (var checkpoints = Files.list(data.resolve("forum-data/checkpoint"))) {
      for (Path checkpoint : checkpoints.toList()) {
        Files.delete(checkpoint);
      }
    }
    assertThat(run("check", "--data", data)).isOne();
    assertThat(out.toString(UTF_8))
        .contains("record 1 cannot be read", "record 3 cannot be read")
        .endsWith("2 differences\n");
  }

  @Test
  void a_check_names_a_segment_that_is_missing() throws IOException {
    Files.delete(data.resolve("forum-data/journal/0000000000000000001.log"));
    assertThat(run("check", "--data", data)).isOne();
    assertThat(out.toString(UTF_8)).contains("cannot be read").endsWith("1 difference\n");
  }

  /// Where the record begins behind the one at `start`; see docs/DISK.md.
  private static int behind(byte[] journal, int start) {
    return start + 8 + ByteBuffer.wrap(journal).getInt(start);
  }

  @Test
  void a_check_changes_nothing() throws IOException {
    Path lock = data.resolve("forum-data/lock");
    run("check", "--data", data);
    List<String> before = state();
    run("check", "--data", data);
    assertThat(state()).isEqualTo(before);
    assertThat(lock).exists();
  }

  private List<String> state() throws IOException {
    try (var files = Files.walk(data)) {
      return files
          .filter(file -> !file.endsWith("lock"))
          .map(file -> file + " " + modified(file))
          .sorted()
          .toList();
    }
  }

  private static String modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_folder_without_a_forum_is_left_alone() {
    assertThat(run("check", "--data", folder.resolve("none"))).isEqualTo(4);
    assertThat(run("backup", backup, "--data", folder)).isEqualTo(4);
    assertThat(folder.resolve("none")).doesNotExist();
    assertThat(folder.resolve("forum-data")).doesNotExist();
  }

  @Test
  void a_server_that_does_not_answer_is_not_waited_for_for_ever() throws IOException {
    try (DataFolderLock _ = DataFolderLock.take(data.resolve("forum-data"))) {
      assertThat(run("check", "--data", data)).isEqualTo(4);
    }
    assertThat(err.toString(UTF_8)).contains("the server does not answer", "is in use by process");
  }

  @Test
  void words_that_make_no_sense_are_refused() {
    assertThat(run("frobnicate")).isEqualTo(2);
    assertThat(run("backup")).isEqualTo(2);
    assertThat(run("restore", backup)).isEqualTo(2);
    assertThat(run("check", "now")).isEqualTo(2);
    assertThat(run("backup", backup, "--dta", data)).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("what is \"frobnicate\"?", "FILE is missing");
  }

  @Test
  void the_help_fits_a_small_screen() {
    assertThat(run()).isZero();
    assertThat(run("--help")).isZero();
    for (AdminCommand command : AdminCommands.all()) {
      assertThat(run(command.name(), "--help")).isZero();
      assertThat(out.toString(UTF_8)).contains("forum-server admin " + command.name());
    }
    assertThat(out.toString(UTF_8).lines()).allMatch(line -> line.length() <= 80);
  }

  private int run(Object... words) {
    PrintStream toOut = new PrintStream(out, true, UTF_8);
    PrintStream toErr = new PrintStream(err, true, UTF_8);
    List<String> all = Arrays.stream(words).map(Object::toString).toList();
    return new AdminProgram(HASTY, toOut, toErr).run(all);
  }
}
