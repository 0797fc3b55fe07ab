package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Reason;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.server.model.Event;
import forum.server.session.Sessions;

/// `KCK`: a moderator ends the sessions of a user.
record KickHandler(Powers powers, Sessions sessions) {
  Decision decide(Caller caller, Request.Kick kick) {
    Reply lacking = powers.lackingOver(kick.user(), caller);
    if (lacking != null) {
      return new Decision.Refuse(lacking);
    }
    Reason reason = Orders.reason(kick);
    if (sessions.of(kick.user()).isEmpty()) {
      return new Decision.Refuse(Reply.refused(Code.NO_SUCH_USER, kick.user() + " has no session"));
    }
    return new Decision.Do(
        new Event.Kicked(kick.user()), Reply.ok(), Orders.act(caller, "kick", kick, reason));
  }
}
