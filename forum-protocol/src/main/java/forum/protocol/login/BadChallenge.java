package forum.protocol.login;

/// A challenge that no honest server sends; nothing was told to whoever sent it.
public final class BadChallenge extends Exception {
  private static final long serialVersionUID = 1;

  BadChallenge(String message) {
    super(message);
  }
}
