package forum.server.transfer;

import forum.protocol.UserName;

/// What one session may move. Equal offers are one: whoever asks again gets the same permission.
///
/// @param sid the session
public record TransferOffer(String sid, UserName user, Cargo cargo) {
  /// Whether both are uploads of the same bytes to the same place by the same user, so that they
  /// would write the same part.
  boolean sharesPart(TransferOffer other) {
    return cargo instanceof Cargo.Upload && user.equals(other.user) && cargo.equals(other.cargo);
  }
}
