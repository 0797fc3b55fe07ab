/// The server's end of every exchange: requests of sessions, queries, logins, news.
///
/// A stranger becomes a session in [LoginDesk], which leads each [Login] through [Challenges], then
/// [Proofs] or [Registrations], and past its [Rivals] to [Admission].
///
/// A repeated request is kept from running twice in [RequestDesk] with
/// `forum.server.session.AnsweredRequests`. Owned by the command loop.
@NullMarked
package forum.server.exchange;

import org.jspecify.annotations.NullMarked;
