package forum.server.admin;

import forum.server.event.Complaint;
import java.io.IOException;

/// A command cannot be done, and it is known why. Becomes a [Complaint] on the screen.
final class Refused extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Complaint complaint;

  /// `advice` is a command line that would work.
  Refused(String what, String why, String advice) {
    this(new Complaint(what, why, advice));
  }

  Refused(Complaint complaint) {
    super(complaint.what());
    this.complaint = complaint;
  }

  Complaint complaint() {
    return complaint;
  }
}
