package forum.server.model;

/// What there is of one user, or of all of them. Follows from the threads, so that it is the same
/// after a restart. Owned by the command loop.
public final class Holdings {
  static final Holdings NONE = new Holdings();

  private int threads;
  private int messages;
  private int files;
  private long bytes;

  /// Threads created and not removed.
  public int threads() {
    return threads;
  }

  /// Messages posted and not deleted.
  public int messages() {
    return messages;
  }

  /// Files attached.
  public int files() {
    return files;
  }

  /// Their bytes.
  public long bytes() {
    return bytes;
  }

  void addThreads(int more) {
    threads += more;
  }

  void addMessages(int more) {
    messages += more;
  }

  /// One file more, or one less when `more` is -1.
  void addFile(Attachment file, int more) {
    files += more;
    bytes += more * Math.max(0, file.size()); // of a classic file the size is not known
  }

  boolean isNothing() {
    return threads == 0 && messages == 0 && files == 0;
  }
}
