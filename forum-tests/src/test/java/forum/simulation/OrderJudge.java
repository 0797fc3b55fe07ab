package forum.simulation;

import forum.protocol.Code;
import forum.protocol.Request;
import forum.protocol.Role;
import forum.protocol.UserName;
import forum.server.model.Event;
import forum.simulation.Judge.Sentence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What must come of an order: who may give it, and what it does.
final class OrderJudge {
  private static final int REASON_MAX = 200;
  private static final long SECONDS_MAX = 36_500L * 24 * 3600;

  private final Model model;
  private final UserName user;
  private final Role role;
  private final Instant now;

  OrderJudge(Model model, UserName user, Instant now) {
    this.model = model;
    this.user = user;
    this.role = model.people().role(user);
    this.now = now;
  }

  Sentence judge(Request.Order order) {
    Code refusal =
        role == Role.USER
            ? Code.NOT_ALLOWED
            : switch (order) {
              case Request.LockThread lock ->
                  isOneLine(lock.reason()) ? refusal(lock) : Code.BAD_NAME;
              case Request.Kick kick -> refusal(kick);
              case Request.Ban ban -> refusal(ban);
              case Request.Unban unban ->
                  isOneLine(unban.reason()) ? refusal(unban) : Code.BAD_NAME;
            };
    return refusal == null
        ? Sentence.done(event(order)).auditedIf(true)
        : Sentence.refused(refusal);
  }

  private static boolean isOneLine(@Nullable String reason) {
    return reason == null
        || (reason.strip().codePointCount(0, reason.strip().length()) <= REASON_MAX
            && reason.codePoints().noneMatch(Character::isISOControl));
  }

  private @Nullable Code refusal(Request.LockThread lock) {
    Topic topic = model.topic(lock.thread());
    if (topic == null) {
      return Code.NO_SUCH_THREAD;
    }
    return topic.isLocked() == lock.locked() ? Code.EXISTS : null;
  }

  private @Nullable Code refusal(Request.Kick kick) {
    if (!hasPowerOver(kick.user())) {
      return Code.NOT_ALLOWED;
    }
    if (!isOneLine(kick.reason())) {
      return Code.BAD_NAME;
    }
    return model.sittingsOf(kick.user()) == 0 ? Code.NO_SUCH_USER : null;
  }

  private @Nullable Code refusal(Request.Ban ban) {
    boolean address = isAddress(ban.subject());
    boolean allowed =
        address ? !ban.subject().startsWith("127.") : hasPowerOver(new UserName(ban.subject()));
    if (!allowed) {
      return Code.NOT_ALLOWED;
    }
    if (ban.seconds() != null && (ban.seconds() < 1 || ban.seconds() > SECONDS_MAX)) {
      return Code.USAGE;
    }
    return isOneLine(ban.reason()) ? null : Code.BAD_NAME;
  }

  private static boolean isAddress(String subject) {
    return subject.matches("[0-9]+(\\.[0-9]+){3}");
  }

  private @Nullable Code refusal(Request.Unban unban) {
    return model.people().isBanned(unban.subject(), now) ? null : Code.NO_SUCH_USER;
  }

  /// Moderators have none over each other and over admins, and nobody has over himself.
  private boolean hasPowerOver(UserName other) {
    return !other.equals(user) && (role == Role.ADMIN || model.people().role(other) == Role.USER);
  }

  private Event event(Request.Order order) {
    return switch (order) {
      case Request.LockThread lock ->
          new Event.ThreadLocked(model.topic(lock.thread()).id(), lock.locked());
      case Request.Kick kick -> new Event.Kicked(kick.user());
      case Request.Ban(String subject, Long seconds, String reason) ->
          new Event.Banned(
              subject,
              seconds == null ? null : Long.valueOf(now.plusSeconds(seconds).toEpochMilli()),
              user.text(),
              reason == null ? "" : reason.strip());
      case Request.Unban unban -> new Event.Unbanned(unban.subject());
    };
  }
}
