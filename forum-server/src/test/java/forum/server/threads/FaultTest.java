package forum.server.threads;

import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.DiskFailure;
import forum.testkit.Fault;
import forum.testkit.SimulatedDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every call of the disk fails once. The same call of ours is made again, and all is as if nothing
/// had been.
class FaultTest {
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"IO_ERROR", "SHORT_WRITE", "DISK_FULL"})
  void what_fails_once_can_be_done_again(Fault fault) throws IOException, DamagedThread {
    long calls = new Life(fault, 0).live();
    for (long call = 1; call <= calls; call++) {
      new Life(fault, call).live();
    }
  }

  private static final class Life {
    private final SimulatedDisk disk = new SimulatedDisk(1);
    private final NaiveThread thread = new NaiveThread(10, "general");
    private final Random random = new Random(1);
    private final Fault fault;
    private final long failing;

    private ThreadFiles files = ThreadFiles.open(disk, 0);
    private Extent checkpointed = new Extent(0, 0, 0, 0, 0);
    private Extent extent = checkpointed;

    Life(Fault fault, long failing) throws IOException {
      this.fault = fault;
      this.failing = failing;
    }

    /// @return how many calls of the disk it takes
    long live() throws IOException, DamagedThread {
      extent = files.create(thread.key, thread.header, 10).extent();
      checkpointed = extent;
      files.beginCheckpoint(10).force();
      long opened = disk.calls();
      disk.failCall(failing == 0 ? 0 : opened + failing, fault);
      for (long lsn = 20; lsn < 60; lsn += 10) {
        extent = apply(lsn);
      }
      long calls = disk.calls() - opened;
      disk.failCall(0, fault);
      assertThat(disk.readAll(thread.key.path())).isEqualTo(thread.bytes());
      assertThat(files.verify(thread.key, thread.header, extent)).isEmpty();
      return calls;
    }

    private Extent apply(long lsn) throws IOException, DamagedThread {
      List<Change> group = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        group.add(thread.change(random));
      }
      try {
        return files.apply(thread.key, extent, group, lsn);
      } catch (IOException | DamagedThread e) {
        return files.apply(thread.key, extent, group, lsn);
      } catch (DiskFailure e) {
        return startAgain(lsn);
      }
    }

    private Extent startAgain(long lsn) throws IOException {
      disk.crash(SimulatedDisk.Crash.KILL);
      files = ThreadFiles.open(disk, 10);
      Past past = new Past(thread.header, checkpointed, thread.changes);
      Outcome outcome = thread.restored(files, past, lsn);
      assertThat(outcome.findings()).isEmpty();
      return outcome.extent();
    }
  }
}
