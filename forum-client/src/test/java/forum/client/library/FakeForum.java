package forum.client.library;

import forum.client.link.Answer;
import forum.client.link.Failures;
import forum.client.link.LinkFailure;
import forum.client.link.ServerLink;
import forum.client.link.ServerLink.Welcome;
import forum.client.transfer.Downloader;
import forum.client.transfer.LocalFile;
import forum.client.transfer.Progress;
import forum.client.transfer.TransferFailure;
import forum.client.transfer.TransferFailures;
import forum.client.transfer.Uploader;
import forum.machine.Chance;
import forum.machine.Ticker;
import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.Reason;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.Scope;
import forum.protocol.Subject;
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
import forum.protocol.login.ChannelBinding;
import forum.protocol.login.Password;
import forum.protocol.login.Passwords;
import forum.protocol.login.ServerLogin;
import forum.protocol.login.Verifier;
import forum.protocol.transfer.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A forum in memory, as small as tests of the client allow: knows threads, messages and files,
/// owners and stable ids, and answers at once. Single answers can be scripted, and answers can be
/// held back.
public final class FakeForum implements Requests, Transfers, Entrance {
  public static final Instant NOW = Instant.parse("2026-03-14T10:02:11.482Z");

  private static final int PAGE_BYTES = 100;
  private static final int ROUNDS = 4096;

  private record Line(long id, int rev, String by, @Nullable String text, @Nullable String file) {}

  private record Held(CompletableFuture<Answer> future, Answer answer) {}

  public final List<Request> requests = new ArrayList<>();
  public final List<String> texts = new ArrayList<>();
  public final Map<String, Password> passwords = new LinkedHashMap<>();
  public final Map<String, byte[]> files = new LinkedHashMap<>();
  public UserName user = new UserName("hans");
  public String lastSeen = "";
  public boolean longViews;
  public @Nullable TransferFailure transferFailure;

  private final Map<String, List<Line>> threads = new LinkedHashMap<>();
  private final Map<String, String> owners = new LinkedHashMap<>();
  private final Deque<Object> scripted = new ArrayDeque<>();
  private final Deque<Held> held = new ArrayDeque<>();
  private boolean holds;

  /// Whether nobody else can read what is said.
  public boolean isPrivate = true;

  /// The verifier that was handed over last; null when none was.
  public @Nullable Verifier changedTo;

  private @Nullable ServerLogin scram;

  /// The digests of tokens, by their users.
  public final Map<String, String> tokens = new LinkedHashMap<>();

  private long nextId = 100;
  private long version = 1;

  /// The next request gets this reply.
  public FakeForum answers(Reply reply) {
    scripted.add(reply);
    return this;
  }

  /// The next request gets none.
  public FakeForum fails(LinkFailure failure) {
    scripted.add(failure);
    return this;
  }

  /// Answers are kept until [#release].
  public FakeForum holdsBack() {
    holds = true;
    return this;
  }

  public synchronized int unanswered() {
    return held.size();
  }

  public synchronized void release() {
    holds = false;
    while (!held.isEmpty()) {
      Held next = held.remove();
      next.future.complete(next.answer);
    }
  }

  public FakeForum thread(String title, String creator) {
    threads.put(title, new ArrayList<>());
    owners.put(title, creator);
    version++;
    return this;
  }

  public FakeForum message(String title, String by, String text) {
    threads.get(title).add(new Line(nextId++, 0, by, text, null));
    version++;
    return this;
  }

  public FakeForum file(String title, String by, String name, String contents) {
    threads.get(title).add(new Line(nextId++, 0, by, null, name));
    files.put(title + "/" + name, contents.getBytes(StandardCharsets.UTF_8));
    version++;
    return this;
  }

  /// Somebody else deletes it.
  public void delete(String title, int n) {
    List<Line> lines = threads.get(title);
    lines.remove(message(lines, n));
    version++;
  }

  /// The texts of a thread, in order.
  public List<String> texts(String title) {
    return threads.get(title).stream().map(Line::text).toList();
  }

  public ForumClient client() {
    return new ForumClient(this, this, new Channel(() -> ChannelBinding.NONE, isPrivate));
  }

  /// Another way in, untouched by what is scripted or held back.
  public ForumClient aside() {
    return new ForumClient(this::answerAside, this);
  }

  private synchronized CompletableFuture<Answer> answerAside(Request request, byte[] tail) {
    return CompletableFuture.completedFuture(answer(request, tail));
  }

  public Connection connection() {
    return new Connection(
        "lab:10005",
        Contact.with(new Contact.Met.Known()),
        this,
        client(),
        aside(),
        () -> new ServerLink.Status(Duration.ZERO, 1800, 10, 1, 0),
        Ticker.system());
  }

  @Override
  public CompletableFuture<Step> begin(UserName name, boolean takeover) {
    Object next = scripted.poll();
    if (next instanceof LinkFailure failure) {
      return CompletableFuture.failedFuture(failure);
    }
    if (next instanceof Reply reply && !reply.isOk()) {
      return CompletableFuture.failedFuture(Failures.refused(reply));
    }
    boolean fresh = !passwords.containsKey(name.text());
    return CompletableFuture.completedFuture(
        new Step() {
          @Override
          public boolean fresh() {
            return fresh;
          }

          @Override
          public CompletableFuture<Welcome> finish(Password password) {
            return FakeForum.this.finish(name, fresh, password);
          }
        });
  }

  @Override
  public CompletableFuture<Welcome> enter(AccessToken token, boolean takeover) {
    if (!token.digest().equals(tokens.get(token.user().text()))) {
      return CompletableFuture.failedFuture(
          Failures.refused(Reply.refused(Code.AUTH_FAILED, "the token ci was revoked")));
    }
    user = token.user();
    return CompletableFuture.completedFuture(new Welcome(user, false, lastSeen));
  }

  private CompletableFuture<Welcome> finish(UserName name, boolean fresh, Password password) {
    Password expected = passwords.putIfAbsent(name.text(), password);
    if (expected != null && !same(expected, password)) {
      return CompletableFuture.failedFuture(Failures.refused(Reply.of(Code.AUTH_FAILED)));
    }
    user = name;
    return CompletableFuture.completedFuture(new Welcome(name, fresh, lastSeen));
  }

  /// Passwords do not tell what they are, but a verifier made of the one fits the other.
  private static boolean same(Password one, Password other) {
    return Passwords.same(one, other);
  }

  /// There is such a user.
  public FakeForum account(String name, String password) {
    passwords.put(name, Password.of(password));
    return this;
  }

  /// Whether there is a user with that password.
  public boolean accepts(String name, String password) {
    Password known = passwords.get(name);
    return known != null && same(known, Password.of(password));
  }

  @Override
  public synchronized CompletableFuture<Answer> send(Request request, byte[] tail) {
    requests.add(request);
    if (tail.length > 0) {
      texts.add(new String(tail, StandardCharsets.UTF_8));
    }
    Object next = scripted.poll();
    if (next instanceof LinkFailure failure) {
      return CompletableFuture.failedFuture(failure);
    }
    Answer answer =
        next instanceof Reply reply ? new Answer(reply, new byte[0]) : answer(request, tail);
    if (!holds) {
      return CompletableFuture.completedFuture(answer);
    }
    CompletableFuture<Answer> later = new CompletableFuture<>();
    held.add(new Held(later, answer));
    return later;
  }

  private Answer answer(Request request, byte[] tail) {
    return switch (request) {
      case Request.CreateThread create -> reply(create(create.thread().text()));
      case Request.PostMessage post -> reply(post(post, new String(tail, StandardCharsets.UTF_8)));
      case Request.EditMessage edit -> reply(edit(edit, new String(tail, StandardCharsets.UTF_8)));
      case Request.DeleteMessage delete -> reply(delete(delete));
      case Request.RemoveThread remove -> reply(remove(remove.thread()));
      case Request.ListThreads list -> view(listing(), list.page());
      case Request.ReadThread read -> read(read);
      case Request.ListUsers users ->
          view(
              text(new Presence(new UserName("hans"), NOW, "127.0.0.1:5000", 4).write())
                  + text(new Presence(new UserName("mira"), NOW, "::1", 70).write()),
              users.page());
      case Request.OfferUpload offer -> reply(offered(offer));
      case Request.AttachFile attach -> reply(attached(attach));
      case Request.OfferDownload offer -> reply(download(offer));
      case Request.Order _ -> reply(Reply.ok());
      case Request.ListBans bans ->
          view(
              text(
                  new BanLine(Subject.of("10.0.0.7"), "mira", NOW, null, new Reason("guessing"))
                      .write()),
              bans.page());
      case Request.CreateToken create -> {
        tokens.put(user.text(), create.sha256());
        yield reply(Reply.ok());
      }
      case Request.RevokeToken _ -> {
        tokens.remove(user.text());
        yield reply(Reply.ok());
      }
      case Request.ListTokens list ->
          view(
              text(
                  new TokenLine(
                          new TokenName("ci"), Scope.POST, NOW, NOW.plusSeconds(60), null, NOW)
                      .write()),
              list.page());
      case Request.PasswordStart start -> reply(challenge(start));
      case Request.PasswordFinish finish -> reply(changed(finish));
      case Request.Exit _ -> reply(Reply.ok());
      default -> throw new IllegalArgumentException(request.toString());
    };
  }

  private Reply challenge(Request.PasswordStart start) {
    Verifier known = Verifier.of(passwords.get(user.text()), new byte[16], ROUNDS);
    scram = ServerLogin.again(user, start.cnonce(), known, Chance.system(), ChannelBinding.NONE);
    return Reply.challenge(scram.challenge());
  }

  private Reply changed(Request.PasswordFinish finish) {
    boolean right = scram != null && scram.signature(finish.snonce(), finish.proof()).isPresent();
    changedTo = right ? Verifier.of(finish.verifier(), ROUNDS) : null;
    return Reply.of(right ? Code.OK : Code.AUTH_FAILED);
  }

  private static Answer reply(Reply reply) {
    return new Answer(reply, new byte[0]);
  }

  private Reply create(String title) {
    if (threads.containsKey(title)) {
      return Reply.ownedBy(Code.EXISTS, new UserName(owners.get(title)));
    }
    thread(title, user.text());
    return Reply.ok();
  }

  private Reply post(Request.PostMessage post, String text) {
    List<Line> lines = threads.get(post.thread().text());
    if (lines == null) {
      return Reply.of(Code.NO_SUCH_THREAD);
    }
    message(post.thread().text(), user.text(), text);
    return Reply.post(Code.OK, new Reply.Post(count(lines), nextId - 1, 0, null));
  }

  private Reply edit(Request.EditMessage edit, String text) {
    Reply refusal = refusal(edit.thread(), edit.n(), edit.id(), edit.rev());
    if (refusal != null) {
      return refusal;
    }
    List<Line> lines = threads.get(edit.thread().text());
    int index = message(lines, edit.n());
    Line line = lines.get(index);
    lines.set(index, new Line(line.id, line.rev + 1, line.by, text, null));
    return Reply.post(Code.OK, new Reply.Post(edit.n(), line.id, line.rev + 1, null));
  }

  private Reply delete(Request.DeleteMessage delete) {
    Reply refusal = refusal(delete.thread(), delete.n(), delete.id(), delete.rev());
    if (refusal != null) {
      return refusal;
    }
    delete(delete.thread().text(), delete.n());
    return Reply.ok();
  }

  private @Nullable Reply refusal(
      ThreadTitle thread, int n, @Nullable Long id, @Nullable Integer rev) {
    List<Line> lines = threads.get(thread.text());
    if (lines == null) {
      return Reply.of(Code.NO_SUCH_THREAD);
    }
    int index = message(lines, n);
    if (id != null && (index < 0 || lines.get(index).id != id || lines.get(index).rev != rev)) {
      return stale(lines, id);
    }
    if (index < 0) {
      return Reply.of(Code.NO_SUCH_MESSAGE);
    }
    String by = lines.get(index).by;
    return by.equals(user.text()) ? null : Reply.ownedBy(Code.NOT_OWNER, new UserName(by));
  }

  private static Reply stale(List<Line> lines, long id) {
    int n = 0;
    for (Line line : lines) {
      n += line.text == null ? 0 : 1;
      if (line.id == id) {
        return Reply.post(Code.STALE, new Reply.Post(n, id, line.rev, null));
      }
    }
    return Reply.of(Code.STALE);
  }

  private Reply remove(ThreadTitle thread) {
    String owner = owners.get(thread.text());
    if (owner == null) {
      return Reply.of(Code.NO_SUCH_THREAD);
    }
    if (!owner.equals(user.text())) {
      return Reply.ownedBy(Code.NOT_OWNER, new UserName(owner));
    }
    threads.remove(thread.text());
    owners.remove(thread.text());
    return Reply.ok();
  }

  private Reply offered(Request.OfferUpload offer) {
    if (!threads.containsKey(offer.thread().text())) {
      return Reply.of(Code.NO_SUCH_THREAD);
    }
    if (files.containsKey(offer.thread() + "/" + offer.file())) {
      return Reply.ownedBy(Code.EXISTS, new UserName("mira"));
    }
    return Reply.grant(
        new Reply.Grant(offer.thread() + "/" + offer.file(), 1, offer.size(), offer.sha256(), 0L),
        null);
  }

  private Reply attached(Request.AttachFile attach) {
    threads
        .get(attach.thread().text())
        .add(new Line(nextId++, 0, user.text(), null, attach.file().text()));
    return Reply.ok();
  }

  private Reply download(Request.OfferDownload offer) {
    byte[] bytes = files.get(offer.thread() + "/" + offer.file());
    if (bytes == null) {
      boolean thread = threads.containsKey(offer.thread().text());
      return Reply.of(thread ? Code.NO_SUCH_FILE : Code.NO_SUCH_THREAD);
    }
    String ticket = offer.thread() + "/" + offer.file();
    return Reply.grant(
        new Reply.Grant(ticket, 1, bytes.length, Sha256.of(digest(bytes)).hex(), null), null);
  }

  private static MessageDigest digest(byte[] bytes) {
    MessageDigest digest = Sha256.computation();
    digest.update(bytes);
    return digest;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String listing() {
    StringBuilder listing = new StringBuilder();
    threads.forEach(
        (title, lines) ->
            listing.append(
                text(
                    new ThreadSummary(
                            new ThreadTitle(title),
                            new UserName(owners.get(title)),
                            count(lines),
                            lines.size() - count(lines),
                            NOW,
                            NOW,
                            new UserName(lines.isEmpty() ? owners.get(title) : lines.getLast().by),
                            false)
                        .write())));
    return listing.toString();
  }

  private Answer read(Request.ReadThread read) {
    List<Line> lines = threads.get(read.thread().text());
    if (lines == null) {
      return reply(Reply.of(Code.NO_SUCH_THREAD));
    }
    int total = count(lines);
    int from = read.from() == null ? 1 : read.from();
    int to = read.to() == null ? total : read.to();
    if (read.last() != null) {
      from = Math.max(1, total - read.last() + 1);
    }
    StringBuilder text = new StringBuilder();
    int n = 0;
    for (Line line : lines) {
      n += line.text == null ? 0 : 1;
      if (n >= from && n <= to || n == 0 && from == 1) {
        text.append(written(line, n));
      }
    }
    return view(text.toString(), read.page());
  }

  private static String written(Line line, int n) {
    UserName by = new UserName(line.by);
    return text(
        LineCodec.write(
            line.text == null
                ? new ThreadLine.Upload(
                    by, new FileName(line.file), NOW, line.id, 18_000, "0".repeat(64))
                : new ThreadLine.Message(n, by, line.text, NOW, line.id, line.rev)));
  }

  private Answer view(String text, Request.@Nullable Page page) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (longViews) {
      files.put("view", bytes);
      return reply(Reply.grant(new Reply.Grant("view", 1, bytes.length, null, null), null));
    }
    if (page != null && page.ver() != version) {
      return reply(Reply.of(Code.CHANGED));
    }
    int from = page == null ? 0 : (int) page.off();
    byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PAGE_BYTES));
    return new Answer(Reply.view(new Reply.View(version, from, bytes.length)), piece);
  }

  private static int count(List<Line> lines) {
    return (int) lines.stream().filter(line -> line.text != null).count();
  }

  private static int message(List<Line> lines, int n) {
    int count = 0;
    for (int i = 0; i < lines.size(); i++) {
      count += lines.get(i).text == null ? 0 : 1;
      if (lines.get(i).text != null && count == n) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public LocalFile measure(Path source, Progress progress) throws TransferFailure {
    return new Uploader(Ticker.system(), progress).measure(source, progress);
  }

  @Override
  public void upload(Reply.Grant grant, LocalFile file, Progress progress) throws TransferFailure {
    failIfScripted();
    progress.at(grant.size(), grant.size(), 0);
    try {
      files.put(grant.ticket(), Files.readAllBytes(file.path()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Downloader.Outcome download(
      Reply.Grant grant, Path target, boolean overwrite, Progress progress) throws TransferFailure {
    failIfScripted();
    progress.at(grant.size(), grant.size(), 0);
    byte[] bytes = files.get(grant.ticket());
    try {
      if (Files.exists(target) && Arrays.equals(Files.readAllBytes(target), bytes)) {
        return Downloader.Outcome.ALREADY_THERE;
      }
      if (Files.exists(target) && !overwrite) {
        throw TransferFailures.local(
            TransferFailure.Kind.LOCAL_FILE, "there is another file already");
      }
      Files.write(target, bytes);
      return Downloader.Outcome.FETCHED;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void download(Reply.Grant grant, OutputStream out, Progress progress)
      throws TransferFailure {
    failIfScripted();
    try {
      out.write(files.get(grant.ticket()));
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void failIfScripted() throws TransferFailure {
    if (transferFailure != null) {
      throw transferFailure;
    }
  }

  @Override
  public InputStream view(Reply.Grant grant) {
    return new ByteArrayInputStream(files.get(grant.ticket()));
  }
}
