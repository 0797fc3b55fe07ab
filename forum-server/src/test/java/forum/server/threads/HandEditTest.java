package forum.server.threads;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import forum.testkit.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody works on a thread's file while the server is down, in any way. What was there is never
/// lost, and what is wrong never passes for right.
class HandEditTest {
  private static final Path CONFLICT = Path.of("threads", "general.conflict");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void an_edited_file_is_kept_or_found_wrong(long seed) throws IOException, DamagedThread {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      new Edited(random).startsAgain(List.of());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void an_edited_file_with_changes_since_is_made_good_or_found_wrong(long seed)
      throws IOException, DamagedThread {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Edited edited = new Edited(random);
      edited.startsAgain(edited.changesSince());
    }
  }

  private static final class Edited {
    private final Random random;
    private final SimulatedDisk disk;
    private final NaiveThread thread = new NaiveThread(10, "general");
    private final Extent checkpointed;
    private final byte[] edited;

    Edited(Random random) throws IOException, DamagedThread {
      this.random = random;
      disk = new SimulatedDisk(random.nextLong());
      try (ThreadFiles files = ThreadFiles.open(disk, 0)) {
        Extent created = files.create(thread.key, thread.header, 10).extent();
        List<Change> changes = List.of(thread.post("one"), thread.upload("f"), thread.post("2\n"));
        checkpointed = files.apply(thread.key, created, changes, 20);
      }
      edited = edit(thread.bytes());
      disk.replace(thread.key.path(), edited);
    }

    private byte[] edit(byte[] bytes) {
      String text = new String(bytes, ISO_8859_1);
      int at = random.nextInt(bytes.length + 1);
      int to = random.nextInt(bytes.length + 1);
      List<String> pieces = List.of("\n", "x", "\t", "1 hans: x\n", "hans\n", "\u0000", "\n\n");
      String piece = pieces.get(random.nextInt(pieces.size()));
      String result =
          switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at) + piece + text.substring(at);
            case 1 -> text.substring(0, Math.min(at, to)) + text.substring(Math.max(at, to));
            case 2 -> text.substring(0, at) + text.substring(to);
            case 3 -> text.substring(0, at);
            default -> flipped(text, Math.min(at, bytes.length - 1));
          };
      return result.getBytes(ISO_8859_1);
    }

    private String flipped(String text, int at) {
      char other = (char) (text.charAt(at) ^ 1 << random.nextInt(8));
      return text.substring(0, at) + other + text.substring(at + 1);
    }

    List<Change> changesSince() {
      int before = thread.changes.size();
      for (int count = 1 + random.nextInt(3); count > 0; count--) {
        thread.change(random);
      }
      return thread.changes.subList(before, thread.changes.size());
    }

    void startsAgain(List<Change> since) throws IOException {
      byte[] before = edited;
      try (ThreadFiles files = ThreadFiles.open(disk, 20)) {
        Past past = new Past(thread.header, checkpointed, since);
        Extent extent = thread.restored(files, past, 30).extent();
        byte[] now = disk.readAll(thread.key.path());
        if (!files.verify(thread.key, thread.header, extent).isEmpty()) {
          assertThat(before).hasSizeGreaterThanOrEqualTo((int) checkpointed.bytes());
          return;
        }
        assertThat(now).isEqualTo(thread.bytes());
        boolean untouched = since.isEmpty() && Arrays.equals(before, now);
        if (!untouched && since.isEmpty()) {
          assertThat(disk.readAll(CONFLICT)).isEqualTo(before);
        }
      }
    }
  }
}
