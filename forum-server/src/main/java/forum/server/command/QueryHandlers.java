package forum.server.command;

import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.server.model.Forum;
import forum.server.model.Quotas;
import forum.server.transfer.TransferDesk;

/// Finds the handler of a query.
public final class QueryHandlers {
  private final ListThreadsHandler listThreads;
  private final ReadThreadHandler readThread;
  private final ListUsersHandler listUsers;
  private final ListBansHandler listBans;
  private final PasswordHandler passwords;
  private final TokenHandler tokens;
  private final ListedViews views;
  private final Ticker ticker;
  private final OfferUploadHandler offerUpload;
  private final OfferDownloadHandler offerDownload;

  /// `transfers` gives permission for what does not travel over UDP.
  public QueryHandlers(
      Forum forum,
      Quotas quotas,
      People people,
      PasswordHandler passwords,
      ThreadText text,
      TransferDesk transfers,
      Ticker ticker) {
    this.passwords = passwords;
    this.ticker = ticker;
    tokens = new TokenHandler(people.tokens(), ticker);
    views = new ListedViews(transfers);
    listThreads = new ListThreadsHandler(forum, views);
    readThread = new ReadThreadHandler(forum, text, transfers);
    listUsers = new ListUsersHandler(people.sessions(), views, ticker);
    listBans = new ListBansHandler(people.bans(), views, ticker);
    offerUpload = new OfferUploadHandler(forum, new Room(forum, quotas), transfers);
    offerDownload = new OfferDownloadHandler(forum, transfers);
  }

  /// The answer.
  ///
  /// @throws forum.protocol.InvalidValue when the query makes no sense
  public QueryAnswer answer(Caller caller, Request.Query query) {
    Reply lacking = TokenScope.lacking(caller, query);
    if (lacking != null) {
      return QueryAnswer.of(lacking);
    }
    return switch (query) {
      case Request.ListThreads list -> listThreads.answer(caller, list);
      case Request.ReadThread read -> readThread.answer(caller, read);
      case Request.ListUsers list -> listUsers.answer(caller, list);
      case Request.ListBans list -> listBans.answer(caller, list);
      case Request.OfferUpload offer -> QueryAnswer.of(offerUpload.answer(caller, offer));
      case Request.OfferDownload offer -> QueryAnswer.of(offerDownload.answer(caller, offer));
      case Request.ListTokens list -> listTokens(caller, list);
      case Request.PasswordStart start -> QueryAnswer.of(passwords.answer(caller, start));
      case Request.LoginStart _, Request.LoginFinish _, Request.Register _ ->
          QueryAnswer.of(Reply.refused(Code.USAGE, "you are logged in already"));
    };
  }

  /// Nobody can ask for a page of somebody else's list.
  private QueryAnswer listTokens(Caller caller, Request.ListTokens list) {
    String kind = "TKL " + caller.user();
    return views.answer(caller, kind, ticker.nanos(), list.page(), () -> tokens.text(caller));
  }
}
