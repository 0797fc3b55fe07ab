package forum.fuzz;

import forum.machine.Disk;
import forum.protocol.Limits;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.wire.Token;
import forum.server.commit.ForumStore;
import forum.server.model.Event;
import forum.testkit.ManualTicker;
import forum.testkit.SeededChance;
import forum.testkit.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A forum with a user who is logged in, and a thread with a post, on a disk in memory.
final class SmallForum {
  static final Token SESSION = new Token(5, 6);
  static final ThreadTitle THREAD = new ThreadTitle("t");

  /// Every folder there is.
  static final List<String> FOLDERS =
      List.of(
          "threads",
          "attachments",
          "attachments/t",
          "forum-data",
          "forum-data/journal",
          "forum-data/journal/archive",
          "forum-data/checkpoint",
          "forum-data/blobs",
          "forum-data/parts",
          "forum-data/base",
          "forum-data/drafts",
          "forum-data/imported");

  private static final String VERIFIER =
      "$scram-sha-256$i=4096$c2FsdHNhbHQ=$" + "A".repeat(43) + "=$" + "B".repeat(43) + "=";
  private static final int SEGMENT_BYTES = 16 << 10;

  private SmallForum() {}

  /// Starts on whatever is there.
  static ForumStore open(Disk disk, ManualTicker ticker) throws IOException {
    return ForumStore.open(
        new ForumStore.Settings(
            disk,
            ticker,
            new SeededChance(7),
            Runnable::run,
            Limits.PASSWORD_ROUNDS_MIN,
            SEGMENT_BYTES,
            1 << 20,
            0),
        _ -> {});
  }

  /// Makes the forum in a store that is empty.
  static void fill(ForumStore store) {
    UserName hans = new UserName("hans");
    happen(store, new Event.Registered(hans, VERIFIER));
    happen(store, new Event.SessionOpened(SESSION.hex(), hans, "127.0.0.1:40000", true));
    happen(store, new Event.ThreadCreated(THREAD, hans));
    long thread = store.state().forum().threads().iterator().next().id();
    happen(store, new Event.MessagePosted(thread, hans, 1, "text"));
  }

  private static void happen(ForumStore store, Event event) {
    store.commit().add(event, () -> {});
    store.commit().commit();
  }

  /// Its files after a clean stop.
  static Map<Path, byte[]> files() throws IOException {
    SimulatedDisk disk = new SimulatedDisk(1);
    try (ForumStore store = open(disk, new ManualTicker())) {
      fill(store);
      store.checkpointing().finish();
    }
    Map<Path, byte[]> files = new LinkedHashMap<>();
    files.put(ForumStore.CREDENTIALS, disk.readAll(ForumStore.CREDENTIALS));
    for (String folder : FOLDERS) {
      for (String name :
          disk.exists(Path.of(folder)) ? disk.list(Path.of(folder)) : List.<String>of()) {
        Path path = Path.of(folder, name);
        if (!FOLDERS.contains(path.toString())) {
          files.put(path, disk.readAll(path));
        }
      }
    }
    return files;
  }

  /// A disk with these files and all folders.
  static SimulatedDisk disk(Map<Path, byte[]> files) throws IOException {
    SimulatedDisk disk = new SimulatedDisk(1);
    for (String folder : FOLDERS) {
      disk.createFolders(Path.of(folder));
    }
    for (Map.Entry<Path, byte[]> file : files.entrySet()) {
      SegmentBytes.write(disk, file.getKey(), file.getValue());
    }
    return disk;
  }
}
