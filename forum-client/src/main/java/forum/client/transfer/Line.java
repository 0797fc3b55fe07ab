package forum.client.transfer;

import forum.machine.Ticker;
import forum.protocol.Reply;
import forum.protocol.transfer.FrameReader;
import forum.protocol.transfer.FrameWriter;
import forum.protocol.transfer.MalformedFrame;
import forum.protocol.transfer.Pace;
import forum.protocol.transfer.TransferFrame;
import forum.protocol.transfer.TransferRefused;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One TCP connection to the server, watched so that it cannot fall silent for ever. Used by one
/// thread; [#cancel] is for any.
final class Line implements Closeable {
  private static final int CONNECT_MILLIS = 10_000;
  private static final long WATCH_MILLIS = 250;

  /// No byte in either direction for so long is the end.
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /// The server may first have to read a part of gigabytes, or force one to its disk.
  private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(120);

  private final Ticker ticker;
  private final SocketChannel socket;
  private final Pace pace = new Pace(1, SILENCE_NANOS);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Protection protection;
  private volatile @Nullable FrameReader in;
  private volatile @Nullable FrameWriter out;
  private volatile boolean cancelled;
  private volatile boolean silent;

  private Line(Ticker ticker, Protection protection, SocketChannel socket) {
    this.ticker = ticker;
    this.protection = protection;
    this.socket = socket;
  }

  /// A line that is not connected yet, but can be cancelled.
  static Line open(Ticker ticker, Protection protection) throws TransferFailure {
    try {
      Line line = new Line(ticker, protection, SocketChannel.open());
      Thread.ofVirtual().name("transfer watch").start(line::watch);
      return line;
    } catch (IOException e) {
      throw TransferFailure.local(TransferFailure.Kind.NO_SERVER, "no socket: " + e.getMessage())
          .because(e);
    }
  }

  private void watch() {
    try {
      while (!closed.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
        if (pace.isOver(ticker.nanos())) {
          silent = true;
          shut();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does
    }
  }

  /// Connects, shows the ticket and waits until the server lets bytes flow.
  ///
  /// @param server its UDP address; the grant says which TCP port
  TransferFrame.Go begin(InetSocketAddress server, Reply.Grant grant, long offset)
      throws IOException, MalformedFrame, TransferRefused {
    connect(new InetSocketAddress(server.getAddress(), grant.port()));
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    awaitAnswer();
    ByteChannel stream = protection.over(socket, server);
    in = new FrameReader(stream);
    out = new FrameWriter(stream);
    out().write(new TransferFrame.Ticket(ticket(grant), offset));
    TransferFrame.Go go = go();
    if (go.size() != grant.size()) {
      throw new MalformedFrame(go.size() + " bytes, granted were " + grant.size());
    }
    pace.bytes(ticker.nanos());
    return go;
  }

  private TransferFrame.Go go() throws IOException, MalformedFrame, TransferRefused {
    try {
      return in().read(TransferFrame.Go.class);
    } catch (EOFException e) {
      throw new IOException("the ticket was not accepted", e);
    }
  }

  private void connect(InetSocketAddress address) throws IOException {
    socket.socket().connect(address, CONNECT_MILLIS);
  }

  private static byte[] ticket(Reply.Grant grant) throws MalformedFrame {
    try {
      byte[] ticket = Base64.getUrlDecoder().decode(grant.ticket());
      if (ticket.length == TransferFrame.TICKET_BYTES) {
        return ticket;
      }
    } catch (IllegalArgumentException e) {
      // As bad as one of the wrong length.
    }
    throw new MalformedFrame("a ticket of a form that does not exist");
  }

  FrameReader in() {
    return Objects.requireNonNull(in, "not begun");
  }

  FrameWriter out() {
    return Objects.requireNonNull(out, "not begun");
  }

  /// Bytes have moved: neither end is dead.
  void moved(long bytes) {
    pace.moved(bytes);
  }

  /// The server has something to do before it answers.
  void awaitAnswer() {
    pace.answer(ticker.nanos(), ANSWER_NANOS);
  }

  /// Tells the server that this end gives up; it may be gone.
  void tell(TransferRefused refused) {
    try {
      out().write(refused.frame());
    } catch (IOException e) {
      refused.addSuppressed(e);
    }
  }

  /// Whether the user has ended the transfer: everything that failed then failed because of that.
  boolean isStopped() {
    return cancelled || Thread.currentThread().isInterrupted();
  }

  /// What a failed connection means.
  TransferFailure failure(IOException cause) {
    TransferFailure failure;
    if (isStopped()) {
      failure = TransferFailure.local(TransferFailure.Kind.CANCELLED, "stopped");
    } else if (silent) {
      failure =
          TransferFailure.server(TransferFailure.Kind.NO_SERVER, "no byte has moved for too long");
    } else {
      failure =
          TransferFailure.server(
              TransferFailure.Kind.NO_SERVER, "the connection broke (" + cause.getMessage() + ")");
    }
    return failure.because(cause);
  }

  /// Ends the transfer from outside.
  void cancel() {
    cancelled = true;
    shut();
  }

  private void shut() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  @Override
  public void close() {
    closed.countDown();
    shut();
  }
}
