package forum.benchmarks;

import forum.protocol.ThreadTitle;
import forum.testkit.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A forum server under measurement, and users who are logged in to it.
final class Forum implements AutoCloseable {
  /// Threads that the users spread over.
  private static final int THREADS = 8;

  /// Posts in each before anything is measured, so that there is something to read.
  private static final int POSTS = 4 * Errand.MESSAGES;

  private final String label;
  private final ServerProcess server;
  private final Crowd crowd;
  private final List<Guest> guests = new ArrayList<>();
  private @Nullable Beside beside;

  private Forum(String label, ServerProcess server, Crowd crowd) {
    this.label = label;
    this.server = server;
    this.crowd = crowd;
  }

  /// Starts the server and logs the users in.
  ///
  /// @param command starts it, but for the port and the data folder
  /// @param sealed whether the users seal what they say
  static Forum open(
      String label, List<String> command, boolean sealed, Path folder, Crowd crowd, int users)
      throws IOException {
    int port = Ports.free();
    List<String> whole = new ArrayList<>(command);
    Path data = Files.createDirectories(folder.resolve(label));
    whole.addAll(List.of(Integer.toString(port), "--exact-port", "--data", data.toString()));
    Forum forum = new Forum(label, ServerProcess.start(whole, data, port), crowd);
    forum.logIn(users, sealed);
    forum.furnish();
    return forum;
  }

  private void logIn(int users, boolean sealed) throws IOException {
    for (int i = 0; i < users; i++) {
      String name = "user" + i;
      Guest guest = crowd.seat(server.address(), line -> new Guest(name, line, sealed));
      guest.logIn();
      crowd.goUntil(guest::isInSession);
      guests.add(guest);
    }
  }

  private void furnish() throws IOException {
    for (int i = 0; i < THREADS; i++) {
      finish(new Errand.Create(thread(i)));
      for (int n = 0; n < POSTS; n++) {
        finish(Errand.Post.to(thread(i)));
      }
    }
  }

  private void finish(Errand errand) throws IOException {
    CompletableFuture<?> future = errand.run(guests.getFirst());
    crowd.goUntil(future::isDone);
    future.join();
  }

  private static ThreadTitle thread(int number) {
    return new ThreadTitle("thread-" + number % THREADS);
  }

  String label() {
    return label;
  }

  ServerProcess server() {
    return server;
  }

  /// Users post, each one at a time.
  Load posts(String name, int clients) {
    return new Load(name, operations(0, clients, Errand.Post::to), 1);
  }

  /// Somebody with a very long thread, which is written when this is asked first.
  Beside beside() throws IOException {
    if (beside == null) {
      System.err.println("writing a thread of " + Beside.MEBIBYTES + " MiB");
      beside = Beside.open(server.address());
    }
    return beside;
  }

  /// Users `from` to `to` post, each with `window` posts under way.
  Load posts(int from, int to, int window) {
    String name = window == 1 ? "post" : "post, " + window + " under way each";
    return new Load(name, operations(from, to, Errand.Post::to), window);
  }

  /// Users `from` to `to` read.
  Load reads(int from, int to) {
    return new Load("read", operations(from, to, Errand.Read::new), 1);
  }

  private List<Caller.Operation> operations(int from, int to, Function<ThreadTitle, Errand> made) {
    return IntStream.range(from, to)
        .mapToObj(i -> guests.get(i).on(made.apply(thread(i))))
        .toList();
  }

  @Override
  public void close() throws IOException {
    if (beside != null) {
      beside.close();
    }
    server.close();
  }
}
