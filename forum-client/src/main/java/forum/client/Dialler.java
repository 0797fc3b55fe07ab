package forum.client;

import forum.client.library.Channel;
import forum.client.library.Connection;
import forum.client.library.Contact;
import forum.client.library.Entrance;
import forum.client.library.ForumClient;
import forum.client.library.Requests;
import forum.client.library.TcpTransfers;
import forum.client.library.Transfers;
import forum.client.link.ServerLink;
import forum.client.trust.Introduction;
import forum.client.trust.KnownServers;
import forum.client.verb.Failure;
import forum.client.verb.LocalCode;
import forum.client.verb.Problem;
import forum.machine.Ticker;
import forum.protocol.Request;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/// Opens the way to a server. Nothing is sent yet.
final class Dialler {
  private final ClientOptions.Safety safety;
  private final Optional<Path> knownServers;
  private final Ticker ticker;

  /// `knownServers` is where the keys of servers are remembered.
  Dialler(ClientOptions.Safety safety, Optional<Path> knownServers, Ticker ticker) {
    this.safety = safety;
    this.knownServers = knownServers;
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
      ServerLink link =
          safety.inTheClear()
              ? ServerLink.inTheClear(address, options)
              : ServerLink.open(address, options);
      return new Line(link, connection(link, host, address));
    } catch (IOException e) {
      throw new Failure(
          Problem.of(LocalCode.NO_SERVER, "local: no socket to be had: " + e.getMessage()));
    }
  }

  private Connection connection(ServerLink link, String host, InetSocketAddress address) {
    Transfers transfers = TcpTransfers.with(link, address, ticker);
    Contact contact =
        new Introduction(
            link,
            KnownServers.name(host, address.getPort()),
            address.getAddress().isLoopbackAddress(),
            knownServers.map(file -> new KnownServers(file, ticker)),
            new Introduction.Wishes(safety.fingerprint(), safety.acceptNew()));
    Requests aside =
        (request, tail) ->
            request instanceof Request.Query query
                ? link.sendAside(query)
                : link.send(request, tail);
    return new Connection(
        host + ":" + address.getPort(),
        contact,
        Entrance.of(link),
        new ForumClient(link::send, transfers, Channel.of(link)),
        new ForumClient(aside, transfers),
        link::status,
        ticker);
  }
}
