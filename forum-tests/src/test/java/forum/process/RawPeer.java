package forum.process;

import forum.machine.Chance;
import forum.protocol.Reply;
import forum.protocol.UserName;
import forum.protocol.login.ChannelBinding;
import forum.protocol.login.ClientLogin;
import forum.protocol.login.Nonce;
import forum.protocol.login.Password;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A peer that sends whatever bytes it is told to: what no honest client would send. Sends once and
/// waits, for a loopback address without a relay in between.
final class RawPeer implements AutoCloseable {
  private static final int WAIT_MILLIS = 10_000;
  private static final int SILENCE_MILLIS = 300;

  private final InetSocketAddress server;
  private final DatagramSocket socket;
  private final long aid = Chance.system().number();
  private Frame.Cookie cookie = Frame.Cookie.NONE;
  private Token token = Token.NONE;
  private long queries;
  private long changes;

  RawPeer(InetSocketAddress server) throws IOException {
    this.server = server;
    this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /// Logs in; the name is registered if it is free.
  void login(String user, String password) throws Exception {
    Chance chance = Chance.system();
    String nonce = Nonce.random(chance);
    ClientLogin login = new ClientLogin(new UserName(user), nonce, ChannelBinding.NONE, 4096);
    String start =
        """
        {"op":"LOGIN1","user":"%s","cnonce":"%s","agent":"raw","version":1,"takeover":true}"""
            .formatted(user, nonce);
    Reply.Challenge challenge = Objects.requireNonNull(query(start).challenge());
    Password secret = Password.of(password);
    Body answer =
        challenge.fresh()
            ? Body.request(login.register(challenge, secret, chance, false), new byte[0])
            : Body.request(login.finish(challenge, secret, false), new byte[0]);
    Reply.Session session = Objects.requireNonNull(query(answer.bytes()).session());
    token = Token.ofHex(session.sid());
  }

  /// Sends JSON as a query.
  Reply query(String json) throws Exception {
    return query(json.getBytes(StandardCharsets.UTF_8));
  }

  Reply query(byte[] body) throws Exception {
    return ask(Inner.Kind.QUERY, ++queries, body);
  }

  /// Sends JSON, and bytes behind it, as the next change.
  Reply change(String json, String tail) throws Exception {
    Body body =
        new Body(json.getBytes(StandardCharsets.UTF_8), tail.getBytes(StandardCharsets.UTF_8));
    return change(body.bytes());
  }

  Reply change(byte[] body) throws Exception {
    return ask(Inner.Kind.REQUEST, ++changes, body);
  }

  private Reply ask(Inner.Kind kind, long seq, byte[] body) throws Exception {
    Inner question = Inner.whole(kind, 0, seq, seq, 0, body);
    send(question);
    while (true) {
      Frame frame = receive(WAIT_MILLIS);
      if (frame instanceof Frame.Retry(long id, Frame.Cookie fresh) && id == aid) {
        cookie = fresh;
        send(question);
      }
      Inner inner = inner(frame);
      if (inner != null && isAnswer(inner.kind(), kind) && inner.seq() == seq) {
        return Body.of(inner.body()).reply();
      }
    }
  }

  private static boolean isAnswer(Inner.Kind kind, Inner.Kind asked) {
    return kind == (asked == Inner.Kind.QUERY ? Inner.Kind.ANSWER : Inner.Kind.RESPONSE);
  }

  private static Inner inner(Frame frame) {
    return switch (frame) {
      case Frame.Plain plain -> plain.inner();
      case Frame.Stranger stranger -> stranger.inner();
      default -> null;
    };
  }

  void send(Inner inner) throws IOException {
    ByteBuffer datagram = ByteBuffer.allocate(2000);
    frame(inner).writeTo(datagram);
    byte[] bytes = new byte[datagram.flip().remaining()];
    datagram.get(bytes);
    send(bytes);
  }

  /// The frame in which this peer would send `inner`.
  Frame frame(Inner inner) {
    return token.equals(Token.NONE)
        ? new Frame.Stranger(aid, cookie, inner)
        : new Frame.Plain(token, inner);
  }

  /// Sends any bytes.
  void send(byte[] datagram) throws IOException {
    socket.send(new DatagramPacket(datagram, datagram.length, server));
  }

  private Frame receive(int millis) throws Exception {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    socket.setSoTimeout(millis);
    socket.receive(packet);
    return Frame.readFrom(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
  }

  /// The next inner frame of this session that is not the answer to a query.
  Inner next() throws Exception {
    return Objects.requireNonNull(inner(receive(WAIT_MILLIS)));
  }

  /// How many datagrams arrive until it is silent.
  int drain() throws Exception {
    for (int count = 0; ; count++) {
      try {
        receive(SILENCE_MILLIS);
      } catch (SocketTimeoutException e) {
        return count;
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
