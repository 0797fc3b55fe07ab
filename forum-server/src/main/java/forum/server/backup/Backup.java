package forum.server.backup;

import forum.machine.Disk;
import forum.protocol.transfer.Sha256;
import forum.server.account.CredentialsFile;
import forum.server.audit.AuditFile;
import forum.server.commit.ForumStore;
import forum.server.commit.StoredForum;
import forum.server.model.Attachment;
import forum.server.model.ForumThread;
import forum.server.threads.CheckpointedThread;
import forum.server.threads.DamagedThread;
import forum.server.threads.Extent;
import forum.server.threads.StoredName;
import forum.server.transfer.Blobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/// Writes a forum into one file: the checkpoint, the journal up to the last record, the thread
/// files as of the checkpoint, the bytes of attachments, the credentials. That is what a start
/// needs; and the journal alone would do, but for attachments.
public final class Backup {
  private static final Path THREADS = Path.of("threads");

  /// What was written.
  ///
  /// @param lsn the last record of the journal
  /// @param bytes before they were compressed
  public record Written(long lsn, int members, long bytes) {}

  private final StoredForum forum;
  private final Consumer<String> remarks;

  /// `remarks` gets a sentence about everything that was not as it should be, and that a forum can
  /// live without.
  public Backup(StoredForum forum, Consumer<String> remarks) {
    this.forum = forum;
    this.remarks = remarks;
  }

  /// Writes all of it to the empty file `target`, which is the caller's to force.
  ///
  /// @throws forum.server.journal.DamagedJournal when the journal is not whole
  public Written write(Disk.File target, Instant at) throws IOException {
    try (Packer packer = new Packer(target)) {
      addCheckpoint(packer);
      forum.journal().copy(packer::addText);
      for (ForumThread thread : forum.state().forum().threads()) {
        if (thread.extent() != null) {
          addThread(packer, thread);
        }
      }
      addAttachments(packer);
      addCredentials(packer);
      addAudit(packer);
      packer.finish(at, forum.checkpoint(), forum.journal().last());
      return new Written(forum.journal().last(), packer.members(), packer.bytes());
    }
  }

  private void addCheckpoint(Packer packer) throws IOException {
    if (forum.checkpoint() > 0) {
      addFile(packer, forum.checkpointPath());
    }
  }

  private void addFile(Packer packer, Path path) throws IOException {
    try (Disk.File file = forum.disk().open(path, Disk.Mode.READ)) {
      packer.addText(path, new DiskInput(file, file.size()));
    }
  }

  private void addThread(Packer packer, ForumThread thread) throws IOException {
    Path path = THREADS.resolve(StoredName.of(thread.title()).text());
    Extent extent = Objects.requireNonNull(thread.extent());
    try {
      CheckpointedThread stored = CheckpointedThread.open(forum.disk(), thread.key(), extent);
      try (Disk.File file = stored.file()) {
        addThread(packer, path, file, extent.bytes());
      }
    } catch (DamagedThread e) {
      leaveOut(path, e.found());
    }
  }

  private void addThread(Packer packer, Path path, Disk.File file, long bytes) throws IOException {
    if (file.size() < bytes) {
      leaveOut(path, "it has %d bytes, expected %d".formatted(file.size(), bytes));
    } else {
      packer.addText(path, new DiskInput(file, bytes));
    }
  }

  /// A thread can be made anew as long as all of its history is there.
  private void leaveOut(Path path, String found) throws IOException {
    if (!forum.journal().isComplete()) {
      throw new IOException(
          path + ": " + found + ", and the journal's archive was taken away; try again");
    }
    remarks.accept(path + ": " + found + "; a forum made from this backup makes it anew");
  }

  private void addAttachments(Packer packer) throws IOException {
    Set<String> added = new HashSet<>();
    for (ForumThread thread : forum.state().forum().threads()) {
      for (Attachment file : thread.attachments()) {
        if (added.add(file.sha256())) {
          addBlob(packer, thread, file);
        }
      }
    }
  }

  private void addBlob(Packer packer, ForumThread thread, Attachment file) throws IOException {
    Sha256 sha256 = new Sha256(file.sha256());
    Path path = Blobs.path(sha256);
    String what = ", attached to " + thread.title() + " as " + file.name();
    if (!forum.disk().exists(path)) {
      remarks.accept(path + what + ": it is missing, and so it is in this backup");
      return;
    }
    try (Disk.File blob = forum.disk().open(path, Disk.Mode.READ)) {
      if (!packer.addAttached(path, new DiskInput(blob, blob.size())).equals(sha256)) {
        remarks.accept(path + what + ": it is damaged, and so it is in this backup");
      }
    }
  }

  /// As the accounts are at this moment. The file may show a later one, and a line that it has too
  /// much would make an account at the start of what is restored.
  private void addCredentials(Packer packer) throws IOException {
    Disk disk = forum.disk();
    CredentialsFile found =
        disk.exists(ForumStore.CREDENTIALS)
            ? CredentialsFile.parse(disk.readAll(ForumStore.CREDENTIALS))
            : CredentialsFile.EMPTY;
    byte[] lines = found.showing(forum.state().accounts().list()).bytes();
    packer.addText(ForumStore.CREDENTIALS, new ByteArrayInputStream(lines));
  }

  /// As far as the journal in this backup knows it.
  private void addAudit(Packer packer) throws IOException {
    byte[] lines = AuditFile.upTo(forum.disk(), forum.state().audit().mark());
    if (lines.length > 0) {
      packer.addText(AuditFile.PATH, new ByteArrayInputStream(lines));
    }
  }
}
