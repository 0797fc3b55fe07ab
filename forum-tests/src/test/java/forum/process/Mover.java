package forum.process;

import forum.client.transfer.Progress;
import forum.protocol.FileName;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Creates threads with a post and a file, removes every other one again, and brings new users. It
/// needs a server that is always there.
final class Mover implements Routine.Step, AutoCloseable {
  private static final int THREADS_OF_A_GUEST = 4;
  private static final FileName FILE = new FileName("a file");

  /// What the server has acknowledged.
  ///
  /// @param standing threads that are there, with what is in their files
  /// @param leaving threads that it was asked to remove, whether it has answered or not
  /// @param removed threads that are not there any more
  /// @param guests users who have registered
  record Acknowledged(
      Map<String, String> standing,
      List<String> leaving,
      List<String> removed,
      List<String> guests) {}

  private final InetSocketAddress server;
  private final Bot bot;
  private final Path source;
  private final Map<String, String> standing = new LinkedHashMap<>();
  private final List<String> leaving = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private final List<String> guests = new ArrayList<>();
  private int threads;

  /// `folder` is its own.
  Mover(InetSocketAddress server, String name, Path folder) throws Exception {
    this.server = server;
    this.bot = Bot.login(server, name, People.password(name));
    this.source = Files.createDirectories(folder).resolve("source");
  }

  @Override
  public void run() throws Exception {
    String title = title(++threads);
    String contents = "contents of " + title;
    bot.does(new Request.CreateThread(new ThreadTitle(title)));
    Bot.get(bot.post(title, "about " + title));
    Files.writeString(source, contents);
    bot.forum().upload(new ThreadTitle(title), FILE, source, Progress.NONE);
    stands(title, contents);
    if (threads % 2 == 0) {
      remove(title(threads - 1));
    }
    if (threads % THREADS_OF_A_GUEST == 1) {
      bring(bot.name + "-guest-" + threads);
    }
  }

  private String title(int number) {
    return bot.name + "-" + number;
  }

  private synchronized void stands(String title, String contents) {
    standing.put(title, contents);
  }

  private void remove(String title) throws Exception {
    synchronized (this) {
      standing.remove(title);
      leaving.add(title);
    }
    bot.does(new Request.RemoveThread(new ThreadTitle(title)));
    synchronized (this) {
      removed.add(title);
    }
  }

  private void bring(String guest) throws Exception {
    try (Bot registered = Bot.login(server, guest, People.password(guest))) {
      registered.does(new Request.Exit());
    }
    synchronized (this) {
      guests.add(guest);
    }
  }

  /// All until now.
  synchronized Acknowledged acknowledged() {
    return new Acknowledged(
        new LinkedHashMap<>(standing),
        List.copyOf(leaving),
        List.copyOf(removed),
        List.copyOf(guests));
  }

  /// What readers see of one of its threads.
  List<String> lines(String title) {
    return List.of("1 " + bot.name + ": about " + title, bot.name + " uploaded " + FILE);
  }

  /// Where the file of one of its threads lies in a data folder.
  static Path file(Path data, String title) {
    return data.resolve("attachments").resolve(title).resolve(FILE.text());
  }

  @Override
  public void close() {
    bot.close();
  }
}
