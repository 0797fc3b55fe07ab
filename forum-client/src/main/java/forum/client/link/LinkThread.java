package forum.client.link;

import forum.client.link.ServerLink.Options;
import forum.client.link.ServerLink.Status;
import forum.machine.Chance;
import forum.machine.DatagramPort;
import forum.machine.Ticker;
import forum.protocol.Limits;
import forum.protocol.login.ChannelBinding;
import forum.protocol.wire.Frame;
import forum.protocol.wire.MalformedDatagram;
import forum.protocol.wire.Token;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/// The thread of a link and what it owns: the socket, the conversation and the way between them. It
/// does what other threads want, takes what arrives, and sleeps until either comes or something is
/// due. The methods that are not private may be called by any thread.
final class LinkThread {
  private static final int COMMANDS_MAX = 4096;

  private final InetSocketAddress server;
  private final Options options;
  private final DatagramPort port;
  private final Ticker ticker;
  private final Conversation conversation;
  private final Way way;
  private final BlockingQueue<Runnable> commands = new ArrayBlockingQueue<>(COMMANDS_MAX);
  private final ByteBuffer outgoing = ByteBuffer.allocate(Limits.DATAGRAM_BYTES);
  private final Thread thread;
  private volatile boolean closed;
  private volatile Status status = new Status(Duration.ZERO, 0, 0, 0, 0);
  private long connectDeadlineNanos;

  LinkThread(
      InetSocketAddress server,
      Options options,
      boolean clear,
      DatagramPort port,
      Ticker ticker,
      Chance chance) {
    this.server = server;
    this.options = options;
    this.port = port;
    this.ticker = ticker;
    this.conversation =
        new Conversation(
            chance,
            options.timeout().toNanos(),
            this::say,
            options.onNotice(),
            options.onSettled());
    this.way = clear ? new ClearWay(this::transmit, conversation::receive) : sealedWay(chance);
    this.thread = Thread.ofPlatform().name("link").daemon().unstarted(this::run);
  }

  private SealedWay sealedWay(Chance chance) {
    return new SealedWay(
        chance,
        server.getHostString(),
        server.getPort(),
        conversation.aid(),
        this::transmit,
        new SealedWay.Inside() {
          @Override
          public void receive(Frame frame, long nowNanos) {
            conversation.receive(frame, nowNanos);
          }

          @Override
          public void reopened(long nowNanos) {
            conversation.reopened(nowNanos);
          }

          @Override
          public void lost(String why) {
            conversation.leave(why);
          }
        });
  }

  void start() {
    thread.start();
  }

  /// Completes when the way is there.
  CompletableFuture<ServerKey> connected() {
    return way.connected();
  }

  ChannelBinding binding() {
    return way.binding();
  }

  Status status() {
    return status;
  }

  void trust(ServerKey key) {
    commands.add(() -> way.trust(key));
    port.wakeUp();
  }

  void enter(Token session) {
    commands.add(() -> conversation.enter(session, ticker.nanos()));
    port.wakeUp();
  }

  void submit(Exchange exchange) {
    Runnable command = () -> conversation.submit(exchange, ticker.nanos());
    boolean taken = commands.offer(command);
    boolean missed = closed && commands.remove(command); // the thread has run its last commands
    if (!taken || missed) {
      exchange.fail(
          new LinkFailure.NoAnswer(closed ? "the link is closed" : "too many requests at once"));
    }
    port.wakeUp();
  }

  void close() {
    closed = true;
    port.wakeUp();
  }

  private void run() {
    ByteBuffer incoming = ByteBuffer.allocate(2 * Limits.DATAGRAM_BYTES);
    try (port) {
      connectDeadlineNanos = ticker.nanos() + options.timeout().toNanos();
      way.connect(ticker.nanos());
      while (!closed) {
        turn(incoming);
      }
    } catch (IOException e) {
      conversation.leave("local: " + e.getMessage());
    } finally {
      closed = true;
      commands.forEach(Runnable::run);
      conversation.leave("the link is closed");
      way.giveUp(new LinkFailure.NoAnswer("the link is closed"));
    }
  }

  private void turn(ByteBuffer incoming) throws IOException {
    for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
      command.run();
    }
    long next = Math.min(conversation.tick(ticker.nanos()), tickWay());
    publishStatus();
    port.await(Math.max(0, next - ticker.nanos()));
    for (InetSocketAddress from = port.receive(incoming);
        from != null;
        from = port.receive(incoming)) {
      if (from.equals(server)) {
        receive(incoming);
      }
    }
  }

  private long tickWay() {
    long nowNanos = ticker.nanos();
    if (!way.connected().isDone() && nowNanos - connectDeadlineNanos >= 0) {
      String time = options.timeout().toSeconds() + " s";
      way.giveUp(new LinkFailure.NoAnswer("no answer in " + time));
    }
    long next = way.tick(nowNanos, conversation.silenceNanos(nowNanos));
    return way.connected().isDone() ? next : Math.min(next, connectDeadlineNanos);
  }

  private void receive(ByteBuffer incoming) {
    try {
      way.receive(Frame.readFrom(incoming), ticker.nanos());
    } catch (MalformedDatagram | Frame.UnknownVersion e) {
      // Noise on the wire, as good as lost.
    }
  }

  /// What the conversation says.
  private void say(Frame frame) {
    way.send(frame);
  }

  private void transmit(Frame frame) {
    outgoing.clear();
    frame.writeTo(outgoing);
    try {
      port.send(server, outgoing.flip());
    } catch (IOException e) {
      conversation.leave("local: " + e.getMessage());
      closed = true;
    }
  }

  private void publishStatus() {
    long now = ticker.nanos();
    status =
        new Status(
            Duration.ofNanos(conversation.silenceNanos(now)),
            conversation.roundTripNanos() / 1000,
            conversation.sent(),
            conversation.repeated(),
            conversation.unanswered());
  }
}
