package forum.process;

import forum.client.link.ServerLink;
import forum.protocol.Code;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import java.net.InetSocketAddress;

/// Logs in, looks, leaves a word and leaves, and comes again. A server that was started anew in the
/// middle of a login has forgotten its challenge and says so; then the login is begun anew.
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
    while (true) {
      try {
        return Bot.login(server, name, People.password(name));
      } catch (ServerLink.Refused refused) {
        if (refused.reply().code() != Code.AUTH_REQUIRED) {
          throw refused;
        }
      }
    }
  }

  /// What it has said.
  int words() {
    return words;
  }
}
