package forum.server.net;

import forum.protocol.seal.Identity;
import java.util.concurrent.Executor;

/// What a server needs to seal.
///
/// @param computing runs the computing of handshakes; may reject what is too much
public record Sealing(Identity identity, Executor computing) {}
