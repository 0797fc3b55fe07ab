package forum.client.link;

import forum.protocol.Reply;

/// Makes what only the link makes.
public final class Failures {
  private Failures() {}

  public static LinkFailure noAnswer(String message) {
    return new LinkFailure.NoAnswer(message);
  }

  public static LinkFailure unknownOutcome(String message) {
    return new LinkFailure.UnknownOutcome(message);
  }

  public static LinkFailure sessionOver(String message) {
    return new LinkFailure.SessionOver(message);
  }

  public static LinkFailure versionRefused(String message) {
    return new LinkFailure.VersionRefused(message);
  }

  public static ServerLink.Refused refused(Reply reply) {
    return new ServerLink.Refused(reply);
  }
}
