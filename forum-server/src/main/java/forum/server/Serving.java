package forum.server;

import forum.machine.Disk;
import forum.machine.DiskFailure;
import forum.machine.FileSystemDisk;
import forum.machine.UdpPort;
import forum.protocol.Limits;
import forum.protocol.Versions;
import forum.protocol.wire.Token;
import forum.server.admin.AdminDesk;
import forum.server.admin.Live;
import forum.server.commit.ForumStore;
import forum.server.event.ConditionEvent;
import forum.server.event.LifeEvent;
import forum.server.event.ServerEvent;
import forum.server.exchange.CommandLoop;
import forum.server.exchange.ForumService;
import forum.server.exchange.SessionRules;
import forum.server.journal.JournalSettings;
import forum.server.model.Forum;
import forum.server.model.ForumThread;
import forum.server.model.ServerLimits;
import forum.server.net.Association;
import forum.server.net.Sealing;
import forum.server.session.Session;
import forum.server.transfer.TransferDesk;
import forum.server.transfer.TransferResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// The forum, served: its store, its loop and its transfers put together on one port. [#run] is the
/// command loop's thread.
final class Serving {
  private final Machine machine;
  private final UdpPort port;
  private final ForumStore store;
  private final TransferDesk transfers;
  private final CommandLoop loop;
  private final Consumer<ServerEvent> events;
  private final long beganNanos;
  private final ServerOptions options;
  private final Sealing sealing;
  private volatile boolean stopping;
  private volatile boolean atOnce;

  /// Opens the store, recovering what a crash has left.
  Serving(Machine machine, ServerOptions options, UdpPort port, Consumer<ServerEvent> events)
      throws IOException {
    this.machine = machine;
    this.port = port;
    this.events = events;
    this.beganNanos = machine.ticker().nanos();
    this.options = options;
    Disk disk = FileSystemDisk.at(options.folder().path());
    this.sealing = Sealing.of(HostKey.of(disk, options.identity()), machine.handshakes());
    this.store = ForumStore.open(storeSettings(disk, options), this::found);
    this.transfers = transfers(disk, options);
    this.loop = ForumService.over(store, transfers, serviceSettings(options));
  }

  private ForumStore.Settings storeSettings(Disk disk, ServerOptions options) {
    return new ForumStore.Settings(
        disk,
        machine.ticker(),
        machine.chance(),
        machine.background(),
        Limits.PASSWORD_ROUNDS,
        JournalSettings.SEGMENT_BYTES,
        ServerLimits.CHECKPOINT_BYTES,
        options.sizes().reserveBytes());
  }

  private TransferDesk transfers(Disk disk, ServerOptions options) throws IOException {
    TransferReports reports = new TransferReports(events);
    TransferDesk.Place place =
        new TransferDesk.Place(
            port.address(),
            options.endpoint().plainFromAnywhere(),
            Optional.of(sealing.tls()),
            this::isSealed,
            disk,
            options.sizes().reserveBytes(),
            machine.ticker(),
            machine.chance(),
            machine.background());
    return new TransferDesk(
        place,
        store.blobs(),
        store.state().forum()::refersTo,
        result -> {
          reports.tell(result);
          stopIfDiskFailed(result);
          port.wakeUp(); // the loop looks after transfers in every turn
        });
  }

  private boolean isSealed(String sid) {
    Session session = store.state().sessions().find(Token.ofHex(sid));
    return session != null && session.peer() instanceof Association;
  }

  /// After a force that failed nobody knows what the disk holds, whoever asked for it.
  private void stopIfDiskFailed(TransferResult result) {
    if (result instanceof TransferResult.Failed failed
        && failed.reason() == TransferResult.Reason.DISK_FAILED) {
      loop.post(
          () -> {
            throw new DiskFailure("store an upload", new IOException(failed.detail()));
          });
    }
  }

  private ForumService.Settings serviceSettings(ServerOptions options) {
    ServerOptions.Visits visits = options.visits();
    return new ForumService.Settings(
        port,
        machine.ticker(),
        machine.chance(),
        new SessionRules(
            visits.sessionsPerUser(),
            visits.lease().toSeconds(),
            Limits.PASSWORD_ROUNDS,
            visits.registration()),
        options.endpoint().plainFromAnywhere(),
        Optional.of(sealing),
        options.sizes().quotas(),
        events);
  }

  private void found(String sentence) {
    events.accept(ConditionEvent.recovered(sentence));
  }

  /// Whoever reads this may stop the server at once, or send the operator's commands.
  private void tellStart() {
    int used = port.address().getPort();
    if (used != options.endpoint().port()) {
      events.accept(new LifeEvent.PortBusy(options.endpoint().port(), used));
    }
    Forum forum = store.state().forum();
    Path folder = options.folder().path().toAbsolutePath().normalize();
    events.accept(
        new LifeEvent.Started(
            Versions.PROGRAM,
            folder.toString(),
            forum.threads().size(),
            forum.threads().stream().mapToLong(ForumThread::messages).sum(),
            (machine.ticker().nanos() - beganNanos) / 1_000_000,
            ProcessHandle.current().pid()));
    events.accept(new LifeEvent.Listening(LifeEvent.Protocol.UDP, port.address()));
    events.accept(new LifeEvent.HostKey(sealing.identity().fingerprint().text()));
    events.accept(new LifeEvent.Waiting());
  }

  /// Says that it serves, and does so until [#stop].
  ///
  /// @throws forum.machine.DiskFailure when the disk failed; the process must end without another
  ///   word to anybody
  void run() throws IOException {
    Path folder = options.folder().path().resolve(ForumStore.FOLDER);
    AdminDesk admin = AdminDesk.open(folder, live(), events);
    tellStart();
    while (!stopping) {
      turn();
    }
    while (!transfers.isIdle() && !atOnce) {
      turn();
    }
    admin.close();
    loop.finish();
    transfers.close();
    store.close();
    long uptimeMillis = (machine.ticker().nanos() - beganNanos) / 1_000_000;
    events.accept(new LifeEvent.Stopped(uptimeMillis, 0));
  }

  private Live live() {
    return new Live(
        store,
        task -> {
          loop.post(task);
          port.wakeUp();
        });
  }

  private void turn() throws IOException {
    long next = loop.turn();
    boolean waits = !stopping || !transfers.isIdle();
    if (waits) {
      port.await(Math.max(0, next - machine.ticker().nanos()));
    }
  }

  /// What the system's signals do.
  StopSignals.Handler signals(Runnable reopenLog) {
    return new StopSignals.Handler() {
      @Override
      public void stop(String reason) {
        loop.post(() -> beginStop(reason));
        port.wakeUp();
      }

      @Override
      public void stopAtOnce() {
        atOnce = true;
        port.wakeUp();
      }

      @Override
      public void reopenLog() {
        reopenLog.run();
      }
    };
  }

  /// Clients are told why, transfers may end, what is open is committed.

  private void beginStop(String reason) {
    int told = loop.announceStop(reason);
    events.accept(new LifeEvent.Stopping(reason, told));
    transfers.stop();
    stopping = true;
  }
}
