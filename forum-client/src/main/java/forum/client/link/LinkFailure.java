package forum.client.link;

/// Why a request has no reply. A refusal by the server is no failure of the link: it is a reply.
public abstract sealed class LinkFailure extends Exception {
  private static final long serialVersionUID = 1;

  LinkFailure(String message) {
    super(message);
  }

  /// Nobody answered in time, and nothing that was asked can have had an effect.
  public static final class NoAnswer extends LinkFailure {
    private static final long serialVersionUID = 1;

    NoAnswer(String message) {
      super(message);
    }
  }

  /// Somebody answered, but no keys could be made with them.
  public static final class NoHandshake extends LinkFailure {
    private static final long serialVersionUID = 1;

    /// `message` says why.
    public NoHandshake(String message) {
      super(message);
    }
  }

  /// A change was sent but not confirmed. It is applied at most once; whether it was is not known.
  public static final class UnknownOutcome extends LinkFailure {
    private static final long serialVersionUID = 1;

    UnknownOutcome(String message) {
      super(message);
    }
  }

  /// The server has ended the session.
  public static final class SessionOver extends LinkFailure {
    private static final long serialVersionUID = 1;

    SessionOver(String message) {
      super(message);
    }
  }

  /// The server speaks another version of the protocol.
  public static final class VersionRefused extends LinkFailure {
    private static final long serialVersionUID = 1;

    VersionRefused(String message) {
      super(message);
    }
  }
}
