package forum.server.command;

import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.Reason;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.Subject;
import forum.server.model.Event;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// `BAN`: a moderator keeps a user or an address out.
record BanHandler(Powers powers, Ticker ticker) {
  private static final long SECONDS_MAX = Duration.ofDays(36_500).toSeconds();

  Decision decide(Caller caller, Request.Ban ban) {
    Subject subject = Subject.of(ban.subject());
    Reply refusal = refusal(caller, subject, ban.seconds());
    if (refusal != null) {
      return new Decision.Refuse(refusal);
    }
    Reason reason = Orders.reason(ban);
    return new Decision.Do(
        new Event.Banned(subject.text(), until(ban), caller.user().text(), reason.text()),
        Reply.ok(),
        Orders.act(caller, "ban" + span(ban), ban, reason));
  }

  private @Nullable Reply refusal(Caller caller, Subject subject, @Nullable Long seconds) {
    Reply lacking =
        switch (subject) {
          case Subject.OfUser(var user) -> powers.lackingOver(user, caller);
          case Subject.OfAddress _ -> Powers.lacking(caller);
        };
    if (lacking != null) {
      return lacking;
    }
    if (subject instanceof Subject.OfAddress(var address) && address.isLoopbackAddress()) {
      return Reply.refused(
          Code.NOT_ALLOWED, "that is the server's own computer, where the operator sits");
    }
    return seconds != null && (seconds < 1 || seconds > SECONDS_MAX)
        ? Reply.refused(Code.USAGE, "a ban lasts from 1 second to 100 years")
        : null;
  }

  private @Nullable Long until(Request.Ban ban) {
    return ban.seconds() == null
        ? null
        : Long.valueOf(ticker.now().plusSeconds(ban.seconds()).toEpochMilli());
  }

  private static String span(Request.Ban ban) {
    return ban.seconds() == null ? "" : " for " + ban.seconds() + " s";
  }
}
