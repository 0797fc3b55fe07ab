package forum.server;

import forum.machine.Ticker;
import forum.server.commit.ForumStore;
import forum.server.event.Complaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// `--fresh`: begin with an empty forum. One that is there is never deleted: without `--force` the
/// start is refused, with it the old one is moved aside. Accounts stay.
record FreshStart(Path root, Ticker ticker) {
  private static final List<String> STAYING = List.of("lock", "log", HostKey.NAME);
  private static final List<String> FORUM = List.of("threads", "attachments");

  /// The folder holds a forum, and nobody said what to do with it.
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1;
    private final transient Complaint complaint;

    Refused(Complaint complaint) {
      super(complaint.what());
      this.complaint = complaint;
    }

    Complaint complaint() {
      return complaint;
    }
  }

  void prepare(ServerOptions.Folder wanted) throws IOException {
    if (!wanted.fresh() || !holdsForum()) {
      return;
    }
    if (!wanted.force()) {
      throw new Refused(
          new Complaint(
              "--fresh, but " + root + " holds a forum",
              "nothing is thrown away unasked",
              "forum-server --fresh --force   (moves it to " + aside() + ")"));
    }
    moveAside();
  }

  private boolean holdsForum() throws IOException {
    Path journal = root.resolve(ForumStore.FOLDER).resolve("journal");
    Path threads = root.resolve("threads");
    return Files.exists(journal) || (Files.isDirectory(threads) && !isEmpty(threads));
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private Path aside() {
    return root.resolve("forum-" + ticker.now().getEpochSecond() + ".old");
  }

  /// Everything but the lock, which this process holds, the logs, and the key by which clients know
  /// the server again.
  private void moveAside() throws IOException {
    Path aside = aside();
    Path ours = root.resolve(ForumStore.FOLDER);
    Files.createDirectories(aside.resolve(ForumStore.FOLDER));
    for (String name : FORUM) {
      if (Files.exists(root.resolve(name))) {
        Files.move(root.resolve(name), aside.resolve(name));
      }
    }
    try (Stream<Path> entries = Files.list(ours)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (!STAYING.contains(name)) {
          Files.move(entry, aside.resolve(ForumStore.FOLDER).resolve(name));
        }
      }
    }
  }
}
