/// Which servers are the right ones: the keys that were accepted before, and what to do about
/// another one.
@NullMarked
package forum.client.trust;

import org.jspecify.annotations.NullMarked;
