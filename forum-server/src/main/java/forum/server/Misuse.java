package forum.server;

import forum.server.event.Complaint;

/// A command line that makes no sense. Stays inside the package: it becomes an [Invocation.Refuse].
final class Misuse extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Complaint complaint;

  private Misuse(Complaint complaint) {
    super(complaint.what(), null, false, false);
    this.complaint = complaint;
  }

  /// @param arguments that would be right
  static Misuse of(String what, String arguments) {
    return new Misuse(new Complaint(what, "", "forum-server " + arguments));
  }

  Complaint complaint() {
    return complaint;
  }
}
