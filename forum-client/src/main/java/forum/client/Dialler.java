package forum.client;

import forum.client.library.Connection;
import forum.client.library.Entrance;
import forum.client.library.ForumClient;
import forum.client.library.Requests;
import forum.client.library.TcpTransfers;
import forum.client.library.Transfers;
import forum.client.link.ServerLink;
import forum.client.verb.Failure;
import forum.client.verb.LocalCode;
import forum.client.verb.Problem;
import forum.machine.Ticker;
import forum.protocol.Request;
import java.io.IOException;
import java.net.InetSocketAddress;

/// Opens the way to a server. Nothing is sent yet.
final class Dialler {
  private final Ticker ticker;

  Dialler(Ticker ticker) {
    this.ticker = ticker;
  }

  /// A link and what one can do with it.
  record Line(ServerLink link, Connection connection) implements AutoCloseable {
    @Override
    public void close() {
      link.close();
    }
  }

  Line dial(String host, int port, ServerLink.Options options) throws Failure {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new Failure(Problem.of(LocalCode.NO_SERVER, "local: no host of the name " + host));
    }
    try {
      ServerLink link = ServerLink.open(address, options);
      return new Line(link, connection(link, host + ":" + port, new TcpTransfers(address, ticker)));
    } catch (IOException e) {
      throw new Failure(
          Problem.of(LocalCode.NO_SERVER, "local: no socket to be had: " + e.getMessage()));
    }
  }

  private Connection connection(ServerLink link, String name, Transfers transfers) {
    Requests aside =
        (request, tail) ->
            request instanceof Request.Query query
                ? link.sendAside(query)
                : link.send(request, tail);
    return new Connection(
        name,
        Entrance.of(link),
        new ForumClient(link::send, transfers),
        new ForumClient(aside, transfers),
        link::status,
        ticker);
  }
}
