/// Who has used power over others: the audit log, a chain of lines in which nothing can be changed
/// or left out unseen.
///
/// The journal has every act beside what it brought about; the log shows them to people. Owned by
/// the command loop.
@NullMarked
package forum.server.audit;

import org.jspecify.annotations.NullMarked;
