package forum.server.command;

import forum.protocol.Role;
import forum.protocol.UserName;
import forum.server.net.Peer;

/// Who asks, what that user may, from where, and under which number an event would be journaled.
/// The user is the session's, never one named in the request.
public record Caller(UserName user, Role role, String sid, Peer peer, long lsn) {
  /// Whether this user keeps order.
  boolean isModerator() {
    return role.isAtLeast(Role.MODERATOR);
  }
}
