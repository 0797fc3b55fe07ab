package forum.server.check;

/// Takes what a check finds, as soon as it is found.
public interface Findings {
  /// Something is not as it must be.
  void differs(Difference difference);

  /// Something is worth knowing; the forum can live with it.
  void remark(String sentence);
}
