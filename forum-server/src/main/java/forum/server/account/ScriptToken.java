package forum.server.account;

import forum.protocol.Scope;
import forum.protocol.TokenName;
import forum.protocol.UserName;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What the server keeps of a token with which scripts log in.
///
/// @param id lsn of the event that made it
/// @param sha256 of the token, hexadecimal
/// @param used when it was last logged in with; null when never
/// @param revoked when it was revoked; null when it was not
public record ScriptToken(
    long id,
    UserName user,
    TokenName name,
    Scope scope,
    String sha256,
    Instant created,
    Instant expires,
    @Nullable Instant used,
    @Nullable Instant revoked) {
  /// What is left of a token when nothing is known of it any more: it allows the least, and ends
  /// its sessions.
  public static ScriptToken forgotten(long id, UserName user) {
    TokenName name = new TokenName("forgotten");
    Instant past = Instant.EPOCH;
    return new ScriptToken(id, user, name, Scope.READ, "", past, past, null, past);
  }

  /// Whether it opens anything.
  public boolean isValid(Instant now) {
    return revoked == null && now.isBefore(expires);
  }

  /// Why it opens nothing, for whoever has it.
  public String invalidity() {
    return revoked == null
        ? "the token " + name + " has expired at " + expires
        : "the token " + name + " was revoked at " + revoked;
  }

  /// Since when it opens nothing; a token that was revoked opens nothing whatever the clock shows.
  Instant end() {
    return revoked == null ? expires : Instant.MIN;
  }

  /// The digest as bytes.
  public byte[] digest() {
    return HexFormat.of().parseHex(sha256);
  }

  ScriptToken usedAt(Instant at) {
    return new ScriptToken(id, user, name, scope, sha256, created, expires, at, revoked);
  }

  ScriptToken revokedAt(Instant at) {
    return new ScriptToken(id, user, name, scope, sha256, created, expires, used, at);
  }
}
