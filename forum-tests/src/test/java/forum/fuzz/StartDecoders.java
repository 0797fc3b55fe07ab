package forum.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.Disk;
import forum.server.commit.ForumStore;
import forum.server.journal.DamagedJournal;
import forum.server.journal.Journal;
import forum.testkit.ManualTicker;
import forum.testkit.SimulatedDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a start finds: the names of files, and a journal that it goes on with.
final class StartDecoders {
  private static final int START_COST = 5;
  private static final byte[] NEXT = "next".getBytes(UTF_8);
  private static final Map<Path, byte[]> FORUM = forum();

  private StartDecoders() {}

  static List<Decoder> all() {
    List<byte[]> journals = List.of(SegmentBytes.sample());
    return List.of(
        new Decoder("names", names(), START_COST, StartDecoders::names),
        new Decoder("journal-open", journals, StartDecoders::journal),
        new Decoder("journal-open-checked", journals, StartDecoders::checkedJournal));
  }

  private static Map<Path, byte[]> forum() {
    try {
      return SmallForum.files();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> names() {
    String digest = "0a".repeat(32);
    return List.of(
            "threads/t.conflict\nthreads/u\nthreads/%h" + digest + "\nattachments/t/a.txt",
            "forum-data/journal/0000000000000000900.log\nforum-data/journal/spare.tmp",
            "forum-data/journal/9999999999999999999.log",
            "forum-data/journal/archive/0000000000000000001.log",
            "forum-data/checkpoint/0000000000000000002.ckpt\nforum-data/checkpoint/x.tmp",
            "forum-data/blobs/" + digest,
            "forum-data/parts/" + digest + ".0123456789ab-0123456789ab.1800000000",
            "forum-data/parts/" + digest + ".deleted\nforum-data/base/4.4\nforum-data/drafts/4.0")
        .stream()
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  /// Files of any name with some bytes, in any folder, beside those of a forum: it starts and has
  /// what it had, or says why not.
  private static void names(byte[] input) throws IOException {
    SimulatedDisk disk = SmallForum.disk(FORUM);
    new String(input, UTF_8).lines().forEach(line -> place(disk, line));
    try (ForumStore store = SmallForum.open(disk, new ManualTicker())) {
      assertThat(store.state().forum().find(SmallForum.THREAD)).isNotNull();
      assertThat(disk.readAll(Path.of("threads/t"))).isEqualTo(FORUM.get(Path.of("threads/t")));
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  /// Of a path that is not one of a new file in a folder of ours nothing is made.
  private static void place(SimulatedDisk disk, String line) {
    int slash = line.lastIndexOf('/');
    String folder = line.substring(0, Math.max(0, slash));
    String name = line.substring(slash + 1);
    boolean isName = !name.isEmpty() && !name.equals(".") && !name.equals("..");
    if (!isName || name.indexOf(0) >= 0 || !SmallForum.FOLDERS.contains(folder)) {
      return;
    }
    Path path = Path.of(folder, name);
    try {
      if (!disk.exists(path)) {
        SegmentBytes.write(disk, path, NEXT);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkedJournal(byte[] input) throws IOException {
    journal(SegmentBytes.checked(input));
  }

  /// A journal is opened as a reader sees it, and goes on: what is there stays there, with what is
  /// appended behind it, and nothing is cut twice.
  private static void journal(byte[] input) throws IOException {
    List<String> seen = seen(input);
    Disk disk = SegmentBytes.disk(input);
    try (Journal journal = SegmentBytes.open(disk)) {
      assertThat(records(journal)).isEqualTo(seen);
      journal.append(List.of(NEXT));
    } catch (DamagedJournal e) {
      assertThat(e.getMessage()).isNotBlank();
      assertThat(seen).isNull();
      return;
    } catch (IOException e) {
      assertThat(e.getMessage()).contains("has version");
      return;
    }
    try (Journal again = SegmentBytes.open(disk)) {
      assertThat(again.tornTail()).isEmpty();
      assertThat(seen).isNotNull();
      List<String> expected = new ArrayList<>(seen);
      expected.add(text(NEXT));
      assertThat(records(again)).isEqualTo(expected);
    }
  }

  private static @Nullable List<String> seen(byte[] input) throws IOException {
    List<String> seen = new ArrayList<>();
    try {
      SegmentBytes.view(input).replay(0, (_, record) -> seen.add(text(record)));
      return seen;
    } catch (DamagedJournal e) {
      return null;
    } catch (IOException e) {
      assertThat(e.getMessage()).contains("has version");
      return null;
    }
  }

  private static List<String> records(Journal journal) throws IOException {
    List<String> records = new ArrayList<>();
    journal.replay(0, (_, record) -> records.add(text(record)));
    return records;
  }

  private static String text(byte[] record) {
    return new String(record, java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
