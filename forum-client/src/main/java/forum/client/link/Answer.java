package forum.client.link;

import forum.protocol.Reply;

/// A reply, and the bytes behind it.
public record Answer(Reply reply, byte[] tail) {}
