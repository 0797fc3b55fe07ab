package forum.server.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.DiskFailure;
import forum.machine.DiskFull;
import forum.testkit.ManualTicker;
import forum.testkit.SeededChance;
import forum.testkit.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A journal on a simulated disk, and a memory of what it has acknowledged.
final class TestedJournal {
  static final Path FOLDER = Path.of("forum-data", "journal");
  static final int SEGMENT_BYTES = 1024;

  final SimulatedDisk disk;
  private final int segmentBytes;
  final ManualTicker ticker = new ManualTicker();
  private final SeededChance salts;
  private final List<String> acknowledged = new ArrayList<>();
  private List<String> doubtful = List.of();
  private Journal journal;
  private long checkpoint;

  TestedJournal(long seed) {
    this(seed, SEGMENT_BYTES);
  }

  TestedJournal(long seed, int segmentBytes) {
    this.segmentBytes = segmentBytes;
    disk = new SimulatedDisk(seed);
    salts = new SeededChance(~seed);
  }

  static TestedJournal opened(long seed) throws IOException {
    TestedJournal tested = new TestedJournal(seed);
    tested.open();
    return tested;
  }

  void open() throws IOException {
    journal =
        Journal.open(
            disk,
            new JournalSettings(FOLDER, segmentBytes, salts, ticker, Runnable::run),
            checkpoint);
  }

  Journal journal() {
    return journal;
  }

  List<String> acknowledged() {
    return acknowledged;
  }

  void append(String... texts) throws DiskFull {
    append(List.of(texts));
  }

  void append(List<String> texts) throws DiskFull {
    try {
      journal.append(texts.stream().map(text -> text.getBytes(UTF_8)).toList());
      acknowledged.addAll(texts);
    } catch (DiskFailure e) {
      doubtful = texts;
      throw e;
    }
  }

  /// All records up to `lsn` are in a checkpoint now.
  void checkpoint(long lsn) throws IOException {
    checkpoint = lsn;
    journal.checkpointed(lsn);
  }

  long checkpoint() {
    return checkpoint;
  }

  /// Opens once more, and sees that what was acknowledged is there, in order, and nothing else: but
  /// the first records of a batch that failed may be there. What is there now has to stay.
  void reopen() throws IOException {
    open();
    List<String> found = records(0);
    List<String> all = Stream.concat(acknowledged.stream(), doubtful.stream()).toList();
    assertThat(found.size()).isBetween(acknowledged.size(), all.size());
    assertThat(found).isEqualTo(all.subList(0, found.size()));
    assertThat(journal.last()).isEqualTo(found.size());
    assertThat(records(checkpoint)).isEqualTo(found.subList((int) checkpoint, found.size()));
    acknowledged.addAll(found.subList(acknowledged.size(), found.size()));
    doubtful = List.of();
  }

  /// The records behind `after`, whose numbers must have no gap.
  List<String> records(long after) throws IOException {
    List<String> records = new ArrayList<>();
    journal.replay(
        after,
        (lsn, payload) -> {
          assertThat(lsn).isEqualTo(after + records.size() + 1);
          records.add(new String(payload, UTF_8));
        });
    return records;
  }

  /// The segments that are not in the archive, oldest first.
  List<Path> segments() throws IOException {
    return disk.list(FOLDER).stream()
        .filter(name -> name.endsWith(".log"))
        .sorted()
        .map(FOLDER::resolve)
        .toList();
  }
}
