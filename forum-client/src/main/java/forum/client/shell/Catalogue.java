package forum.client.shell;

import forum.client.library.ForumClient;
import forum.client.library.Seen;
import forum.client.library.Selection;
import forum.client.terminal.Suggestion;
import forum.client.text.Look;
import forum.client.text.Sizes;
import forum.client.text.Times;
import forum.client.verb.Session;
import forum.machine.Ticker;
import forum.protocol.InvalidValue;
import forum.protocol.ThreadTitle;
import forum.protocol.line.Presence;
import forum.protocol.line.ThreadLine;
import forum.protocol.line.ThreadSummary;
import forum.protocol.line.TokenLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What the forum holds, as far as completion needs it: titles, users, and of a thread the user's
/// own messages and the attachments. Kept a little while and fetched in the background.
final class Catalogue {
  private static final int THREADS_MAX = 20;
  private static final int TITLES_MAX = 5000;
  private static final int MESSAGES_BACK = 500;

  private final ForumClient forum;
  private final Session session;
  private final NoticeBoard news;
  private final Supplier<Look> look;
  private final Executor executor;
  private final Ticker ticker;
  private final Remembered<List<ThreadSummary>> threads;
  private final Remembered<List<Presence>> users;
  private final Remembered<List<TokenLine>> tokens;
  private final Map<ThreadTitle, Remembered<List<ThreadLine.Entry>>> entries =
      new LinkedHashMap<>(16, 0.75f, true);

  Catalogue(
      ForumClient forum,
      Session session,
      NoticeBoard news,
      Supplier<Look> look,
      Executor executor,
      Ticker ticker) {
    this.forum = forum;
    this.session = session;
    this.news = news;
    this.look = look;
    this.executor = executor;
    this.ticker = ticker;
    this.threads = remembered(this::fetchThreads);
    this.users = remembered(this::fetchUsers);
    this.tokens = remembered(this::fetchTokens);
  }

  private <T> Remembered<T> remembered(Callable<T> source) {
    return new Remembered<>(source, executor, ticker);
  }

  private List<ThreadSummary> fetchThreads() throws Exception {
    try (Stream<ThreadSummary> rows = forum.list()) {
      return rows.limit(TITLES_MAX).toList();
    }
  }

  private List<Presence> fetchUsers() throws Exception {
    try (Stream<Presence> rows = forum.users()) {
      return rows.toList();
    }
  }

  private List<TokenLine> fetchTokens() throws Exception {
    try (Stream<TokenLine> rows = forum.tokens()) {
      return rows.toList();
    }
  }

  /// Has the titles at hand when they are first asked for.
  void prepare() {
    var _ = threads.refresh();
  }

  /// Titles, for suggestions where one was mistyped.
  List<String> titles() {
    return threads.newest().orElse(List.of()).stream().map(row -> row.title().text()).toList();
  }

  /// Titles, with what is in them: those with news first, then the newest.
  List<Suggestion> threads() {
    return threads.recent().map(this::threads).orElse(List.of(Suggestion.LOADING));
  }

  private List<Suggestion> threads(List<ThreadSummary> rows) {
    return rows.stream()
        .sorted(
            Comparator.<ThreadSummary>comparingInt(row -> -news.fresh(row.title().text()))
                .thenComparing(ThreadSummary::changed, Comparator.reverseOrder())
                .thenComparing(ThreadSummary::title))
        .map(row -> Suggestion.of(row.title().text(), contents(row)))
        .toList();
  }

  private String contents(ThreadSummary row) {
    StringBuilder contents = new StringBuilder();
    contents.append(row.messages()).append(row.messages() == 1 ? " message" : " messages");
    int fresh = news.fresh(row.title().text());
    if (fresh > 0) {
      contents.append(", ").append(fresh).append(" new");
    }
    Duration ago = Duration.between(row.changed(), look.get().now());
    contents.append(", ").append(row.author()).append(' ').append(Times.span(ago)).append(" ago");
    return contents.toString();
  }

  /// The user's own messages in a thread, newest first. What is listed counts as shown: it is what
  /// an edit or delete will be about.
  List<Suggestion> ownMessages(String title) {
    return entries(title)
        .map(list -> ownMessages(new ThreadTitle(title), list))
        .orElse(List.of(Suggestion.LOADING));
  }

  private List<Suggestion> ownMessages(ThreadTitle title, List<ThreadLine.Entry> list) {
    List<Suggestion> own = new ArrayList<>();
    for (ThreadLine.Entry entry : list.reversed()) {
      if (entry instanceof ThreadLine.Message message && message.author().equals(session.user())) {
        session.saw(title, message.number(), new Seen(message.id(), message.revision()));
        own.add(Suggestion.of(Integer.toString(message.number()), preview(message)));
      }
    }
    return own;
  }

  private String preview(ThreadLine.Message message) {
    String text = message.text().lines().findFirst().orElse("");
    return look.get().time(message.at()) + "  " + text;
  }

  /// The attachments of a thread, newest first.
  List<Suggestion> attachments(String title) {
    return entries(title)
        .map(list -> list.reversed().stream().flatMap(this::attachment).toList())
        .orElse(List.of(Suggestion.LOADING));
  }

  private Stream<Suggestion> attachment(ThreadLine.Entry entry) {
    if (!(entry instanceof ThreadLine.Upload upload)) {
      return Stream.of();
    }
    String size = upload.size() < 0 ? "" : Sizes.shown(upload.size()) + ", ";
    String preview = size + upload.user() + " " + look.get().time(upload.at());
    return Stream.of(Suggestion.of(upload.file().text(), preview));
  }

  /// Who is on-line.
  List<Suggestion> users() {
    return users
        .recent()
        .map(rows -> rows.stream().map(this::user).toList())
        .orElse(List.of(Suggestion.LOADING));
  }

  private Suggestion user(Presence row) {
    String idle = Times.span(Duration.ofSeconds(row.idleSeconds()));
    return Suggestion.of(row.user().text(), "on-line, idle " + idle);
  }

  /// The user's own tokens.
  List<Suggestion> tokens() {
    return tokens
        .recent()
        .map(rows -> rows.stream().filter(row -> row.revoked() == null).map(this::token).toList())
        .orElse(List.of(Suggestion.LOADING));
  }

  private Suggestion token(TokenLine row) {
    String until = look.get().time(row.expires());
    return Suggestion.of(row.name().text(), row.scope().word() + ", until " + until);
  }

  private Optional<List<ThreadLine.Entry>> entries(String title) {
    try {
      return remembered(new ThreadTitle(title)).recent();
    } catch (InvalidValue e) {
      return Optional.of(List.of());
    }
  }

  private synchronized Remembered<List<ThreadLine.Entry>> remembered(ThreadTitle title) {
    if (entries.size() > THREADS_MAX) {
      entries.remove(entries.keySet().iterator().next());
    }
    return entries.computeIfAbsent(title, key -> remembered(() -> fetchEntries(key)));
  }

  private List<ThreadLine.Entry> fetchEntries(ThreadTitle title) throws Exception {
    try (Stream<ThreadLine.Entry> stream = forum.read(title, Selection.last(MESSAGES_BACK))) {
      return stream.toList();
    }
  }
}
