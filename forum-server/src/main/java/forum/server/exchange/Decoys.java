package forum.server.exchange;

import forum.machine.Chance;
import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import forum.server.account.Account;
import forum.server.account.Accounts;
import forum.server.commit.GroupCommit;
import forum.server.event.ConditionEvent;
import forum.server.event.ServerEvent;
import forum.server.model.Event;
import java.util.HexFormat;
import java.util.function.Consumer;

/// Verifiers that no password is right for, so that the challenge of a name that nobody has looks
/// like all others.
final class Decoys {
  private static final int SECRET_BYTES = 32;

  private final SessionRules rules;
  private final byte[] secret;

  private Decoys(SessionRules rules, byte[] secret) {
    this.rules = rules;
    this.secret = secret;
  }

  /// The same as ever where names are hidden: the same name must get the same challenge after a
  /// restart, or it shows that it is nobody's.
  static Decoys of(
      Accounts accounts,
      SessionRules rules,
      GroupCommit commit,
      Consumer<ServerEvent> events,
      Chance chance) {
    byte[] kept = accounts.decoySecret();
    Decoys decoys = new Decoys(rules, kept == null ? chance.bytes(SECRET_BYTES) : kept);
    if (rules.areHidden()) {
      if (kept == null) {
        decoys.keep(commit);
      }
      decoys.warn(accounts, events);
    }
    return decoys;
  }

  private void keep(GroupCommit commit) {
    if (commit.hasRoomForRefusal()) {
      commit.add(new Event.DecoySecretMade(HexFormat.of().formatHex(secret)), () -> {});
    }
  }

  private void warn(Accounts accounts, Consumer<ServerEvent> events) {
    long conspicuous =
        accounts.list().stream().map(Account::verifier).filter(this::isConspicuous).count();
    if (conspicuous > 0) {
      events.accept(
          ConditionEvent.warning(
              conspicuous
                  + " accounts have verifiers of another kind than new ones, by which a stranger can"
                  + " tell that they exist, until they log in or get a new password"));
    }
  }

  private boolean isConspicuous(Verifier verifier) {
    return verifier.rounds() != rules.passwordRounds()
        || verifier.salt().length != Verifier.SALT_BYTES;
  }

  /// The decoy for this name, always the same.
  Verifier verifier(UserName user) {
    return Verifier.decoy(secret, user, rules.passwordRounds());
  }
}
