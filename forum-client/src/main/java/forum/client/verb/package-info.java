/// The commands: one file for each, which holds how it is written, what it does and how its result
/// looks to people and to programs. [forum.client.verb.Verbs] lists them; a new command is a new
/// file and one line there.
///
/// Knows neither prompt nor pipe: what differs between them stands behind
/// [forum.client.verb.Surroundings] and [forum.client.verb.Report].
@NullMarked
package forum.client.verb;

import org.jspecify.annotations.NullMarked;
