package forum.client.batch;

import forum.client.library.Connection;
import forum.client.library.Refusal;
import forum.client.link.LinkFailure;
import forum.client.link.ServerLink;
import forum.client.text.Look;
import forum.client.verb.Composition;
import forum.client.verb.Draft;
import forum.client.verb.Failure;
import forum.client.verb.Problem;
import forum.client.verb.Surroundings;
import forum.protocol.Code;
import forum.protocol.ThreadTitle;
import forum.protocol.line.ThreadSummary;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A script: nobody can be asked and nothing is laid out.
final class BatchSurroundings implements Surroundings {
  private static final int COLUMNS = 80;
  private static final int TITLES_MAX = 10_000;
  private static final long TITLES_FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Connection connection;
  private final String user;
  private final Output data;
  private final ByteLines input;
  private final boolean inputIsScript;
  private final boolean json;
  private final Supplier<Optional<Questions>> secrets;
  private final Function<String, Watch> watches;
  private Collection<String> titles = List.of();
  private long titlesFetchedNanos;

  BatchSurroundings(
      Connection connection,
      String user,
      Output data,
      Inputs inputs,
      Supplier<Optional<Questions>> secrets,
      Function<String, Watch> watches) {
    this.secrets = secrets;
    this.connection = connection;
    this.user = user;
    this.data = data;
    this.input = inputs.input();
    this.inputIsScript = inputs.isScript();
    this.json = inputs.json();
    this.watches = watches;
  }

  /// What may be read and written.
  ///
  /// @param isScript whether the input holds the commands, so that no text can be taken from it
  /// @param json whether the output holds nothing but JSON
  record Inputs(ByteLines input, boolean isScript, boolean json) {}

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public Look look() {
    return new Look(COLUMNS, connection.ticker().now(), ZoneId.systemDefault(), user);
  }

  @Override
  public boolean confirm(String question) {
    throw new IllegalStateException("nobody to ask: " + question);
  }

  @Override
  public String secret(String prompt) throws Failure {
    Questions questions =
        secrets
            .get()
            .orElseThrow(
                () ->
                    new Failure(
                        Problem.of(Code.USAGE, "there is no terminal to ask for a password")
                            .hint("PWD -f FILE")));
    return questions.askSecret(prompt);
  }

  @Override
  public Composition compose(Draft draft) {
    throw new IllegalStateException("no editor");
  }

  @Override
  public InputStream input() throws Failure {
    if (inputIsScript) {
      throw new Failure(
          Problem.of(Code.USAGE, "the standard input holds the commands, so - cannot be read")
              .hint("forum-client -c 'MSG -f - title' < file"));
    }
    return input.rest();
  }

  @Override
  public OutputStream output() throws Failure {
    if (json) {
      throw new Failure(
          Problem.of(Code.USAGE, "with --json the standard output holds nothing but JSON")
              .hint("DWN -o PATH title name"));
    }
    data.flush();
    return data.bytes();
  }

  @Override
  public Watch watch(String file) {
    return watches.apply(file);
  }

  @Override
  public Path folder() {
    return Path.of("").toAbsolutePath();
  }

  /// A script that is wrong about one title may be wrong about a thousand, so they are fetched at
  /// most every few seconds.
  @Override
  public Collection<String> titles() throws InterruptedException {
    long now = connection.ticker().nanos();
    if (titlesFetchedNanos == 0 || now - titlesFetchedNanos > TITLES_FRESH_NANOS) {
      titles = fetchTitles();
      titlesFetchedNanos = now;
    }
    return titles;
  }

  private Collection<String> fetchTitles() throws InterruptedException {
    try (Stream<ThreadSummary> rows = connection.forum().list()) {
      return rows.limit(TITLES_MAX).map(row -> row.title().text()).toList();
    } catch (Refusal | LinkFailure | UncheckedIOException e) {
      return List.of(); // only for a suggestion
    }
  }

  @Override
  public int fresh(ThreadTitle thread) {
    return 0;
  }

  @Override
  public String server() {
    return connection.server();
  }

  @Override
  public ServerLink.Status status() {
    return connection.status().get();
  }
}
