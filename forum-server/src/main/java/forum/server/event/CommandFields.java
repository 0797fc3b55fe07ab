package forum.server.event;

import forum.protocol.Request;

/// What the log file may know of a request: which thing it is about, and nothing of logins.
final class CommandFields {
  private CommandFields() {}

  static void add(Fields fields, Request request) {
    switch (request) {
      case Request.Change change -> addChange(fields, change);
      case Request.Query query -> addQuery(fields, query);
    }
  }

  private static void addChange(Fields fields, Request.Change change) {
    switch (change) {
      case Request.CreateThread it -> fields.add("thread", it.thread().text());
      case Request.PostMessage it -> fields.add("thread", it.thread().text());
      case Request.EditMessage it -> fields.add("thread", it.thread().text()).add("n", it.n());
      case Request.DeleteMessage it -> fields.add("thread", it.thread().text()).add("n", it.n());
      case Request.RemoveThread it -> fields.add("thread", it.thread().text());
      case Request.AttachFile it ->
          fields
              .add("thread", it.thread().text())
              .add("file", it.file().text())
              .add("bytes", it.size());
      case Request.Order it -> {
        fields.add("about", it.about());
        if (it.reason() != null) {
          fields.add("reason", it.reason());
        }
      }
      case Request.CreateToken it -> fields.add("token", it.name()).add("scope", it.scope());
      case Request.RevokeToken it -> fields.add("token", it.name());
      case Request.PasswordFinish _, Request.Exit _ -> {}
    }
  }

  private static void addQuery(Fields fields, Request.Query query) {
    switch (query) {
      case Request.ReadThread it -> fields.add("thread", it.thread().text());
      case Request.OfferUpload it ->
          fields
              .add("thread", it.thread().text())
              .add("file", it.file().text())
              .add("bytes", it.size());
      case Request.OfferDownload it ->
          fields.add("thread", it.thread().text()).add("file", it.file().text());
      case Request.LoginStart it -> fields.add("user", it.user().text());
      case Request.ListThreads _,
          Request.ListUsers _,
          Request.ListBans _,
          Request.ListTokens _,
          Request.PasswordStart _,
          Request.LoginFinish _,
          Request.Register _ -> {}
    }
  }
}
