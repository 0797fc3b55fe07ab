/// The client's end of transfers over TCP: files up and down, and views too long for datagrams.
///
/// Whoever calls has asked for the permission over UDP and says afterwards what became of it.
/// Blocks the calling thread; knows no terminal.
@NullMarked
package forum.client.transfer;

import org.jspecify.annotations.NullMarked;
