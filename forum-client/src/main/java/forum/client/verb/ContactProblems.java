package forum.client.verb;

import forum.client.library.Contact.Met;

/// Puts into words why a server is not the right one.
public final class ContactProblems {
  /// What to say when everything is said in the clear.
  public static final String UNPROTECTED =
      "In the clear: whoever is on the way can read and change what you send.";

  private ContactProblems() {}

  /// It was not met before, and nobody can be asked.
  public static Problem unknown(String server, Met.New met) {
    return Problem.of(LocalCode.UNKNOWN_SERVER, "the server " + server + " is not known here")
        .because("its key is " + met.fingerprint() + "; the server prints its own at its start")
        .hint(command(server) + " --fingerprint " + met.fingerprint() + "   (or --accept-new)");
  }

  /// The user has said no.
  public static Problem declined(String server) {
    return Problem.of(LocalCode.UNKNOWN_SERVER, "the server " + server + " was not accepted");
  }

  /// It is another one than before.
  public static Problem changed(String server, Met.Changed met) {
    return Problem.of(LocalCode.SERVER_CHANGED, "the server " + server + " has another key")
        .because(
            "known is "
                + met.known()
                + ", shown is "
                + met.shown()
                + ": it was set up anew, or somebody plays the server; nothing was sent")
        .hint(command(server) + " --fingerprint " + met.shown() + "   (accepts the new key)");
  }

  /// It is another one than was asked for.
  public static Problem wrong(String server, Met.Wrong met) {
    return Problem.of(LocalCode.SERVER_CHANGED, "the server " + server + " has another key")
        .because("asked for was " + met.wanted() + ", shown is " + met.shown())
        .hint("ask its operator for the fingerprint; the server prints it at its start");
  }

  /// The server as one types it behind `forum-client`.
  private static String command(String server) {
    int colon = server.lastIndexOf(':');
    String host = server.substring(0, colon).replaceAll("[\\[\\]]", "");
    return "forum-client " + host + " " + server.substring(colon + 1);
  }
}
