package forum.server.command;

import forum.protocol.Request;
import forum.server.model.Forum;

/// `LST`: a line for each thread, in the order of their creation.
record ListThreadsHandler(Forum forum, ListedViews views, ThreadLines lines) {
  ListThreadsHandler(Forum forum, ListedViews views) {
    this(forum, views, new ThreadLines(forum));
  }

  QueryAnswer answer(Caller caller, Request.ListThreads list) {
    return views.answer(caller, "LST", forum.listVersion(), list.page(), lines::text);
  }
}
