package forum.server.exchange;

import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.login.InvitationCode;
import forum.protocol.login.Verifier;
import forum.server.account.Accounts;
import forum.server.account.Invitation;
import forum.server.account.Invitations;
import forum.server.model.Event;
import java.util.Optional;

/// Judges who may make an account: with a name that is free, where nobody listens, and with an
/// invitation where it takes one. Owned by the command loop.
final class Registrations {
  private static final String CLEAR =
      "no account is made in the clear, where others can listen; use a client that seals";

  private final Accounts accounts;
  private final Invitations invitations;
  private final LoginTries tries;
  private final SessionRules rules;
  private final Ticker ticker;

  Registrations(
      Accounts accounts,
      Invitations invitations,
      LoginTries tries,
      SessionRules rules,
      Ticker ticker) {
    this.accounts = accounts;
    this.invitations = invitations;
    this.tries = tries;
    this.rules = rules;
    this.ticker = ticker;
  }

  /// Judges the registration that has come for the challenge of this login.
  Judgement judge(Login login, Request.Register register) {
    if (!login.key().peer().isPrivate()) {
      return new Judgement.Wrong(Reply.refused(Code.NOT_ALLOWED, CLEAR));
    }
    Verifier verifier = login.challenge().verifier(register);
    UserName user = login.user();
    if (accounts.find(user).isPresent() || accounts.isRetired(user)) {
      return new Judgement.Wrong(Reply.refused(Code.EXISTS, "somebody took this name just now"));
    }
    Optional<Invitation> invitation = invitation(register);
    if (rules.registration() == Registration.INVITE && invitation.isEmpty()) {
      return uninvited(login, register.invitation() != null);
    }
    Long invitationId = invitation.map(Invitation::id).orElse(null);
    return new Judgement.Right(
        new SessionDesk.Opening(user, login.key().peer(), register.notices(), null, null),
        new Event.Registered(user, verifier.text(), invitationId));
  }

  private Optional<Invitation> invitation(Request.Register register) {
    return register.invitation() == null || rules.registration() != Registration.INVITE
        ? Optional.empty()
        : invitations.find(InvitationCode.of(register.invitation()).digest(), ticker.now());
  }

  /// Guessing at codes is slowed down like guessing at passwords.
  private Judgement uninvited(Login login, boolean guessed) {
    Reply wait = tries.refusal(login);
    if (wait != null) {
      return new Judgement.Wrong(wait);
    }
    if (guessed) {
      tries.wrong(login);
    }
    String why = guessed ? "it was used up, has ended, or never was one" : "none was shown";
    return new Judgement.Wrong(Reply.refused(Code.INVITATION_REQUIRED, why));
  }
}
