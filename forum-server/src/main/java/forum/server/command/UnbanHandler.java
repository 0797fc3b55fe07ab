package forum.server.command;

import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.Reason;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.Subject;
import forum.server.account.Bans;
import forum.server.model.Event;

/// `UNB`: a moderator lets a user or an address in again.
record UnbanHandler(Bans bans, Ticker ticker) {
  Decision decide(Caller caller, Request.Unban unban) {
    Reply lacking = Powers.lacking(caller);
    if (lacking != null) {
      return new Decision.Refuse(lacking);
    }
    Subject subject = Subject.of(unban.subject());
    Reason reason = Orders.reason(unban);
    if (bans.of(subject, ticker.now()).isEmpty()) {
      return new Decision.Refuse(
          Reply.refused(Code.NO_SUCH_USER, subject.text() + " is not banned"));
    }
    return new Decision.Do(
        new Event.Unbanned(subject.text()), Reply.ok(), Orders.act(caller, "unban", unban, reason));
  }
}
