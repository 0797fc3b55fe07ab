package forum.server.audit;

/// How far the audit log goes, and what all of it is: its last line's hash is made from all before.
///
/// @param lines how many there are
/// @param hash SHA-256 of the last, hexadecimal; of nothing, when there is none
public record AuditMark(long lines, String hash) {
  /// Before the first line.
  public static final AuditMark NONE = new AuditMark(0, AuditLine.hash(""));
}
