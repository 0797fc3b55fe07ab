package forum.server.exchange;

/// Who can make an account.
public enum Registration {
  /// Everybody.
  OPEN,
  /// Who has an invitation.
  INVITE,
  /// Nobody but the operator.
  CLOSED,
  /// Nobody but the operator; and nothing tells a stranger whether a name is somebody's: an unknown
  /// name gets the same answers as a wrong password.
  HIDDEN
}
