/// The sealed transport: the record layer that protects datagrams, and the handshake that makes its
/// keys. PROTOCOL.md, sections 14 to 16.
///
/// No clock, no socket: who owns an object carries its bytes. The cryptography is the JDK's: TLS
/// 1.3 by `SSLEngine`, its exporter (RFC 8446, section 7.5), AES-128-GCM.
@NullMarked
package forum.protocol.seal;

import org.jspecify.annotations.NullMarked;
