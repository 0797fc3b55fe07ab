package forum.simulation;

import forum.machine.DatagramPort;
import forum.machine.Disk;
import forum.machine.DiskFailure;
import forum.protocol.Limits;
import forum.protocol.Role;
import forum.protocol.UserName;
import forum.server.commit.ForumStore;
import forum.server.event.ConditionEvent;
import forum.server.event.ServerEvent;
import forum.server.event.VisitEvent;
import forum.server.exchange.CommandLoop;
import forum.server.exchange.ForumService;
import forum.server.exchange.SessionRules;
import forum.server.model.Act;
import forum.server.model.Event;
import forum.server.model.Quotas;
import forum.server.transfer.Blobs;
import forum.server.transfer.TransferDesk;
import forum.testkit.ManualTicker;
import forum.testkit.SeededChance;
import forum.testkit.SimulatedDisk;
import forum.testkit.SimulatedDisk.Crash;
import forum.testkit.SimulatedNetwork;
import forum.testkit.SimulatedPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The server's process: the real server on a simulated machine, which outlives it.
final class SimulatedServer {
  static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.1", 10005);

  /// An address that no computer has, so that no TCP port is opened.
  private static final InetSocketAddress NO_TCP = new InetSocketAddress("192.0.2.1", 10005);

  private static final long BACKGROUND_NANOS = 50_000_000;

  /// Everything outside the process.
  record Surroundings(
      ManualTicker ticker,
      SimulatedNetwork network,
      SimulatedDisk disk,
      SeededChance chance,
      Oracle oracle,
      Chronicle chronicle) {}

  private record Task(long dueNanos, Runnable work) {}

  private final Surroundings surroundings;
  private final Scenario.Machine machine;
  private final List<Task> background = new ArrayList<>();
  private Life life;

  /// What a crash ends.
  private static final class Life {
    final SimulatedPort port;
    final ForumStore store;
    final TransferDesk transfers;
    final CommandLoop loop;
    long dueNanos;
    long freeNanos;

    Life(SimulatedPort port, ForumStore store, TransferDesk transfers, CommandLoop loop) {
      this.port = port;
      this.store = store;
      this.transfers = transfers;
      this.loop = loop;
    }
  }

  SimulatedServer(Surroundings surroundings, Scenario.Machine machine) {
    this.surroundings = surroundings;
    this.machine = machine;
  }

  /// Where the bytes of attachments are kept; null while it is down.
  @Nullable Blobs blobs() {
    return life == null ? null : life.store.blobs();
  }

  boolean isUp() {
    return life != null;
  }

  /// Starts the process; the oracle looks at what it has recovered.
  ///
  /// @throws IOException when it refuses to start
  void start() throws IOException {
    ForumStore store = ForumStore.open(storeSettings(), surroundings.chronicle()::tell);
    if (surroundings.disk().isDead()) {
      throw new IOException("ended during its start");
    }
    surroundings.oracle().recovered(surroundings.disk(), store.state());
    TransferDesk transfers = transfers(store);
    SimulatedPort port = surroundings.network().open(ADDRESS);
    DatagramPort tapped =
        new TappedPort(
            port, surroundings.disk()::isDead, surroundings.oracle(), surroundings.chronicle());
    life = new Life(port, store, transfers, ForumService.over(store, transfers, settings(tapped)));
    life.dueNanos = surroundings.ticker().nanos();
    surroundings.oracle().leases().serverStarted();
  }

  private ForumStore.Settings storeSettings() {
    return new ForumStore.Settings(
        surroundings.disk(),
        surroundings.ticker(),
        surroundings.chance(),
        this::later,
        Limits.PASSWORD_ROUNDS_MIN,
        machine.segmentBytes(),
        machine.checkpointBytes(),
        machine.reserveBytes());
  }

  private TransferDesk transfers(ForumStore store) throws IOException {
    Disk disk = surroundings.disk();
    return new TransferDesk(
        new TransferDesk.Place(
            NO_TCP, true, disk, 0, surroundings.ticker(), surroundings.chance(), this::later),
        store.blobs(),
        store.state().forum()::refersTo,
        surroundings.chronicle()::tell);
  }

  private ForumService.Settings settings(DatagramPort port) {
    return new ForumService.Settings(
        port,
        surroundings.ticker(),
        surroundings.chance(),
        new SessionRules(
            machine.sessionsPerUser(), machine.leaseSeconds(), Limits.PASSWORD_ROUNDS_MIN),
        true,
        Optional.empty(),
        Quotas.USUAL,
        this::happened);
  }

  private void happened(ServerEvent event) {
    switch (event) {
      case VisitEvent.Expired expired -> surroundings.oracle().leases().expired(expired.user());
      case ConditionEvent.Failed failed ->
          surroundings.oracle().mistaken(failed, surroundings.disk().isDead());
      default -> {
        // What else there is to tell is told by what the server does.
      }
    }
  }

  private void later(Runnable work) {
    long delay = (long) (surroundings.chance().fraction() * BACKGROUND_NANOS);
    background.add(new Task(surroundings.ticker().nanos() + delay, work));
  }

  /// What a user may do, while it is up.
  Role role(UserName user) {
    return life.store.state().accounts().role(user);
  }

  /// Has the running server do what `forum-server admin user role` asks it for.
  void appoint(UserName user, Role role) {
    ForumStore store = life.store;
    life.loop.post(() -> appoint(store, new Event.RoleGiven(user, role.word())));
    life.dueNanos = surroundings.ticker().nanos();
  }

  private void appoint(ForumStore store, Event.RoleGiven given) {
    Role now = store.state().accounts().role(given.user());
    if (store.state().accounts().find(given.user()).isEmpty()
        || now.word().equals(given.role())
        || !store.commit().hasRoomForChange(Limits.DATAGRAM_BYTES)) {
      return;
    }
    long lsn = store.commit().nextLsn();
    surroundings.oracle().ordered(given);
    store
        .commit()
        .add(
            given,
            Act.ofOperator("root", "user role", given.user() + " " + given.role()),
            () -> {
              if (!surroundings.disk().isDead()) {
                surroundings.oracle().orderDone(lsn, given);
              }
            });
  }

  /// When there is something to do; [Long#MAX_VALUE] while it is down.
  long dueNanos() {
    if (life == null) {
      return Long.MAX_VALUE;
    }
    long due = life.port.hasArrived() ? life.freeNanos : Math.max(life.dueNanos, life.freeNanos);
    for (Task task : background) {
      due = Math.min(due, task.dueNanos());
    }
    return due;
  }

  /// Does what is due.
  ///
  /// @throws DiskFailure when the process ends because of its disk
  void turn() {
    long now = surroundings.ticker().nanos();
    runBackground(now);
    boolean due = life.port.hasArrived() || life.dueNanos <= now;
    if (due && life.freeNanos <= now) {
      life.dueNanos = life.loop.turn();
      life.freeNanos = now + 1 + (long) (surroundings.chance().fraction() * machine.turnNanos());
    }
  }

  private void runBackground(long now) {
    for (Task task : List.copyOf(background)) {
      if (task.dueNanos() <= now && background.remove(task)) {
        runAlone(task.work());
      }
    }
  }

  /// As on a thread of its own, whose end nobody notices.
  private void runAlone(Runnable work) {
    try {
      work.run();
    } catch (DiskFailure e) {
      surroundings.chronicle().tell("a thread of the server ends: " + e.getMessage());
    }
  }

  /// Ends as by SIGTERM.
  void stop() throws IOException {
    runBackground(Long.MAX_VALUE);
    life.loop.announceStop("it is late");
    life.transfers.stop();
    life.loop.finish();
    life.transfers.close();
    life.store.close();
    end();
  }

  /// Ends without a warning, when it is up.
  void crash(Crash crash) {
    surroundings.disk().crash(crash);
    end();
  }

  private void end() {
    if (life != null) {
      life.port.close();
    }
    background.clear();
    life = null;
  }
}
