package forum.client.link;

import forum.protocol.seal.Fingerprint;
import java.security.PublicKey;

/// The key that a server has proven to have.
///
/// @param vouched whether a certificate authority that this Java trusts vouches for it and for the
///   name under which the server was asked for
public record ServerKey(PublicKey key, boolean vouched) {
  /// What names it to people.
  public Fingerprint fingerprint() {
    return Fingerprint.of(key);
  }
}
