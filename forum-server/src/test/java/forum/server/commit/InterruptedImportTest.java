package forum.server.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.Disk;
import forum.machine.DiskFailure;
import forum.testkit.Fault;
import forum.testkit.SimulatedDisk;
import forum.testkit.SimulatedDisk.Crash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The first start is cut off at each call of the disk, the second one somewhere else.
class InterruptedImportTest {
  private static final int SEGMENT_BYTES = 1 << 13;
  private static final Path THREADS = Path.of("threads");
  private static final Path IMPORTED = Path.of("forum-data/imported");

  private static final String LONG =
      IntStream.rangeClosed(1, 20)
          .mapToObj(n -> n + " yoda: " + "word ".repeat(n) + "end\n")
          .collect(joining("", "yoda\n", ""));

  /// What the operator has laid down, and what the forum is to have of it.
  private static final Map<String, String> THREAD_TEXTS =
      new LinkedHashMap<>(
          Map.of(
              "alpha", "yoda\n1 yoda: hello\n1. this is no line of a forum\n2 7: there\n",
              "beta", "yoda\n1 yoda: see\nyoda uploaded a.txt\n2 yoda: seen?\n",
              "gamma", "7\n7 uploaded b.txt\n1 7: the same\n",
              "long", LONG));

  private static final Map<String, String> OTHERS =
      Map.of(
          "threads/beta-a.txt", "some bytes",
          "threads/gamma-b.txt", "some bytes",
          "credentials.txt", "yoda secret\n");

  @ParameterizedTest
  @EnumSource(Crash.class)
  void every_original_is_kept_and_every_thread_imported_once(Crash crash) throws IOException {
    long calls = Long.MAX_VALUE;
    for (long call = 1; call <= calls; call++) {
      SimulatedDisk disk = laid(call);
      long before = disk.calls();
      if (isStartedDespite(call, disk)) {
        calls = Math.min(calls, disk.calls() - before);
      }
      disk.crash(crash);
      isStartedDespite(1 + call * 7 % 100, disk);
      disk.crash(crash);
      assertImported(disk, "call %d, %s".formatted(call, crash));
    }
    assertThat(calls).isGreaterThan(100);
  }

  @Test
  void an_original_does_not_give_way_to_what_was_laid_down_later() throws IOException {
    SimulatedDisk disk = laid(1);
    disk.createFolders(IMPORTED);
    write(disk, IMPORTED.resolve("alpha"), "yoda\n1 yoda: the first\n");
    TestForum forum = TestForum.on(disk);
    assertThat(cut(forum.text("alpha"))).isEqualTo("yoda\n1 yoda: the first\n");
    assertThat(read(disk, IMPORTED.resolve("alpha"))).isEqualTo("yoda\n1 yoda: the first\n");
    assertThat(read(disk, IMPORTED.resolve("alpha.conflict"))).isEqualTo(THREAD_TEXTS.get("alpha"));
    assertThat(forum.findings())
        .contains(
            "threads/alpha is not imported, since there is forum-data/imported/alpha already;"
                + " kept as forum-data/imported/alpha.conflict");
  }

  private static SimulatedDisk laid(long seed) throws IOException {
    SimulatedDisk disk = new SimulatedDisk(seed);
    disk.createFolders(THREADS);
    for (Map.Entry<String, String> thread : THREAD_TEXTS.entrySet()) {
      write(disk, THREADS.resolve(thread.getKey()), thread.getValue());
    }
    for (Map.Entry<String, String> other : OTHERS.entrySet()) {
      write(disk, Path.of(other.getKey()), other.getValue());
    }
    disk.forceFolder(THREADS);
    disk.forceFolder(Path.of(""));
    return disk;
  }

  private static void write(Disk disk, Path path, String text) throws IOException {
    try (Disk.File file = disk.open(path, Disk.Mode.CREATE)) {
      file.write(ByteBuffer.wrap(text.getBytes(UTF_8)), 0);
      file.force();
    }
  }

  private static boolean isStartedDespite(long call, SimulatedDisk disk) {
    disk.failCall(disk.calls() + call, Fault.DEAD);
    try {
      TestForum.on(disk, SEGMENT_BYTES);
      return !disk.isDead();
    } catch (IOException | DiskFailure e) {
      return false;
    }
  }

  private static void assertImported(SimulatedDisk disk, String when) throws IOException {
    TestForum forum = TestForum.on(disk, SEGMENT_BYTES);
    assertThat(forum.store().state().forum().threads()).as(when).hasSize(THREAD_TEXTS.size());
    for (Map.Entry<String, String> thread : THREAD_TEXTS.entrySet()) {
      String wanted = thread.getValue().replaceAll("1\\. .*\n", "");
      assertThat(cut(forum.text(thread.getKey()))).as(when).isEqualTo(wanted);
      assertThat(read(disk, IMPORTED.resolve(thread.getKey())))
          .as(when)
          .isEqualTo(thread.getValue());
    }
    for (Map.Entry<String, String> other : OTHERS.entrySet()) {
      if (other.getKey().startsWith("threads/")) {
        assertThat(read(disk, Path.of(other.getKey()))).as(when).isEqualTo(other.getValue());
      }
    }
    assertThat(read(disk, Path.of("attachments/beta/a.txt"))).as(when).isEqualTo("some bytes");
    assertThat(read(disk, Path.of("attachments/gamma/b.txt"))).as(when).isEqualTo("some bytes");
    assertThat(disk.peekNames(IMPORTED)).as(when).hasSize(THREAD_TEXTS.size());
    assertThat(disk.peekNames(THREADS)).as(when).hasSize(THREAD_TEXTS.size() + 2);
    assertThat(forum.findings())
        .as(when)
        .noneMatch(it -> it.contains("conflict") || it.contains("cannot be downloaded"));
  }

  private static String read(Disk disk, Path path) throws IOException {
    return new String(disk.readAll(path), UTF_8);
  }

  private static String cut(String text) {
    List<String> lines = text.lines().map(line -> line.replaceFirst("\t.*", "")).toList();
    return String.join("\n", lines) + "\n";
  }
}
