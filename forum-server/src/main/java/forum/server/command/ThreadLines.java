package forum.server.command;

import forum.protocol.line.ThreadSummary;
import forum.server.model.Forum;
import forum.server.model.ForumThread;
import forum.server.model.ThreadBlock;
import forum.server.transfer.LongText;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The text of LST. What has been written about a block of threads is kept until one of them
/// changes, so that after a post not all threads are written anew; the texts of several versions
/// share it. Owned by the command loop.
final class ThreadLines {
  /// A text that is longer is not kept.
  private static final long KEPT_BYTES_MAX = 64L << 20;

  private final Forum forum;
  private Map<ThreadBlock, Written> kept = Map.of();

  private record Written(long version, byte[] lines) {}

  ThreadLines(Forum forum) {
    this.forum = forum;
  }

  /// A line for each thread.
  LongText text() {
    Map<ThreadBlock, Written> present = HashMap.newHashMap(forum.blocks().size());
    List<byte[]> pieces = new ArrayList<>(forum.blocks().size());
    for (ThreadBlock block : forum.blocks()) {
      Written written = written(block);
      present.put(block, written);
      pieces.add(written.lines());
    }
    LongText text = LongText.of(pieces);
    kept = text.bytes() > KEPT_BYTES_MAX ? Map.of() : present;
    return text;
  }

  private Written written(ThreadBlock block) {
    Written before = kept.get(block);
    return before != null && before.version() == block.version()
        ? before
        : new Written(block.version(), lines(block));
  }

  private static byte[] lines(ThreadBlock block) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    block.threads().forEach(thread -> lines.writeBytes(summary(thread).write()));
    return lines.toByteArray();
  }

  private static ThreadSummary summary(ForumThread thread) {
    return new ThreadSummary(
        thread.title(),
        thread.creator(),
        thread.messages(),
        thread.attachments().size(),
        thread.createdAt(),
        thread.changedAt(),
        thread.changedBy(),
        thread.isLocked());
  }
}
