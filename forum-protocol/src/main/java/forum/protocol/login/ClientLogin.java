package forum.protocol.login;

import forum.machine.Chance;
import forum.protocol.InvalidValue;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// The client's side of one login (PROTOCOL.md, section 5).
///
/// ```
///   LoginStart(cnonce) ─▶           ◀─ Challenge  ─┬─ known name: finish ─▶ LoginFinish
///                                                  └─ fresh name: register ─▶ Register
///                                   ◀─ Session    ─── isTrusted
/// ```
///
/// Good for one challenge. Owned by one thread at a time; [#finish] and [#register] compute for a
/// while.
public final class ClientLogin {
  private final UserName user;
  private final String cnonce;
  private final ChannelBinding binding;
  private final int roundsMin;
  private byte @Nullable [] signature;

  /// @param cnonce the [Nonce] that was sent
  /// @param roundsMin the least work a server may ask for: whoever could ask for less would get a
  ///   proof that is cheaper to guess the password from
  public ClientLogin(UserName user, String cnonce, ChannelBinding binding, int roundsMin) {
    this.user = user;
    this.cnonce = cnonce;
    this.binding = binding;
    this.roundsMin = roundsMin;
  }

  /// Proves that the password is known.
  ///
  /// @throws BadChallenge when no honest server would send this challenge
  public Request.LoginFinish finish(Reply.Challenge challenge, Password password, boolean notices)
      throws BadChallenge {
    return new Request.LoginFinish(challenge.snonce(), proof(challenge, password), notices);
  }

  /// The same, and hands over the verifier that the challenge asks for, if it does. For channels
  /// that nobody else can read.
  ///
  /// @throws BadChallenge when no honest server would send this challenge
  public Request.LoginFinish renew(
      Reply.Challenge challenge, Password password, Chance chance, boolean notices)
      throws BadChallenge {
    Request.NewVerifier renewal =
        challenge.renew() == null ? null : verifier(challenge, password, chance);
    return new Request.LoginFinish(
        challenge.snonce(), proof(challenge, password), notices, renewal);
  }

  /// Proves that the token is there.
  ///
  /// @throws BadChallenge when no honest server would send this challenge
  public Request.LoginFinish finish(Reply.Challenge challenge, AccessToken token, boolean notices)
      throws BadChallenge {
    byte[] salt = checkedSalt(challenge);
    byte[] storedKey = Hmac.sha256(token.clientKey());
    byte[] serverKey = new Hmac(storedKey).of(ServerLogin.TOKEN_SERVER_KEY);
    String proof = proof(challenge, salt, token.clientKey(), serverKey);
    return new Request.LoginFinish(challenge.snonce(), proof, notices);
  }

  /// Proves that the password is known, and hands over the verifier of another one.
  ///
  /// @throws BadChallenge when no honest server would send this challenge
  public Request.PasswordFinish change(
      Reply.Challenge challenge, Password password, Password wanted, Chance chance)
      throws BadChallenge {
    return new Request.PasswordFinish(
        challenge.snonce(), proof(challenge, password), verifier(challenge, wanted, chance));
  }

  /// No server may ask for a verifier from which the password is easier to guess than from what it
  /// has.
  private static Request.NewVerifier verifier(
      Reply.Challenge challenge, Password password, Chance chance) throws BadChallenge {
    int rounds = challenge.renew() == null ? challenge.i() : challenge.renew();
    if (rounds < challenge.i() || rounds > Limits.PASSWORD_ROUNDS_MAX) {
      throw new BadChallenge(
          "the server asks for a verifier of %d rounds, and has one of %d"
              .formatted(rounds, challenge.i()));
    }
    return Verifier.of(password, chance.bytes(Verifier.SALT_BYTES), rounds).given();
  }

  private String proof(Reply.Challenge challenge, Password password) throws BadChallenge {
    byte[] salt = checkedSalt(challenge);
    SaltedPassword salted = SaltedPassword.of(password, salt, challenge.i());
    return proof(challenge, salt, salted.clientKey(), salted.serverKey());
  }

  private String proof(Reply.Challenge challenge, byte[] salt, byte[] clientKey, byte[] serverKey) {
    Transcript said =
        new Transcript(user, cnonce, challenge.snonce(), salt, challenge.i(), binding);
    byte[] proof = new Hmac(Hmac.sha256(clientKey)).of(said.text());
    Hmac.addTo(proof, clientKey);
    signature = new Hmac(serverKey).of(said.text());
    return Verifier.encoded(proof);
  }

  /// Makes the verifier of a new password, with a salt of its own.
  ///
  /// @throws BadChallenge when no honest server would send this challenge
  public Request.Register register(
      Reply.Challenge challenge, Password password, Chance chance, boolean notices)
      throws BadChallenge {
    checkedSalt(challenge);
    byte[] salt = chance.bytes(Verifier.SALT_BYTES);
    Verifier verifier = Verifier.of(password, salt, challenge.i());
    return new Request.Register(
        challenge.snonce(),
        Verifier.encoded(salt),
        verifier.rounds(),
        Verifier.encoded(verifier.storedKey()),
        Verifier.encoded(verifier.serverKey()),
        notices);
  }

  /// Whether the answer to [#finish] comes from who has the user's verifier. If not, somebody else
  /// plays the server.
  public boolean isTrusted(Reply.Session session) {
    String given = session.signature();
    try {
      return signature != null
          && given != null
          && MessageDigest.isEqual(signature, Verifier.decoded(given));
    } catch (InvalidValue e) {
      return false;
    }
  }

  private byte[] checkedSalt(Reply.Challenge challenge) throws BadChallenge {
    if (!challenge.snonce().startsWith(cnonce) || challenge.snonce().equals(cnonce)) {
      throw new BadChallenge("the challenge answers another login");
    }
    if (challenge.i() < roundsMin) {
      throw new BadChallenge(
          "the server asks for %d rounds of hashing, at least %d are safe"
              .formatted(challenge.i(), roundsMin));
    }
    try {
      byte[] salt = Verifier.decoded(challenge.salt());
      Verifier.requireWork(salt, challenge.i());
      return salt;
    } catch (InvalidValue e) {
      throw new BadChallenge("the challenge makes no sense: " + e.getMessage());
    }
  }
}
