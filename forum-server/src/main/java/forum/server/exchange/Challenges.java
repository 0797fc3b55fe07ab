package forum.server.exchange;

import forum.machine.Chance;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.login.ChannelBinding;
import forum.protocol.login.ServerLogin;
import forum.protocol.login.Verifier;
import forum.server.account.Account;
import forum.server.account.Accounts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the challenge of a login: to prove the password of a name that is known, or to register
/// one that is free. Decides what the answer tells a stranger about the name. Owned by the command
/// loop.
final class Challenges {
  /// The answer to the beginning of a login.
  ///
  /// @param challenge null when the reply is a refusal
  record Made(@Nullable ServerLogin challenge, Reply reply) {}

  private final Accounts accounts;
  private final Decoys decoys;
  private final SessionRules rules;
  private final Chance chance;

  Challenges(Accounts accounts, Decoys decoys, SessionRules rules, Chance chance) {
    this.accounts = accounts;
    this.decoys = decoys;
    this.rules = rules;
    this.chance = chance;
  }

  /// The challenge of this login.
  Made make(Login login) {
    Request.LoginStart start = login.start();
    ChannelBinding binding = login.key().peer().binding();
    Optional<Verifier> known = verifier(start);
    if (known.isPresent()) {
      ServerLogin challenge = ServerLogin.known(start, known.get(), chance, binding);
      return new Made(challenge, Reply.challenge(challenge.challenge(renewedRounds(login))));
    }
    if (rules.registration() == Registration.CLOSED) {
      String why = "there is no user " + start.user() + ", and registration is closed";
      return new Made(null, Reply.refused(Code.AUTH_FAILED, why));
    }
    ServerLogin challenge = ServerLogin.fresh(start, rules.passwordRounds(), chance, binding);
    boolean invited = rules.registration() == Registration.INVITE;
    return new Made(challenge, Reply.challenge(challenge.registration(invited)));
  }

  /// What a proof is measured against; nothing, when the name is free. No password is right for the
  /// name of somebody who is gone, nor where a token is to be proven.
  private Optional<Verifier> verifier(Request.LoginStart start) {
    UserName user = start.user();
    Verifier decoy = decoys.verifier(user); // even in vain: the time must not tell
    if (accounts.isRetired(user) || start.hasToken()) {
      return Optional.of(decoy);
    }
    Optional<Verifier> known = accounts.find(user).map(Account::verifier);
    return rules.areHidden() ? Optional.of(known.orElse(decoy)) : known;
  }

  /// How many rounds the verifier is to have that comes with the proof: a verifier made when fewer
  /// were enough is replaced, if nobody else can read the new one. Null when none is to come.
  @Nullable Integer renewedRounds(Login login) {
    int rounds = rules.passwordRounds();
    return accounts
        .find(login.user())
        .filter(_ -> !login.start().hasToken())
        .filter(account -> account.verifier().rounds() < rounds && login.key().peer().isPrivate())
        .map(_ -> rounds)
        .orElse(null);
  }

  /// Whether the password was changed since the challenge: then the old one opens nothing any more.
  boolean isOutdated(Login login) {
    ServerLogin challenge = login.challenge();
    return verifier(login.start())
        .map(known -> !challenge.isAgainst(known))
        .orElse(!challenge.challenge().fresh());
  }
}
