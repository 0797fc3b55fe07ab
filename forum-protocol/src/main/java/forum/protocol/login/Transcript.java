package forum.protocol.login;

import forum.protocol.UserName;

/// All that was said in one login, as both ends sign it (RFC 5802, section 3, `AuthMessage`). If
/// the two ends differ in any part, the name, a nonce, the salt or the channel, no proof fits.
record Transcript(
    UserName user, String cnonce, String snonce, byte[] salt, int rounds, ChannelBinding binding) {

  String text() {
    return String.join(",", clientFirstBare(), serverFirst(), clientFinalWithoutProof());
  }

  private String clientFirstBare() {
    return "n=" + escaped(user) + ",r=" + cnonce;
  }

  private String serverFirst() {
    return "r=" + snonce + ",s=" + Verifier.encoded(salt) + ",i=" + rounds;
  }

  private String clientFinalWithoutProof() {
    return "c=" + Verifier.encoded(binding.bytes()) + ",r=" + snonce;
  }

  /// A user name may contain the two characters that mean something here.
  private static String escaped(UserName user) {
    return user.text().replace("=", "=3D").replace(",", "=2C");
  }
}
