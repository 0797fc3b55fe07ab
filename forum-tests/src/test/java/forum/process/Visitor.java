package forum.process;

import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import java.net.InetSocketAddress;

/// Logs in, looks, leaves a word and leaves, and comes again.
final class Visitor implements Routine.Step {
  private final InetSocketAddress server;
  private final String name;
  private int words;

  /// Creates a thread of its own, named as it is.
  Visitor(InetSocketAddress server, String name) throws Exception {
    this.server = server;
    this.name = name;
    try (Bot bot = login()) {
      bot.does(new Request.CreateThread(new ThreadTitle(name)));
      bot.does(new Request.Exit());
    }
  }

  @Override
  public void run() throws Exception {
    try (Bot bot = login()) {
      bot.list();
      Bot.get(bot.post(name, "word " + ++words));
      bot.does(new Request.Exit());
    }
  }

  private Bot login() throws Exception {
    return Bot.login(server, name, People.password(name));
  }

  /// What it has said.
  int words() {
    return words;
  }
}
