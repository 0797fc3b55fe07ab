package forum.server.transfer;

import forum.protocol.seal.Tls;
import forum.protocol.transfer.MalformedFrame;
import forum.protocol.transfer.TransferFrame;
import forum.server.model.ServerLimits;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/// The TCP port, while there is a reason to have one. Opened and closed by the command loop; each
/// connection has a virtual thread.
///
/// The system frees the port only when nobody waits for connections on it any more, so closing
/// waits for the thread that accepts: else the port could not be opened again at once.
final class TransferListener implements Closeable {
  private static final Duration CLOSE_MAX = Duration.ofSeconds(1);
  private static final long PREFACE_NANOS = TimeUnit.SECONDS.toNanos(ServerLimits.PREFACE_SECONDS);

  private final TransferDesk.Place place;
  private final Courier courier;
  private final Consumer<TransferResult> results;
  private final Deque<Connection> strangers = new ConcurrentLinkedDeque<>();
  private volatile @Nullable ServerSocketChannel channel;
  private @Nullable Thread acceptor;

  TransferListener(TransferDesk.Place place, Courier courier, Consumer<TransferResult> results) {
    this.place = place;
    this.courier = courier;
    this.results = results;
  }

  /// Opens the port unless it is open.
  ///
  /// @return its number
  int open() throws IOException {
    ServerSocketChannel present = channel;
    if (present != null && present.isOpen()) {
      return present.socket().getLocalPort();
    }
    ServerSocketChannel opened = ServerSocketChannel.open();
    try {
      opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      opened.bind(place.address());
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    channel = opened;
    acceptor = Thread.ofPlatform().daemon().name("transfers").start(() -> acceptAll(opened));
    return opened.socket().getLocalPort();
  }

  boolean isOpen() {
    ServerSocketChannel present = channel;
    return present != null && present.isOpen();
  }

  private void acceptAll(ServerSocketChannel opened) {
    try {
      while (true) {
        accepted(opened.accept());
      }
    } catch (ClosedChannelException e) {
      // The loop has closed the port.
    } catch (IOException e) {
      results.accept(new TransferResult.Trouble("TCP port closed: " + e.getMessage()));
      close(opened);
    }
  }

  private void accepted(SocketChannel socket) {
    Connection connection = new Connection(socket);
    if (strangers.size() >= ServerLimits.TRANSFER_STRANGERS) {
      closeOldest(); // who means it has shown a ticket long before its turn comes
    }
    connection.pace().answer(place.ticker().nanos(), PREFACE_NANOS);
    strangers.add(connection);
    Thread.ofVirtual().name("transfer").start(() -> serve(connection));
  }

  private void closeOldest() {
    Connection oldest = strangers.pollFirst();
    if (oldest != null) {
      oldest.close();
    }
  }

  private void serve(Connection connection) {
    try {
      TransferFrame.@Nullable Ticket ticket = ticket(connection);
      strangers.remove(connection);
      if (ticket != null) {
        courier.serve(ticket, connection);
      }
    } catch (IOException | MalformedFrame e) {
      // Whoever cannot show a ticket is left without a word.
    } finally {
      strangers.remove(connection);
      connection.close();
    }
  }

  private TransferFrame.@Nullable Ticket ticket(Connection connection)
      throws IOException, MalformedFrame {
    boolean welcome = place.plainFromAnywhere() || connection.isFromHere();
    return connection.begin(welcome, place.tls().map(TransferListener::engines))
            && connection.in().read() instanceof TransferFrame.Ticket ticket
        ? ticket
        : null;
  }

  private static Supplier<SSLEngine> engines(Supplier<SSLContext> context) {
    return () -> Tls.serverEngine(context.get(), Tls.TRANSFERS);
  }

  /// Closes connections that have not shown a ticket in time.
  void sweep(long nowNanos) {
    strangers.stream()
        .filter(stranger -> stranger.pace().isOver(nowNanos))
        .forEach(Connection::close);
  }

  /// Closes the port and every connection that has not shown a ticket.
  @Override
  public void close() {
    ServerSocketChannel present = channel;
    channel = null;
    if (present != null) {
      close(present);
      awaitAcceptor();
    }
    strangers.forEach(Connection::close);
  }

  private void awaitAcceptor() {
    try {
      if (acceptor != null) {
        acceptor.join(CLOSE_MAX);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void close(ServerSocketChannel opened) {
    try {
      opened.close();
    } catch (IOException e) {
      results.accept(new TransferResult.Trouble("TCP port not closed: " + e.getMessage()));
    }
  }
}
