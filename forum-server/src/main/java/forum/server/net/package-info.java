/// The server's edge of the network: which datagrams come in, and under which port.
///
/// A hostile datagram is turned away here. Owned by the command loop.
@NullMarked
package forum.server.net;

import org.jspecify.annotations.NullMarked;
