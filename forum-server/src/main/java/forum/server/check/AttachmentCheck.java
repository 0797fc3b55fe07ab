package forum.server.check;

import forum.machine.Disk;
import forum.protocol.transfer.Sha256;
import forum.server.model.Attachment;
import forum.server.model.ForumThread;
import forum.server.threads.StoredName;
import forum.server.transfer.Blobs;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;

/// Reads the bytes of attachments and compares them with their digests. The names that people find
/// them under may be missing, as somebody may have deleted them, but must not mean anything else.
final class AttachmentCheck {
  private static final Path SHOWN = Path.of("attachments");

  private final Disk disk;
  private final Later later;
  private final Findings findings;
  private final Set<String> checked = new HashSet<>();
  private long bytes;

  AttachmentCheck(Disk disk, Later later, Findings findings) {
    this.disk = disk;
    this.later = later;
    this.findings = findings;
  }

  void check(ForumThread thread, Attachment file) throws IOException {
    Path blob = Blobs.path(new Sha256(file.sha256()));
    if (checked.add(file.sha256())) {
      checkBytes(blob, file, "attached to " + thread.title() + " as " + file.name());
    }
    Path shown =
        SHOWN
            .resolve(StoredName.of(thread.title()).text())
            .resolve(StoredName.of(file.name()).text());
    if (!disk.isSame(shown, blob) && !later.isRemoved(thread.id())) {
      checkShown(shown, file);
    }
  }

  private void checkShown(Path shown, Attachment file) throws IOException {
    if (disk.exists(shown)) {
      checkBytes(shown, file, "the forum itself does not need it");
    } else {
      findings.remark(shown + " is missing; the forum itself does not need it");
    }
  }

  private void checkBytes(Path path, Attachment file, String what) throws IOException {
    try {
      long size = disk.size(path);
      bytes += size;
      if (size != file.size()) {
        differs(path, size + " bytes, expected " + file.size() + "; " + what);
      } else if (!digest(path, size).hex().equals(file.sha256())) {
        differs(path, "its bytes do not have the digest " + file.sha256() + "; " + what);
      }
    } catch (NoSuchFileException e) {
      differs(path, "it is missing; " + what);
    } catch (IOException e) {
      differs(path, "it cannot be read: " + e.getMessage() + "; " + what);
    }
  }

  private void differs(Path path, String found) {
    findings.differs(Difference.of(path, found));
  }

  private Sha256 digest(Path path, long size) throws IOException {
    MessageDigest digest = Sha256.computation();
    try (Disk.File file = disk.open(path, Disk.Mode.READ)) {
      Sha256.add(file, size, digest);
    }
    return Sha256.of(digest);
  }

  /// How many different ones were checked.
  int count() {
    return checked.size();
  }

  /// What was read.
  long bytes() {
    return bytes;
  }
}
