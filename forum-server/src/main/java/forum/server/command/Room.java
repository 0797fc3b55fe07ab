package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.server.model.Forum;
import forum.server.model.ForumThread;
import forum.server.model.Holdings;
import forum.server.model.Quota;
import forum.server.model.Quotas;
import org.jspecify.annotations.Nullable;

/// Whether a user may have one more of something: the quotas, against what there is at this moment.
/// Each method says why not, or null.
record Room(Forum forum, Quotas quotas) {
  private static final String REMOVE_THREAD = "remove one of your threads (RMV)";
  private static final String DELETE_MESSAGE = "delete some of yours (DLT)";

  @Nullable Reply forThread(Caller caller) {
    Holdings own = forum.heldBy(caller.user());
    if (own.threads() >= quotas.of(Quota.THREADS_PER_USER)) {
      return full(Quota.THREADS_PER_USER, "you have " + own.threads() + " threads", REMOVE_THREAD);
    }
    int all = forum.held().threads();
    return all >= quotas.of(Quota.THREADS)
        ? full(Quota.THREADS, "the forum has " + all + " threads", REMOVE_THREAD)
        : null;
  }

  @Nullable Reply forMessage(Caller caller, ForumThread thread) {
    Holdings own = forum.heldBy(caller.user());
    if (own.messages() >= quotas.of(Quota.MESSAGES_PER_USER)) {
      String held = "you have " + own.messages() + " messages";
      return full(Quota.MESSAGES_PER_USER, held, DELETE_MESSAGE);
    }
    return thread.messages() >= quotas.of(Quota.MESSAGES_PER_THREAD)
        ? full(
            Quota.MESSAGES_PER_THREAD,
            "the thread has " + thread.messages() + " messages",
            "begin another one (CRT)")
        : null;
  }

  @Nullable Reply forFile(Caller caller, ForumThread thread, long bytes) {
    int files = thread.attachments().size();
    if (files >= quotas.of(Quota.FILES_PER_THREAD)) {
      return full(
          Quota.FILES_PER_THREAD, "the thread has " + files + " files", "begin another one (CRT)");
    }
    Holdings own = forum.heldBy(caller.user());
    if (own.files() >= quotas.of(Quota.FILES_PER_USER)) {
      String held = "you have attached " + own.files() + " files";
      return full(Quota.FILES_PER_USER, held, REMOVE_THREAD);
    }
    Reply tooMany = over(Quota.BYTES_PER_USER, "your files have ", own.bytes(), bytes);
    return tooMany != null
        ? tooMany
        : over(Quota.BYTES, "the forum's files have ", forum.held().bytes(), bytes);
  }

  /// Compared so that no size can make it overflow.
  private @Nullable Reply over(Quota quota, String whose, long held, long more) {
    return more > quotas.of(quota) - held
        ? full(quota, whose + held + " bytes and this one " + more, REMOVE_THREAD)
        : null;
  }

  private Reply full(Quota quota, String held, String remedy) {
    return Reply.refused(
        Code.QUOTA,
        "%s, the limit is %d (%s): %s, or ask the operator for more"
            .formatted(held, quotas.of(quota), quota.word(), remedy));
  }
}
