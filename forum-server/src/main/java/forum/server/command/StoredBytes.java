package forum.server.command;

/// Which uploads are complete and safe on disk.
@FunctionalInterface
public interface StoredBytes {
  /// Whether the bytes of this digest and size are there.
  boolean has(String sha256, long size);
}
