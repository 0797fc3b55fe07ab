package forum.protocol.login;

import forum.machine.Chance;
import forum.protocol.InvalidValue;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The server's side of one login (PROTOCOL.md, section 5), from the challenge to the answer. Holds
/// no time: who keeps it lets it lapse, and drops it after its first answer so that the nonce
/// serves once.
///
/// Costs microseconds: the client does the work.
public final class ServerLogin {
  /// What the key that proves the server to who has a token is derived with.
  static final String TOKEN_SERVER_KEY = "Server Key";

  private final UserName user;
  private final String cnonce;
  private final String snonce;
  private final ChannelBinding binding;
  private final byte[] salt;
  private final int rounds;
  private final @Nullable Verifier verifier;

  private ServerLogin(
      UserName user,
      String cnonce,
      String ownNonce,
      ChannelBinding binding,
      byte[] salt,
      int rounds,
      @Nullable Verifier verifier) {
    Nonce.require(cnonce);
    this.user = user;
    this.cnonce = cnonce;
    this.snonce = cnonce + ownNonce;
    this.binding = binding;
    this.salt = salt;
    this.rounds = rounds;
    this.verifier = verifier;
  }

  /// The login of a user who has a verifier.
  ///
  /// @throws InvalidValue when the client's nonce is not one
  public static ServerLogin known(
      Request.LoginStart start, Verifier verifier, Chance chance, ChannelBinding binding) {
    return known(start, verifier, Nonce.random(chance), binding);
  }

  /// The same of a user who is logged in and has to prove the password once more.
  ///
  /// @throws InvalidValue when the client's nonce is not one
  public static ServerLogin again(
      UserName user, String cnonce, Verifier verifier, Chance chance, ChannelBinding binding) {
    return new ServerLogin(user, cnonce, Nonce.random(chance), binding, verifier);
  }

  static ServerLogin known(
      Request.LoginStart start, Verifier verifier, String ownNonce, ChannelBinding binding) {
    return new ServerLogin(start.user(), start.cnonce(), ownNonce, binding, verifier);
  }

  private ServerLogin(
      UserName user, String cnonce, String ownNonce, ChannelBinding binding, Verifier verifier) {
    this(user, cnonce, ownNonce, binding, verifier.salt(), verifier.rounds(), verifier);
  }

  /// The login of somebody whose name is free.
  ///
  /// @param rounds the work the new password is to cost
  /// @throws InvalidValue when the client's nonce is not one
  public static ServerLogin fresh(
      Request.LoginStart start, int rounds, Chance chance, ChannelBinding binding) {
    byte[] salt = chance.bytes(Verifier.SALT_BYTES);
    return new ServerLogin(
        start.user(), start.cnonce(), Nonce.random(chance), binding, salt, rounds, null);
  }

  /// Who wants to log in.
  public UserName user() {
    return user;
  }

  /// What the client has to answer.
  public Reply.Challenge challenge() {
    return challenge(null);
  }

  /// The same, with the wish for a verifier of so many rounds, if it is not null.
  public Reply.Challenge challenge(@Nullable Integer renew) {
    return challenge(renew, false);
  }

  /// What somebody has to answer who registers a name that is free, with an invitation or without.
  public Reply.Challenge registration(boolean invited) {
    return challenge(null, invited);
  }

  private Reply.Challenge challenge(@Nullable Integer renew, boolean invited) {
    return new Reply.Challenge(
        snonce,
        Verifier.encoded(salt),
        rounds,
        verifier == null,
        renew,
        invited ? Boolean.TRUE : null);
  }

  /// Whether a proof is to be measured against this verifier.
  public boolean isAgainst(Verifier known) {
    return known.equals(verifier);
  }

  /// Checks the proof: the server's signature when the client knows the password, else nothing.
  public Optional<String> signature(Request.LoginFinish finish) {
    return signature(finish.snonce(), finish.proof());
  }

  /// The same for `proof` of the challenge `answered`.
  public Optional<String> signature(String answered, String proof) {
    return verifier == null
        ? Optional.empty()
        : signature(answered, proof, verifier.storedKey(), verifier.serverKey());
  }

  /// The same for a token of which this is the SHA-256.
  public Optional<String> signature(Request.LoginFinish finish, byte[] tokenDigest) {
    byte[] serverKey = new Hmac(tokenDigest).of(TOKEN_SERVER_KEY);
    return signature(finish.snonce(), finish.proof(), tokenDigest, serverKey);
  }

  private Optional<String> signature(
      String answered, String proof, byte[] storedKey, byte[] serverKey) {
    if (!answered.equals(snonce)) {
      return Optional.empty();
    }
    String said = new Transcript(user, cnonce, snonce, salt, rounds, binding).text();
    return isProof(proof, storedKey, said)
        ? Optional.of(Verifier.encoded(new Hmac(serverKey).of(said)))
        : Optional.empty();
  }

  private static boolean isProof(String text, byte[] storedKey, String said) {
    byte[] clientKey = new Hmac(storedKey).of(said);
    try {
      byte[] proof = Verifier.decoded(text);
      if (proof.length != Hmac.BYTES) {
        return false;
      }
      Hmac.addTo(clientKey, proof);
    } catch (InvalidValue e) {
      return false;
    }
    return MessageDigest.isEqual(storedKey, Hmac.sha256(clientKey));
  }

  /// The verifier of a new user.
  ///
  /// @throws InvalidValue when it answers another challenge, is malformed, or would be easier to
  ///   guess than asked for
  public Verifier verifier(Request.Register register) {
    if (verifier != null || !register.snonce().equals(snonce)) {
      throw new InvalidValue("the registration answers another challenge");
    }
    return Verifier.of(
        new Request.NewVerifier(
            register.salt(), register.i(), register.storedKey(), register.serverKey()),
        rounds);
  }
}
