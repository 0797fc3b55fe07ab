package forum.server.admin;

import forum.machine.Chance;
import forum.machine.DataFolderInUse;
import forum.machine.DataFolderLock;
import forum.machine.FileSystemDisk;
import forum.protocol.InvalidValue;
import forum.protocol.Limits;
import forum.protocol.wire.Json;
import forum.server.commit.ForumStore;
import forum.server.journal.JournalSettings;
import forum.server.model.ServerLimits;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// A command that changes the forum. While a server runs, it is done there, in the loop, as
/// whatever users do; when none runs, in a store that is opened for it.
///
/// @param order what travels to the server, a record
/// @param doing does it
record Errand<O extends Record>(Class<O> order, Doing<O> doing) {
  /// Decides about an order, and has it happen as part of the open group. Runs in the loop.
  @FunctionalInterface
  interface Doing<O> {
    /// What is to be told when all of it is durable.
    ///
    /// @throws InvalidValue when the order makes no sense
    Told apply(ForumStore store, O order);
  }

  /// Has it done.
  Told run(Path data, String command, O wanted, Operator operator) throws IOException {
    Path folder = data.resolve(ForumStore.FOLDER);
    long endNanos = operator.ticker().nanos() + ReadForum.PATIENCE_NANOS;
    while (true) {
      try {
        SocketChannel server = Files.isDirectory(folder) ? AdminSocket.connect(folder) : null;
        return server == null
            ? unserved(data, wanted, operator)
            : served(new Visit(server), command, wanted);
      } catch (DataFolderInUse e) {
        if (endNanos - operator.ticker().nanos() < 0) {
          throw e;
        }
        LockSupport.parkNanos(ReadForum.PAUSE_NANOS);
      }
    }
  }

  private static Told served(Visit server, String command, Record wanted) throws IOException {
    try (server) {
      server.say(command);
      String told = server.ask(new String(Json.write(wanted), StandardCharsets.UTF_8));
      return Json.read(told.getBytes(StandardCharsets.UTF_8), Told.class);
    }
  }

  private Told unserved(Path data, O wanted, Operator operator) throws IOException {
    Files.createDirectories(data);
    try (DataFolderLock _ = DataFolderLock.take(data.resolve(ForumStore.FOLDER));
        ForumStore store = open(data, operator)) {
      Told told = done(store, wanted);
      store.commit().commit();
      store.checkpointing().finish();
      return told;
    }
  }

  private static ForumStore open(Path data, Operator operator) throws IOException {
    return ForumStore.open(
        new ForumStore.Settings(
            FileSystemDisk.at(data),
            operator.ticker(),
            Chance.system(),
            Runnable::run,
            Limits.PASSWORD_ROUNDS,
            JournalSettings.SEGMENT_BYTES,
            ServerLimits.CHECKPOINT_BYTES,
            0),
        finding -> operator.err().println("note: " + finding));
  }

  private Told done(ForumStore store, O wanted) {
    try {
      return store.commit().hasRoomForChange(Limits.DATAGRAM_BYTES)
          ? doing.apply(store, wanted)
          : Told.refused("the disk is full", "nothing can be changed", "df -h");
    } catch (InvalidValue e) {
      return Told.refused(String.valueOf(e.getMessage()), "", "");
    }
  }

  /// The server's part.
  void serve(Visit visit, Live live) throws IOException {
    String line = visit.hear();
    if (line == null) {
      return;
    }
    O wanted = Json.read(line.getBytes(StandardCharsets.UTF_8), order);
    Told told =
        live.ask(
            answer -> {
              Told outcome = done(live.store(), wanted);
              live.store().commit().whenDurable(() -> answer.complete(outcome));
            });
    visit.say(new String(Json.write(told), StandardCharsets.UTF_8));
  }
}
