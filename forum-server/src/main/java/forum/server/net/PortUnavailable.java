package forum.server.net;

import forum.server.event.Complaint;
import java.io.IOException;

/// There is no port to serve the forum under.
public final class PortUnavailable extends IOException {
  private static final long serialVersionUID = 1;

  private final transient Complaint complaint;

  PortUnavailable(Complaint complaint) {
    super(complaint.what());
    this.complaint = complaint;
  }

  /// What the operator can do about it.
  public Complaint complaint() {
    return complaint;
  }
}
