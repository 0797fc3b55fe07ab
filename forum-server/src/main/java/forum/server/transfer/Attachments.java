package forum.server.transfer;

import forum.machine.Disk;
import forum.protocol.FileName;
import forum.protocol.ThreadTitle;
import forum.protocol.transfer.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.UnaryOperator;

/// The attachments as people find them: `attachments/<title>/<name>`, each a second name (hard
/// link) of a blob. They are there to be read; the forum itself reads the blobs. Owned by the
/// command loop.
public final class Attachments {
  private static final Path FOLDER = Path.of("attachments");

  private final Disk disk;
  private final UnaryOperator<String> storedName;

  /// `storedName` says under what name a title or file name is stored.
  public Attachments(Disk disk, UnaryOperator<String> storedName) {
    this.disk = disk;
    this.storedName = storedName;
  }

  /// Shows the blob `sha256` as `file` of `thread`. To be called when the event is durable, and
  /// again for every event that may not have been shown before a crash: what is under this name
  /// already gives way, since it may be what a removed thread of the same title left behind.
  ///
  /// @throws BytesMissing when there is no such blob; then what is under this name stays, for it
  ///   may be all that is left of it
  public void publish(String sha256, ThreadTitle thread, FileName file) throws IOException {
    Path blob = Blobs.path(new Sha256(sha256));
    if (!disk.exists(blob)) {
      throw new BytesMissing(blob);
    }
    Path folder = folder(thread);
    disk.createFolders(folder);
    Path link = folder.resolve(storedName.apply(file.text()));
    disk.delete(link);
    disk.link(blob, link);
    disk.forceFolder(folder);
  }

  /// Hides these files of `thread`. To be called when the removal is durable, before anything is
  /// published in a new thread of the same title. Files that somebody else put there stay.
  public void withdraw(ThreadTitle thread, Collection<FileName> files) throws IOException {
    Path folder = folder(thread);
    if (!disk.exists(folder)) {
      return;
    }
    for (FileName file : files) {
      disk.delete(folder.resolve(storedName.apply(file.text())));
    }
    if (disk.list(folder).isEmpty()) {
      disk.delete(folder);
      disk.forceFolder(FOLDER);
    } else {
      disk.forceFolder(folder);
    }
  }

  private Path folder(ThreadTitle thread) {
    return FOLDER.resolve(storedName.apply(thread.text()));
  }
}
