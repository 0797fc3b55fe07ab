package forum.simulation;

import forum.protocol.Code;
import forum.protocol.InvalidValue;
import forum.protocol.PostText;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.Role;
import forum.protocol.Scope;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine.Message;
import forum.protocol.line.ThreadLine.Upload;
import forum.protocol.wire.GoneReason;
import forum.server.model.Event;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What must come of a change that is asked for when the forum is as the [Model] says.
public final class Judge {
  /// @param owner of what was refused or not free
  /// @param event what happens, null when nothing does
  /// @param audited whether it belongs in the audit log
  public record Sentence(
      Code code,
      @Nullable UserName owner,
      Reply.@Nullable Post post,
      @Nullable Event event,
      boolean audited) {
    /// One that needs no power.
    public Sentence(
        Code code, @Nullable UserName owner, Reply.@Nullable Post post, @Nullable Event event) {
      this(code, owner, post, event, false);
    }

    public static Sentence refused(Code code) {
      return new Sentence(code, null, null, null);
    }

    static Sentence done(Event event) {
      return new Sentence(Code.OK, null, null, event);
    }

    Sentence auditedIf(boolean power) {
      return new Sentence(code, owner, post, event, power);
    }

    public boolean fits(Reply reply, @Nullable Event happened) {
      String name = owner == null ? null : owner.text();
      return reply.code() == code
          && Objects.equals(reply.owner(), name)
          && Objects.equals(reply.post(), post)
          && Objects.equals(happened, event);
    }
  }

  /// Which message was meant.
  private record Meant(ThreadTitle thread, int n, @Nullable Long id, @Nullable Integer rev) {}

  private final Model model;
  private final String sid;
  private final UserName user;
  private final boolean moderator;
  private final Instant now;

  /// Judges what the holder of the session `sid` asks for next, when the clock shows `now`.
  public Judge(Model model, String sid, UserName user, Instant now) {
    this.model = model;
    this.sid = sid;
    this.user = user;
    this.moderator = model.people().role(user).isAtLeast(Role.MODERATOR);
    this.now = now;
  }

  public Sentence judge(Request.Change change, byte[] tail) {
    Sitting sitting = model.sitting(sid);
    return sitting == null || sitting.key() == null || isWithin(sitting.key().scope(), change)
        ? decide(change, tail)
        : Sentence.refused(Code.NOT_ALLOWED);
  }

  /// What one may do who came with a token.
  private static boolean isWithin(Scope scope, Request.Change change) {
    return switch (change) {
      case Request.Exit _ -> true;
      case Request.CreateThread _, Request.PostMessage _, Request.AttachFile _ ->
          scope != Scope.READ;
      case Request.EditMessage _,
          Request.DeleteMessage _,
          Request.RemoveThread _,
          Request.Order _ ->
          scope == Scope.ALL;
      case Request.PasswordFinish _, Request.CreateToken _, Request.RevokeToken _ -> false;
    };
  }

  private Sentence decide(Request.Change change, byte[] tail) {
    return switch (change) {
      case Request.CreateThread(ThreadTitle title) -> create(title);
      case Request.PostMessage(ThreadTitle title) -> post(title, tail);
      case Request.EditMessage(ThreadTitle title, int n, Long id, Integer rev) ->
          edit(new Meant(title, n, id, rev), tail);
      case Request.DeleteMessage(ThreadTitle title, int n, Long id, Integer rev) ->
          delete(new Meant(title, n, id, rev));
      case Request.RemoveThread(ThreadTitle title) -> remove(title);
      case Request.AttachFile attach -> attach(attach);
      case Request.Order order -> new OrderJudge(model, user, now).judge(order);
      case Request.CreateToken create -> new KeyJudge(model, user, now).judge(create);
      case Request.RevokeToken revoke -> new KeyJudge(model, user, now).judge(revoke);
      case Request.PasswordFinish finish -> KeyJudge.judge(finish, user, sid);
      case Request.Exit() -> Sentence.done(new Event.SessionClosed(sid, GoneReason.EXIT.number()));
    };
  }

  private boolean isLockedFor(Topic topic) {
    return topic.isLocked() && !moderator;
  }

  private Sentence create(ThreadTitle title) {
    Topic taken = model.topic(title);
    return taken == null
        ? Sentence.done(new Event.ThreadCreated(title, user))
        : new Sentence(Code.EXISTS, taken.creator(), null, null);
  }

  private Sentence post(ThreadTitle title, byte[] tail) {
    Topic topic = model.topic(title);
    if (topic == null) {
      return Sentence.refused(Code.NO_SUCH_THREAD);
    }
    if (isLockedFor(topic)) {
      return Sentence.refused(Code.LOCKED);
    }
    String text = text(tail);
    if (text == null) {
      return Sentence.refused(Code.BAD_NAME);
    }
    int n = topic.messages() + 1;
    return new Sentence(
        Code.OK,
        null,
        new Reply.Post(n, model.lsn() + 1, 0, null),
        new Event.MessagePosted(topic.id(), user, n, text));
  }

  private static @Nullable String text(byte[] tail) {
    try {
      return PostText.ofUtf8(tail).text();
    } catch (InvalidValue e) {
      return null;
    }
  }

  private Sentence edit(Meant meant, byte[] tail) {
    Sentence refusal = refusal(meant);
    if (refusal != null) {
      return refusal;
    }
    String text = text(tail);
    if (text == null) {
      return Sentence.refused(Code.BAD_NAME);
    }
    Topic topic = model.topic(meant.thread());
    Message message = topic.numbered(meant.n());
    int rev = message.revision() + 1;
    return new Sentence(
        Code.OK,
        null,
        new Reply.Post(message.number(), message.id(), rev, null),
        new Event.MessageEdited(topic.id(), message.id(), rev, text, user),
        !message.author().equals(user));
  }

  private Sentence delete(Meant meant) {
    Sentence refusal = refusal(meant);
    if (refusal != null) {
      return refusal;
    }
    Topic topic = model.topic(meant.thread());
    Message message = topic.numbered(meant.n());
    return new Sentence(
        Code.OK,
        null,
        new Reply.Post(message.number(), message.id(), message.revision(), null),
        new Event.MessageDeleted(topic.id(), message.id(), message.number(), message.author()),
        !message.author().equals(user));
  }

  /// Why a message may not be changed: first that nothing there may be, then that it is not there,
  /// then that another one was meant, then that it is somebody else's.
  private @Nullable Sentence refusal(Meant meant) {
    Topic topic = model.topic(meant.thread());
    if (topic == null) {
      return Sentence.refused(Code.NO_SUCH_THREAD);
    }
    if (isLockedFor(topic)) {
      return Sentence.refused(Code.LOCKED);
    }
    Message there = topic.numbered(meant.n());
    Message wanted = meant.id() == null ? there : topic.identified(meant.id());
    if (wanted == null) {
      return Sentence.refused(Code.NO_SUCH_MESSAGE);
    }
    if (!wanted.equals(there)) {
      return stale(wanted);
    }
    if (!wanted.author().equals(user) && !moderator) {
      return new Sentence(Code.NOT_OWNER, wanted.author(), null, null);
    }
    return meant.rev() != null && meant.rev() != wanted.revision() ? stale(wanted) : null;
  }

  private static Sentence stale(Message message) {
    return new Sentence(
        Code.STALE,
        null,
        new Reply.Post(message.number(), message.id(), message.revision(), message.author().text()),
        null);
  }

  private Sentence remove(ThreadTitle title) {
    Topic topic = model.topic(title);
    if (topic == null) {
      return Sentence.refused(Code.NO_SUCH_THREAD);
    }
    if (isLockedFor(topic)) {
      return Sentence.refused(Code.LOCKED);
    }
    boolean own = topic.creator().equals(user);
    return own || moderator
        ? Sentence.done(new Event.ThreadRemoved(topic.id())).auditedIf(!own)
        : new Sentence(Code.NOT_OWNER, topic.creator(), null, null);
  }

  private Sentence attach(Request.AttachFile attach) {
    Topic topic = model.topic(attach.thread());
    if (topic == null) {
      return Sentence.refused(Code.NO_SUCH_THREAD);
    }
    if (isLockedFor(topic)) {
      return Sentence.refused(Code.LOCKED);
    }
    Upload taken = topic.upload(attach.file());
    return taken == null
        ? Sentence.done(
            new Event.FileAttached(topic.id(), user, attach.file(), attach.size(), attach.sha256()))
        : new Sentence(Code.EXISTS, taken.user(), null, null);
  }
}
