package forum.server.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.server.model.Act;
import forum.testkit.Fault;
import forum.testkit.Operation;
import forum.testkit.SimulatedDisk;
import forum.testkit.SimulatedDisk.Crash;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditFileTest {
  private static final Instant AT = Instant.parse("2026-11-20T17:24:05.120Z");

  private final SimulatedDisk disk = new SimulatedDisk(1);
  private final List<String> findings = new ArrayList<>();
  private AuditTrail trail;

  @BeforeEach
  void fill() throws IOException {
    disk.createFolders(Path.of("forum-data"));
    trail = trail(5, 0);
    new AuditFile(disk, trail).append();
  }

  /// As after a start: so many acts, of which a checkpoint covers the first few.
  private static AuditTrail trail(int acts, int covered) {
    AuditTrail trail = new AuditTrail();
    for (int i = 1; i <= acts; i++) {
      trail.happened(
          i * 10L, AT, new Act("mira", "kick", "hans", i == 2 ? "no \u202E reason" : null));
      if (i == covered) {
        trail.restore(trail.mark());
      }
    }
    return trail;
  }

  @Test
  void a_line_says_who_did_what_to_whom_and_names_the_line_before() throws IOException {
    assertThat(lines().getFirst())
        .isEqualTo(
            "{\"n\":1,\"at\":\"2026-11-20T17:24:05.120Z\",\"lsn\":10,\"by\":\"mira\","
                + "\"act\":\"kick\",\"about\":\"hans\",\"prev\":\""
                + AuditLine.hash("")
                + "\"}");
    assertThat(lines().get(1)).contains("no <U+202E> reason", AuditLine.hash(lines().get(0)));
    assertThat(fault()).isNull();
  }

  @Test
  void a_start_writes_what_a_crash_has_kept_from_the_file() throws IOException {
    write(String.join("\n", lines().subList(0, 3)) + "\n{\"n\":4,\"at\":\"20");
    AuditTrail replayed = trail(5, 3);
    new AuditFile(disk, replayed).recover(findings::add);
    assertThat(lines()).hasSize(5);
    assertThat(fault()).isNull();
    assertThat(findings).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Crash.class)
  void a_start_believes_no_line_that_no_checkpoint_has_made_certain(Crash crash)
      throws IOException {
    for (long seed = 1; seed <= 60; seed++) {
      SimulatedDisk fragile = new SimulatedDisk(seed);
      fragile.createFolders(Path.of("forum-data"));
      new AuditFile(fragile, trail(3, 0)).append();
      new AuditFile(fragile, trail(3, 0)).force();
      AuditFile file = new AuditFile(fragile, trail(60, 3));
      file.append();
      if (crash == Crash.KILL) {
        fragile.failNext(Operation.FORCE, Fault.IO_ERROR);
        assertThatThrownBy(file::force).isInstanceOf(IOException.class);
      }
      fragile.crash(crash);
      AuditTrail replayed = trail(60, 3);
      new AuditFile(fragile, replayed).recover(findings::add);
      fragile.crash(Crash.POWER);
      AuditMark mark = replayed.mark();
      assertThat(AuditCheck.of(fragile, mark, mark)).as("seed %d", seed).isNull();
    }
    assertThat(findings).isEmpty();
  }

  @Test
  void what_is_damaged_before_the_last_certain_line_stays_visible() throws IOException {
    List<String> good = lines();
    for (int i = 0; i < 4; i++) {
      for (String instead : List.of("", "no line\n", good.get(i).replace("hans", "yoda") + "\n")) {
        String before = String.join("\n", good.subList(0, i)) + (i == 0 ? "" : "\n");
        String behind = String.join("\n", good.subList(i + 1, 5)) + "\n";
        write(before + instead + behind);
        new AuditFile(disk, trail(5, 4)).recover(findings::add);
        assertThat(fault()).as("line %d: %s", i + 1, instead).isNotNull();
        assertThat(new String(disk.readAll(AuditFile.PATH), UTF_8))
            .isEqualTo(before + instead + behind);
      }
    }
  }

  @Test
  void what_no_crash_leaves_behind_the_last_certain_line_is_told() throws IOException {
    List<String> good = lines();
    write(String.join("\n", good).replace("\"n\":5", "\"n\":6") + "\n");
    new AuditFile(disk, trail(5, 3)).recover(findings::add);
    assertThat(findings).singleElement().asString().contains("behind line 3", "written anew");
    assertThat(lines()).isEqualTo(good);
  }

  @Test
  void what_was_taken_away_is_told_and_stays_visible() throws IOException {
    write(String.join("\n", lines().subList(0, 2)) + "\n");
    AuditTrail replayed = trail(5, 4);
    new AuditFile(disk, replayed).recover(findings::add);
    assertThat(findings).singleElement().asString().contains("has 2 lines", "knows of 4");
    assertThat(fault().found()).contains("lines before it are missing");
  }

  @Test
  void a_check_finds_every_line_that_was_changed_left_out_or_added() throws IOException {
    List<String> good = lines();
    for (int i = 0; i < good.size(); i++) {
      List<String> changed = new ArrayList<>(good);
      changed.set(i, good.get(i).replace("hans", "greedo"));
      write(String.join("\n", changed) + "\n");
      assertThat(fault()).as("line %d changed", i + 1).isNotNull();
      List<String> shorter = new ArrayList<>(good);
      shorter.remove(i);
      write(String.join("\n", shorter) + "\n");
      assertThat(fault()).as("line %d left out", i + 1).isNotNull();
    }
    write("");
    assertThat(fault().found()).contains("0 lines, the journal knows of 5");
    disk.delete(AuditFile.PATH);
    assertThat(fault()).isNotNull();
  }

  @Test
  void lines_behind_the_moment_of_the_check_are_newer() throws IOException {
    AuditTrail before = trail(3, 2);
    assertThat(AuditCheck.of(disk, before.certain(), before.mark())).isNull();
    AuditTrail other = new AuditTrail();
    other.happened(10, AT, new Act("greedo", "kick", "hans", null));
    assertThat(AuditCheck.of(disk, other.certain(), other.mark())).isNotNull();
  }

  private AuditCheck.Fault fault() throws IOException {
    AuditTrail all = trail(5, 5);
    return AuditCheck.of(disk, all.certain(), all.mark());
  }

  private List<String> lines() throws IOException {
    return new String(disk.readAll(AuditFile.PATH), UTF_8).lines().toList();
  }

  private void write(String text) throws IOException {
    disk.replace(AuditFile.PATH, text.getBytes(UTF_8));
  }
}
