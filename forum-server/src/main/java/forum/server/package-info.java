/// The forum's server as a program: its options and the place where all its parts are built and
/// connected. No other package uses this one.
@NullMarked
package forum.server;

import org.jspecify.annotations.NullMarked;
