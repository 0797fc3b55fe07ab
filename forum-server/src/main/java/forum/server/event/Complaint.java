package forum.server.event;

import forum.protocol.Characters;

/// Why the server does not start, for the operator.
///
/// @param what happened
/// @param why it did; empty when that is obvious
/// @param advice a command line that would work here
public record Complaint(String what, String why, String advice) {
  /// The lines as they are printed, safe for any terminal.
  @Override
  public String toString() {
    String reason = why.isEmpty() ? "" : "\n  why:  " + Characters.visible(why);
    return "error: "
        + Characters.visible(what)
        + reason
        + "\n  try:  "
        + Characters.visible(advice);
  }
}
