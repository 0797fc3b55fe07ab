package forum.server.command;

/// How a view is cut for datagrams.
final class Pages {
  /// Bytes of a view in one answer: what the body holds beside a reply with a view in it.
  static final int BYTES = 1000;

  private Pages() {}
}
