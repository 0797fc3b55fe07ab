package forum.server.journal;

import forum.machine.DiskFailure;
import forum.testkit.Fault;
import forum.testkit.SeededChance;
import forum.testkit.SimulatedDisk;
import forum.testkit.SimulatedDisk.Crash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Some lives of a journal, each of them with a random end: killed or without power, idle, at work
/// or while it starts.
final class CrashScenario {
  private static final int LIVES = 6;
  private static final int STEPS_MAX = 12;
  private static final int SEGMENT_BYTES = 1024;

  private final SeededChance chance;
  private final TestedJournal tested;
  private int texts;

  CrashScenario(long seed) {
    chance = new SeededChance(seed);
    tested = new TestedJournal(chance.number(), SEGMENT_BYTES << chance.below(5));
  }

  SimulatedDisk disk() {
    return tested.disk;
  }

  /// Throws where the journal lost something or invented something.
  void run() throws IOException {
    tested.open();
    for (int life = 0; life < LIVES; life++) {
      live();
      disk().crash(crash());
      failToStart();
      reopen();
    }
  }

  /// Sometimes there is no room for a copy of the last segment.
  private void reopen() throws IOException {
    if (chance.happens(0.3)) {
      disk().quota(0);
    }
    tested.reopen();
    disk().quota(Long.MAX_VALUE);
  }

  private void live() throws IOException {
    if (chance.happens(0.6)) {
      disk().failCall(disk().calls() + 1 + chance.below(40), Fault.DEAD);
      dieAtWork();
    } else {
      work();
    }
  }

  private void dieAtWork() {
    try {
      work();
    } catch (IOException | DiskFailure expected) {
      // the planned end
    }
  }

  private void work() throws IOException {
    int steps = chance.below(STEPS_MAX);
    for (int step = 0; step < steps; step++) {
      step();
    }
  }

  private void step() throws IOException {
    switch (chance.below(12)) {
      case 0 -> tested.checkpoint(checkpointed());
      case 1 -> tested.journal().room();
      case 2 -> {
        tested.journal().close();
        tested.reopen();
      }
      default -> tested.append(batch());
    }
  }

  private long checkpointed() {
    int behind = (int) (tested.journal().last() - tested.checkpoint());
    return tested.checkpoint() + chance.below(behind + 1);
  }

  private List<String> batch() {
    List<String> batch = new ArrayList<>();
    int records = 1 + chance.below(8);
    int bytesMax = chance.happens(0.3) ? 2000 : 100;
    for (int i = 0; i < records; i++) {
      texts++;
      batch.add(texts + ":" + "x".repeat(chance.below(bytesMax)));
    }
    return batch;
  }

  private void failToStart() {
    while (chance.happens(0.4)) {
      disk().quota(chance.happens(0.3) ? 0 : Long.MAX_VALUE);
      disk().failCall(disk().calls() + 1 + chance.below(20), Fault.DEAD);
      try {
        tested.open();
      } catch (IOException expected) {
        // the planned end
      }
      disk().quota(Long.MAX_VALUE);
      disk().crash(crash());
    }
  }

  private Crash crash() {
    return chance.happens(0.5) ? Crash.POWER : Crash.KILL;
  }
}
