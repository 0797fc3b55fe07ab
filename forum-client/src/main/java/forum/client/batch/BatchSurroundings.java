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
import forum.protocol.line.ThreadSummary;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// A script: nobody can be asked and nothing is laid out.
final class BatchSurroundings implements Surroundings {
  private static final int COLUMNS = 80;
  private static final int TITLES_MAX = 10_000;

  private final Connection connection;
  private final String user;
  private final Output data;
  private final ByteLines input;
  private final boolean inputIsScript;
  private final boolean json;

  BatchSurroundings(Connection connection, String user, Output data, Inputs inputs, boolean json) {
    this.connection = connection;
    this.user = user;
    this.data = data;
    this.input = inputs.input();
    this.inputIsScript = inputs.isScript();
    this.json = json;
  }

  /// What comes in.
  ///
  /// @param isScript whether it holds the commands, so that no text can be taken from it
  record Inputs(ByteLines input, boolean isScript) {}

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
    return new Watch() {
      @Override
      public void at(long done, long total, long resumedAt) {
        // nobody looks
      }

      @Override
      public void close() {
        // nothing was shown
      }
    };
  }

  @Override
  public Path folder() {
    return Path.of("").toAbsolutePath();
  }

  @Override
  public Collection<String> titles() throws InterruptedException {
    try (Stream<ThreadSummary> rows = connection.forum().list()) {
      return rows.limit(TITLES_MAX).map(row -> row.title().text()).toList();
    } catch (Refusal | LinkFailure | UncheckedIOException e) {
      return List.of(); // only for a suggestion
    }
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
