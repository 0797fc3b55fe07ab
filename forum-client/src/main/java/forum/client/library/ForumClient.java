package forum.client.library;

import forum.client.link.Answer;
import forum.client.link.LinkFailure;
import forum.client.transfer.Downloader;
import forum.client.transfer.LocalFile;
import forum.client.transfer.Progress;
import forum.client.transfer.TransferFailure;
import forum.machine.Chance;
import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.PostText;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.Scope;
import forum.protocol.ThreadTitle;
import forum.protocol.TokenName;
import forum.protocol.UserName;
import forum.protocol.line.BanLine;
import forum.protocol.line.LineCodec;
import forum.protocol.line.Presence;
import forum.protocol.line.ThreadLine;
import forum.protocol.line.ThreadSummary;
import forum.protocol.line.TokenLine;
import forum.protocol.login.AccessToken;
import forum.protocol.login.Password;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a user who is logged in can ask the forum. Safe for any thread.
///
/// Streams read as they go; one that breaks off throws [UncheckedIOException].
///
/// Changes are sent when the method is called and complete in that order; their futures complete
/// exceptionally with a [Refusal] or a [LinkFailure]. What reads or transfers blocks the caller.
public final class ForumClient {
  private static final byte[] NOTHING = new byte[0];

  private final Requests requests;
  private final Transfers transfers;
  private final Channel channel;

  /// A client that sends its requests and moves its bytes through these two, and keeps away from
  /// secrets.
  public ForumClient(Requests requests, Transfers transfers) {
    this(requests, transfers, Channel.OPEN);
  }

  /// A client that sends its requests and moves its bytes through these two.
  public ForumClient(Requests requests, Transfers transfers, Channel channel) {
    this.requests = requests;
    this.transfers = transfers;
    this.channel = channel;
  }

  /// Creates a thread.
  public CompletableFuture<Reply> createThread(ThreadTitle thread) {
    return change(new Request.CreateThread(thread), NOTHING);
  }

  /// Posts a message; completes with its number and id.
  public CompletableFuture<Reply.Post> post(ThreadTitle thread, PostText text) {
    return change(new Request.PostMessage(thread), text.utf8()).thenApply(ForumClient::post);
  }

  /// Replaces the text of message `n`; when `seen` is given, only if it still is that one.
  public CompletableFuture<Reply> edit(
      ThreadTitle thread, int n, @Nullable Seen seen, PostText text) {
    return change(new Request.EditMessage(thread, n, id(seen), rev(seen)), text.utf8());
  }

  /// Deletes message `n`; when `seen` is given, only if it still is that one.
  public CompletableFuture<Reply> delete(ThreadTitle thread, int n, @Nullable Seen seen) {
    return change(new Request.DeleteMessage(thread, n, id(seen), rev(seen)), NOTHING);
  }

  /// Removes a thread with all that is in it.
  public CompletableFuture<Reply> remove(ThreadTitle thread) {
    return change(new Request.RemoveThread(thread), NOTHING);
  }

  /// Sends an order of a moderator.
  public CompletableFuture<Reply> order(Request.Order order) {
    return change(order, NOTHING);
  }

  /// Who is kept out. The stream has to be closed.
  public Stream<BanLine> bans() throws Refusal, LinkFailure, InterruptedException {
    return Lines.of(view(Request.ListBans::new), BanLine::read);
  }

  /// Makes a token that is valid for so many seconds. What makes it one stays here: the server gets
  /// its digest.
  public CompletableFuture<Reply> createToken(
      AccessToken token, TokenName name, Scope scope, long seconds) {
    if (!channel.isPrivate()) {
      String why = "no token is made in the clear, where others can listen";
      return CompletableFuture.failedFuture(new Refusal(Reply.refused(Code.NOT_ALLOWED, why)));
    }
    return change(
        new Request.CreateToken(name.text(), scope.word(), seconds, token.digest()), NOTHING);
  }

  /// A token is not valid any more.
  public CompletableFuture<Reply> revokeToken(TokenName name) {
    return change(new Request.RevokeToken(name.text()), NOTHING);
  }

  /// The user's tokens, oldest first. The stream has to be closed.
  public Stream<TokenLine> tokens() throws Refusal, LinkFailure, InterruptedException {
    return Lines.of(view(Request.ListTokens::new), TokenLine::read);
  }

  /// Changes the user's password; the other sessions end that were opened with it. Blocks, and
  /// computes for a while.
  public void changePassword(UserName user, Password old, Password wanted)
      throws Refusal, LinkFailure, InterruptedException {
    new PasswordChange(requests, channel, Chance.system()).run(user, old, wanted);
  }

  /// Ends the session.
  public CompletableFuture<Reply> exit() {
    return change(new Request.Exit(), NOTHING);
  }

  /// The threads, in the order in which they were created. The stream has to be closed.
  public Stream<ThreadSummary> list() throws Refusal, LinkFailure, InterruptedException {
    return Lines.of(view(Request.ListThreads::new), ThreadSummary::read);
  }

  /// Who is on-line. The stream has to be closed.
  public Stream<Presence> users() throws Refusal, LinkFailure, InterruptedException {
    return Lines.of(view(Request.ListUsers::new), Presence::read);
  }

  /// What is in a thread, oldest first, as it was at one moment. The stream has to be closed.
  public Stream<ThreadLine.Entry> read(ThreadTitle thread, Selection selection)
      throws Refusal, LinkFailure, InterruptedException {
    String since = selection.since() == null ? null : selection.since().toString();
    InputStream bytes =
        view(
            page ->
                new Request.ReadThread(
                    thread, selection.last(), selection.from(), selection.to(), since, page));
    return Lines.of(bytes, LineCodec::read)
        .filter(ThreadLine.Entry.class::isInstance)
        .map(ThreadLine.Entry.class::cast);
  }

  /// Attaches a file to a thread under the given name.
  ///
  /// @return what was sent
  public LocalFile upload(ThreadTitle thread, FileName name, Path source, Progress progress)
      throws Refusal, LinkFailure, TransferFailure, InterruptedException {
    return new Upload(requests, transfers).run(thread, name, source, progress);
  }

  /// Asks for a file: its size and digest, and the permission to fetch it once.
  public Reply.Grant offer(ThreadTitle thread, FileName name)
      throws Refusal, LinkFailure, InterruptedException {
    Request offer = new Request.OfferDownload(thread, name);
    return Upload.grant(Await.result(accepted(requests.send(offer, NOTHING))));
  }

  /// Fetches what an [#offer] granted. A file that is there already is left alone when it is the
  /// same, and replaced only when `overwrite` says so.
  public Downloader.Outcome download(
      Reply.Grant grant, Path target, boolean overwrite, Progress progress) throws TransferFailure {
    return transfers.download(grant, target, overwrite, progress);
  }

  /// Fetches what an [#offer] granted into `out`. Only when this returns were the bytes right.
  public void download(Reply.Grant grant, OutputStream out, Progress progress)
      throws TransferFailure {
    transfers.download(grant, out, progress);
  }

  private InputStream view(Function<Request.@Nullable Page, Request> request)
      throws Refusal, LinkFailure, InterruptedException {
    return new ViewReader(requests, transfers, request).open();
  }

  private CompletableFuture<Reply> change(Request.Change change, byte[] tail) {
    return accepted(requests.send(change, tail)).thenApply(Answer::reply);
  }

  private static Reply.Post post(Reply reply) {
    return reply.post() == null ? new Reply.Post(0, 0, 0, null) : reply.post();
  }

  private static @Nullable Long id(@Nullable Seen seen) {
    return seen == null ? null : seen.id();
  }

  private static @Nullable Integer rev(@Nullable Seen seen) {
    return seen == null ? null : seen.rev();
  }

  /// The answer when it is a success; a refusal becomes an exception.
  static CompletableFuture<Answer> accepted(CompletableFuture<Answer> answer) {
    return answer.thenCompose(
        given ->
            given.reply().code() == Code.OK
                ? CompletableFuture.completedFuture(given)
                : CompletableFuture.failedFuture(new Refusal(given.reply())));
  }
}
