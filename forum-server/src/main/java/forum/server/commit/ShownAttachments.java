package forum.server.commit;

import forum.machine.DiskFull;
import forum.protocol.line.ThreadLine;
import forum.server.model.Attachment;
import forum.server.model.ForumThread;
import forum.server.threads.Change;
import forum.server.transfer.Attachments;
import forum.server.transfer.BytesMissing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/// Keeps the names under which people find attachments. The forum itself needs none of them; so
/// what goes wrong with them, mostly because somebody put something else in their place, is told
/// and no more. What has no room is tried again. Owned by the command loop.
final class ShownAttachments {
  /// An attachment that has no name yet.
  private record Late(ForumThread thread, ThreadLine.Upload upload) {}

  private final Attachments attachments;
  private final Consumer<String> findings;
  private final List<Late> late = new ArrayList<>();

  ShownAttachments(Attachments attachments, Consumer<String> findings) {
    this.attachments = attachments;
    this.findings = findings;
  }

  /// Names the attachments among the changes.
  void publish(ForumThread thread, List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.Append(ThreadLine.Upload upload) && !publish(thread, upload)) {
        late.add(new Late(thread, upload));
      }
    }
  }

  /// Tries again what had no room.
  void retry() {
    for (Iterator<Late> each = late.iterator(); each.hasNext(); ) {
      Late next = each.next();
      if (!publish(next.thread(), next.upload())) {
        return;
      }
      each.remove();
    }
  }

  /// Whether that is settled, this way or the other.
  private boolean publish(ForumThread thread, ThreadLine.Upload upload) {
    try {
      attachments.publish(upload.sha256(), thread.title(), upload.file());
      return true;
    } catch (DiskFull e) {
      return false;
    } catch (BytesMissing e) {
      findings.accept(
          "%s, attached to %s, cannot be downloaded: %s; put it back from a backup"
              .formatted(upload.file(), thread.title(), e.getMessage()));
      return true;
    } catch (IOException e) {
      findings.accept(
          "%s, attached to %s, is not shown in attachments: %s; the forum has it"
              .formatted(upload.file(), thread.title(), e));
      return true;
    }
  }

  /// Takes back the names of a removed thread.
  void withdraw(ForumThread thread) {
    late.removeIf(waiting -> waiting.thread().id() == thread.id());
    try {
      attachments.withdraw(
          thread.title(), thread.attachments().stream().map(Attachment::name).toList());
    } catch (IOException e) {
      findings.accept("attachments of %s are still shown: %s".formatted(thread.title(), e));
    }
  }
}
