package forum.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.Disk;
import forum.protocol.InvalidValue;
import forum.protocol.Reply;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine.Header;
import forum.server.account.CredentialsFile;
import forum.server.admin.HeardLines;
import forum.server.audit.AuditCheck;
import forum.server.audit.AuditFile;
import forum.server.audit.AuditLines;
import forum.server.audit.AuditTrail;
import forum.server.commit.Snapshots;
import forum.server.journal.Checkpoint;
import forum.server.journal.Checkpoints;
import forum.server.journal.DamagedJournal;
import forum.server.journal.JournalView;
import forum.server.model.Act;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import forum.server.threads.DamagedThread;
import forum.server.threads.Extent;
import forum.server.threads.ThreadReader;
import forum.server.threads.Verification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;

/// What is read from the disk, and what the operator's door hears.
final class DiskDecoders {
  private static final Path CHECKPOINTS = Path.of("checkpoint");
  private static final int CHECKPOINT_HEAD_BYTES = 32;
  private static final long RECORDS_MAX = 1_000;
  private static final UserName HANS = new UserName("hans");
  private static final Instant AT = Instant.ofEpochMilli(1_800_000_000_123L);
  private static final Header HEADER = new Header(HANS, AT, 17);

  private DiskDecoders() {}

  static List<Decoder> all() {
    return List.of(
        new Decoder("journal", List.of(SegmentBytes.sample()), DiskDecoders::journal),
        new Decoder(
            "journal-checked", List.of(SegmentBytes.sample()), DiskDecoders::checkedJournal),
        new Decoder("journal-entry", entries(), DiskDecoders::entry),
        new Decoder(
            "checkpoint", List.of(checkpoint(Snapshots.sample())), DiskDecoders::checkpointFile),
        new Decoder("checkpoint-lines", List.of(Snapshots.sample()), DiskDecoders::snapshot),
        new Decoder("thread-file", List.of(threadFile()), DiskDecoders::threadFile),
        new Decoder("credentials", credentials(), DiskDecoders::credentials),
        new Decoder("audit-line", auditLines(), DiskDecoders::auditLine),
        new Decoder("audit-log", auditLines(), DiskDecoders::auditLog),
        new Decoder("admin", List.of("backup\n".getBytes(UTF_8)), DiskDecoders::admin));
  }

  private static List<byte[]> auditLines() {
    return List.of((AuditLines.sample() + "\n").getBytes(UTF_8));
  }

  private static void auditLine(byte[] input) {
    try {
      assertThat(AuditLines.isKept(new String(input, UTF_8))).isTrue();
    } catch (InvalidValue e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  /// Whatever was made of the file: a start tells that it is too short, and a check what is wrong.
  private static void auditLog(byte[] input) throws IOException {
    Disk disk = SegmentBytes.emptyDisk();
    disk.createFolders(AuditFile.PATH.getParent());
    SegmentBytes.write(disk, AuditFile.PATH, input);
    AuditTrail trail = new AuditTrail();
    trail.happened(17, AT, new Act("yoda", "BAN", "hans", null));
    trail.restore(trail.mark());
    List<String> findings = new ArrayList<>();
    new AuditFile(disk, trail).recover(findings::add);
    assertThat(AuditCheck.of(disk, trail.certain(), trail.mark())).as("not that file").isNotNull();
  }

  /// A journal is what it was, up to a place behind which nothing was acknowledged, or damaged.
  private static void journal(byte[] input) throws IOException {
    List<byte[]> records = new ArrayList<>();
    try {
      SegmentBytes.view(input)
          .replay(
              0,
              (lsn, record) -> {
                records.add(record);
                assertThat(lsn).isEqualTo(records.size());
              });
    } catch (DamagedJournal e) {
      assertThat(e.getMessage()).isNotBlank();
    } catch (IOException e) {
      assertThat(e.getMessage()).contains("has version");
    }
    assertThat(records.stream().mapToInt(record -> record.length).sum())
        .isLessThanOrEqualTo(input.length);
    checkAround(input);
  }

  /// What a check reads of it and what it reports as damaged are all records there are, in order.
  private static void checkAround(byte[] input) throws IOException {
    List<Long> found = new ArrayList<>();
    try {
      JournalView view = SegmentBytes.found(input);
      view.replayBackwards(
          (lsn, _) -> found.add(lsn),
          damage ->
              LongStream.rangeClosed(damage.first(), Math.min(damage.last(), RECORDS_MAX))
                  .forEach(found::add));
      found.removeIf(lsn -> lsn > RECORDS_MAX);
      assertThat(found.stream().sorted().toList())
          .isEqualTo(
              LongStream.rangeClosed(1, Math.min(view.last(), RECORDS_MAX)).boxed().toList());
    } catch (IOException e) {
      assertThat(e.getMessage()).contains("has version");
    }
  }

  private static void checkedJournal(byte[] input) throws IOException {
    journal(SegmentBytes.checked(input));
  }

  private static List<byte[]> entries() {
    Event posted = new Event.MessagePosted(3, HANS, 1, "text");
    return List.of(
        new JournalEntry(AT, null, posted, null).bytes(),
        new JournalEntry(AT, new JournalEntry.Answered("0a", 1, 1, Reply.ok()), posted, null)
            .bytes(),
        new JournalEntry(AT, null, new Event.ThreadCreated(new ThreadTitle("t"), HANS), null)
            .bytes(),
        new JournalEntry(AT, null, new Event.TokenCreated(HANS, "ci", "read", 7, "ab"), null)
            .bytes(),
        new JournalEntry(AT, null, new Event.SessionOpened("0a", HANS, "::1", true), null).bytes());
  }

  private static void entry(byte[] input) {
    try {
      JournalEntry entry = JournalEntry.of(input);
      assertThat(JournalEntry.of(entry.bytes())).isEqualTo(entry);
    } catch (InvalidValue e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static byte[] checkpoint(byte[] payload) {
    ByteBuffer out = ByteBuffer.allocate(CHECKPOINT_HEAD_BYTES + payload.length);
    out.putLong(0x666f72756d636b70L).putInt(1).putInt(0).putLong(7).putLong(payload.length);
    out.put(payload);
    CRC32C crc = new CRC32C();
    crc.update(out.array(), 16, out.capacity() - 16);
    return out.putInt(12, (int) crc.getValue()).array();
  }

  /// A checkpoint is as it was written, or none.
  private static void checkpointFile(byte[] input) throws IOException {
    Disk disk = SegmentBytes.emptyDisk();
    disk.createFolders(CHECKPOINTS);
    Checkpoints checkpoints = Checkpoints.view(disk, CHECKPOINTS);
    SegmentBytes.write(disk, checkpoints.path(7), input);
    Checkpoint newest = checkpoints.newest().newest();
    if (newest != null) {
      assertThat(checkpoint(newest.payload())).isEqualTo(input);
    }
  }

  private static void snapshot(byte[] input) {
    try {
      byte[] written = Snapshots.readAndWrite(input);
      assertThat(Snapshots.readAndWrite(written)).isEqualTo(written);
    } catch (InvalidValue e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static byte[] threadFile() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    LineDecoders.lines().forEach(file::writeBytes);
    return file.toByteArray();
  }

  /// A file is read as it was written, or the first damage is told; whatever is asked for.
  private static void threadFile(byte[] input) throws IOException {
    Disk disk = SegmentBytes.emptyDisk();
    Path path = Path.of("thread");
    SegmentBytes.write(disk, path, input);
    Extent extent = new Extent(input.length, 17, 2, 1, 20);
    try (Disk.File file = disk.open(path, Disk.Mode.READ)) {
      boolean whole = Verification.of(file, HEADER, extent).isEmpty();
      boolean read = isReadable(new ThreadReader(file, extent));
      assertThat(read || !whole).isTrue();
    } catch (DamagedThread e) {
      assertThat(e.found()).isNotBlank();
    }
  }

  private static boolean isReadable(ThreadReader reader) throws IOException {
    boolean readable = true;
    for (Question question : QUESTIONS) {
      try {
        question.ask(reader);
      } catch (DamagedThread e) {
        readable = false;
      }
    }
    return readable;
  }

  private interface Question {
    void ask(ThreadReader reader) throws IOException, DamagedThread;
  }

  private static final List<Question> QUESTIONS =
      List.of(
          reader -> reader.message(2),
          reader -> reader.entry(19),
          ThreadReader::all,
          reader -> reader.lastLines(2),
          reader -> reader.lastMessages(1),
          reader -> reader.messages(1, 1),
          reader -> reader.since(AT));

  private static List<byte[]> credentials() {
    return List.of(
        "yoda jedi*knight\nhans falcon*solo\r\n\n# no\n".getBytes(UTF_8),
        ("mira $scram-sha-256$i=4096$c2FsdHNhbHQ=$"
                + "A".repeat(43)
                + "=$"
                + "B".repeat(43)
                + "=\n")
            .getBytes(UTF_8));
  }

  /// What is kept of a file reads as the same file, and no remark tells a password.
  private static void credentials(byte[] input) {
    CredentialsFile file = CredentialsFile.parse(input);
    byte[] kept = file.bytes();
    assertThat(CredentialsFile.parse(kept).bytes()).isEqualTo(kept);
    assertThat(kept.length).isLessThanOrEqualTo(input.length + 1);
  }

  private static void admin(byte[] input) {
    List<String> heard = HeardLines.of(input);
    assertThat(heard.stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(input.length);
  }
}
