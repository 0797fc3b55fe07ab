/// How a password is proven and never sent: SCRAM-SHA-256 (RFC 5802, RFC 7677), both sides.
///
/// Performs no I/O and reads no clock; what is random comes in through `forum.machine`. The
/// password stays with the client, the server keeps a [forum.protocol.login.Verifier], and what
/// travels fits one login through one channel only.
@NullMarked
package forum.protocol.login;

import org.jspecify.annotations.NullMarked;
