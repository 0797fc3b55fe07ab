package forum.server.model;

import forum.protocol.FileName;
import forum.protocol.UserName;

/// A file attached to a thread. `id` is the lsn of its event.
public record Attachment(FileName name, UserName by, long id, long size, String sha256) {}
