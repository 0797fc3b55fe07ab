/// The server's end of every exchange: requests of sessions, queries, logins, news.
///
/// A repeated request is kept from running twice in [RequestDesk] with
/// `forum.server.session.AnsweredRequests`. Owned by the command loop.
@NullMarked
package forum.server.exchange;

import org.jspecify.annotations.NullMarked;
