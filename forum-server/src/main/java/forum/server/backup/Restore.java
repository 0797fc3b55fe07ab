package forum.server.backup;

import forum.machine.Disk;
import forum.protocol.FileName;
import forum.protocol.transfer.Sha256;
import forum.server.audit.AuditFile;
import forum.server.commit.ForumStore;
import forum.server.commit.StoredForum;
import forum.server.model.Attachment;
import forum.server.model.ForumThread;
import forum.server.threads.StoredName;
import forum.server.transfer.Attachments;
import forum.server.transfer.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a data folder from a backup. Nothing is written before all of the backup was read and
/// found right. The journal gets its name last, so that a folder that was left halfway is none that
/// a server would start from.
public final class Restore {
  private static final Path JOURNAL = ForumStore.FOLDER.resolve("journal");
  private static final Path UNFINISHED = ForumStore.FOLDER.resolve("restoring");

  /// What was restored.
  ///
  /// @param at when the backup was made
  /// @param lsn the last record of its journal
  public record Restored(Instant at, long lsn, int members) {}

  private final Unpacker unpacker;
  private final Manifest manifest;
  private final Set<Path> folders = new LinkedHashSet<>();

  private Restore(Unpacker unpacker, Manifest manifest) {
    this.unpacker = unpacker;
    this.manifest = manifest;
  }

  /// Reads all of the file `backup` and compares it with its manifest.
  ///
  /// @throws NoBackup when it is not a whole backup
  public static Restore from(Disk.File backup) throws IOException {
    Unpacker unpacker = new Unpacker(backup);
    return new Restore(
        unpacker,
        unpacker.read((_, contents) -> contents.transferTo(OutputStream.nullOutputStream())));
  }

  /// Writes all of it into the folder `disk`, which is empty. It can be served then.
  public Restored into(Disk disk) throws IOException {
    unpacker.read((name, contents) -> write(disk, name, contents));
    for (Path folder : folders) {
      disk.forceFolder(folder);
    }
    disk.rename(UNFINISHED, JOURNAL);
    disk.forceFolder(ForumStore.FOLDER);
    publishAttachments(disk);
    return new Restored(manifest.at(), manifest.lsn(), manifest.members().size());
  }

  private void write(Disk disk, String name, InputStream contents) throws IOException {
    Path path = path(Path.of(name));
    makeFolder(disk, path.getParent());
    boolean secret = path.equals(ForumStore.CREDENTIALS) || path.equals(AuditFile.PATH);
    Disk.Mode mode = secret ? Disk.Mode.CREATE_SECRET : Disk.Mode.CREATE;
    try (Disk.File file = disk.open(path, mode)) {
      contents.transferTo(new DiskOutput(file));
      file.force();
    }
  }

  private static Path path(Path member) {
    return member.startsWith(JOURNAL) ? UNFINISHED.resolve(JOURNAL.relativize(member)) : member;
  }

  private void makeFolder(Disk disk, @Nullable Path parent) throws IOException {
    Path folder = parent == null ? Path.of("") : parent;
    if (folders.add(folder) && parent != null) {
      disk.createFolders(folder);
    }
  }

  /// Blobs have their second names from here, since two names of one file are one member.
  private static void publishAttachments(Disk disk) throws IOException {
    Attachments shown = new Attachments(disk, text -> StoredName.of(new FileName(text)).text());
    for (ForumThread thread : StoredForum.atRest(disk).state().forum().threads()) {
      for (Attachment file : thread.attachments()) {
        if (disk.exists(Blobs.path(digest(file)))) {
          shown.publish(file.sha256(), thread.title(), file.name());
        }
      }
    }
  }

  private static Sha256 digest(Attachment file) {
    return new Sha256(file.sha256());
  }
}
