/// Who is registered and with what password: in memory, in `credentials.txt`, and how guessing is
/// slowed down.
///
/// Nothing here waits or starts threads of its own but the hashing of an import. May use
/// `forum.machine`, `forum.protocol`, `forum.protocol.login` and `forum.server.rate`.
@NullMarked
package forum.server.account;

import org.jspecify.annotations.NullMarked;
