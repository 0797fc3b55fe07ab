package forum.server.command;

import forum.protocol.Role;
import forum.protocol.UserName;
import forum.server.account.ScriptToken;
import forum.server.net.Peer;
import org.jspecify.annotations.Nullable;

/// Who asks, what that user may, from where, and under which number an event would be journaled.
/// The user is the session's, never one named in the request.
///
/// @param token what the session was opened with; null when it was the password
public record Caller(
    UserName user, Role role, String sid, Peer peer, @Nullable ScriptToken token, long lsn) {
  /// Whether this user keeps order.
  boolean isModerator() {
    return role.isAtLeast(Role.MODERATOR);
  }
}
