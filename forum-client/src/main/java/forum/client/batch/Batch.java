package forum.client.batch;

import forum.client.library.Connection;
import forum.client.link.ServerLink;
import forum.client.verb.Failure;
import forum.client.verb.Interpreter;
import forum.client.verb.LocalCode;
import forum.client.verb.LoginProblems;
import forum.client.verb.Problem;
import forum.client.verb.Session;
import forum.client.verb.Surroundings;
import forum.client.verb.Verbs;
import forum.protocol.Reply;
import forum.protocol.UserName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// One run of a script: logs in, runs the commands, leaves.
public final class Batch {
  /// As for any program whose reader has gone (128 + SIGPIPE).
  private static final int BROKEN_PIPE_STATUS = 141;

  private static final int FAREWELL_SECONDS = 2;

  private final BatchOptions options;
  private final Identity identity;
  private final List<String> commands;
  private final Streams streams;
  private final Supplier<Optional<Questions>> terminal;
  private final Messages messages;
  private final ByteLines input;
  private final Output data;

  /// Runs `commands`, or what the standard input holds when there are none.
  public Batch(BatchOptions options, Identity identity, List<String> commands, Streams streams) {
    this(options, identity, commands, streams, TerminalQuestions::find);
  }

  Batch(
      BatchOptions options,
      Identity identity,
      List<String> commands,
      Streams streams,
      Supplier<Optional<Questions>> terminal) {
    this.options = options;
    this.identity = identity;
    this.commands = commands;
    this.streams = streams;
    this.terminal = terminal;
    this.messages = new Messages(streams.error(), options.quiet());
    this.input = new ByteLines(streams.input());
    this.data = new Output(streams.output());
  }

  /// Runs it.
  ///
  /// @return the exit status
  public int run(Connection connection) {
    try {
      UserName user = login().run(connection);
      return run(connection, user);
    } catch (Failure failure) {
      return refused(failure.problem());
    } catch (IOException e) {
      return refused(Problem.of(LocalCode.LOCAL_FILE, "local: " + e.getMessage()));
    } catch (BrokenPipe _) {
      farewell(connection);
      return BROKEN_PIPE_STATUS;
    }
  }

  private int refused(Problem problem) {
    messages.beforeAnything(problem);
    return problem.exit();
  }

  private BatchLogin login() {
    boolean typed = streams.inputIsTerminal();
    Questions dialogue =
        typed
            ? terminal.get().orElseGet(() -> new PipedQuestions(input, messages))
            : new PipedQuestions(input, messages);
    return new BatchLogin(identity, input, dialogue, this::askTerminal, messages);
  }

  private Questions askTerminal() {
    return terminal.get().orElse(new NoTerminal());
  }

  private int run(Connection connection, UserName user) throws IOException {
    Verbs verbs = new Verbs();
    boolean piped = commands.isEmpty();
    BatchSurroundings surroundings =
        new BatchSurroundings(
            connection,
            user.text(),
            data,
            new BatchSurroundings.Inputs(input, piped, options.json()),
            terminal,
            file -> watch(connection, file));
    Session session = new Session(connection.forum(), user, surroundings, connection.ticker());
    ResultPrinter printer =
        options.json() ? new JsonPrinter(data) : new TextPrinter(data, messages, options.quiet());
    BatchRunner runner =
        new BatchRunner(new Interpreter(verbs, session), printer, options, data, messages);
    Tally tally = runner.run(new Script(piped ? input : given(), verbs));
    if (!runner.hasLeft()) {
      farewell(connection);
    }
    if (options.verbose()) {
      ServerLink.Status path = connection.status().get();
      messages.remark(
          path.sent()
              + " datagrams sent, "
              + path.repeated()
              + " of them again; round trip "
              + path.roundTripMicros()
              + " us");
    }
    return tally.exitStatus();
  }

  private Surroundings.Watch watch(Connection connection, String file) {
    boolean watched = streams.errorIsTerminal() && !options.quiet();
    return watched
        ? new ErrorProgress(streams.error(), connection.ticker(), file)
        : new Unwatched();
  }

  /// Nobody looks.
  private static final class Unwatched implements Surroundings.Watch {
    @Override
    public void at(long done, long total, long resumedAt) {
      // for nobody
    }

    @Override
    public void close() {
      // nothing was shown
    }
  }

  private ByteLines given() {
    String text = String.join("\n", commands);
    return new ByteLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Ends the session. All that was asked for is done by now, so a lost farewell is no failure.
  private static void farewell(Connection connection) {
    var _ =
        connection
            .forum()
            .exit()
            .orTimeout(FAREWELL_SECONDS, TimeUnit.SECONDS)
            .exceptionally(failure -> Reply.ok()) // the server ends a silent session by itself
            .join();
  }

  /// A name was given but no secret, and there is nobody to ask.
  private static final class NoTerminal implements Questions {
    @Override
    public String ask(String prompt) throws Failure {
      throw new Failure(
          LoginProblems.required("a password is needed and there is no terminal to ask for it")
              .hint("forum-client -u NAME --password-file FILE"));
    }

    @Override
    public String askSecret(String prompt) throws Failure {
      return ask(prompt);
    }
  }
}
