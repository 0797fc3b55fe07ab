package forum.server.command;

import forum.protocol.Role;
import forum.protocol.UserName;

/// Who asks, what that user may, and under which number an event would be journaled. The user is
/// the session's, never one named in the request.
public record Caller(UserName user, Role role, String sid, long lsn) {
  /// Whether this user keeps order.
  boolean isModerator() {
    return role.isAtLeast(Role.MODERATOR);
  }
}
