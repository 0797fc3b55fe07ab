/// Programs that measure the forum: load over the wire, and what the machine could do at best.
///
/// Each has its own `main`; none runs in a build. BENCHMARKS.md says how, and what came out.
@NullMarked
package forum.benchmarks;

import org.jspecify.annotations.NullMarked;
