package forum.server.command;

import forum.protocol.UserName;

/// Who asks, and under which number an event would be journaled. The user is the session's, never
/// one named in the request.
public record Caller(UserName user, String sid, long lsn) {}
