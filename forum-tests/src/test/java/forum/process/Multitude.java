package forum.process;

import forum.machine.Chance;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.login.Nonce;
import forum.protocol.login.Password;
import forum.protocol.login.Verifier;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Very many clients on one socket, as behind a router: only the identities in their frames tell
/// them apart. All ask the same at the same time, a window of them at once.
final class Multitude implements AutoCloseable {
  private static final int WINDOW = 500;
  private static final int PATIENCE_MILLIS = 1000;
  private static final int SILENCES_MAX = 60;
  private static final int HOARDERS = 20;
  private static final byte[] NOTHING = {};

  private static final class Member {
    final long aid;
    Frame.Cookie cookie = Frame.Cookie.NONE;
    Token token = Token.NONE;

    Member(long aid) {
      this.aid = aid;
    }
  }

  private final InetSocketAddress server;
  private final DatagramSocket socket =
      new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  private final List<Member> members = new ArrayList<>();
  private final Map<Object, Integer> numbers = new HashMap<>();
  private int silences;

  Multitude(InetSocketAddress server, int size) throws IOException {
    this.server = server;
    Chance chance = Chance.system();
    for (int i = 0; i < size; i++) {
      members.add(new Member(chance.number()));
      numbers.put(members.get(i).aid, i);
    }
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setReceiveBufferSize(1 << 20);
  }

  String name(int number) {
    return "member" + number;
  }

  /// Registers everybody, a few at a time, because a challenge waits for its proof only so long.
  /// All have the same password, hashed once, because that is what takes time.
  void register() throws Exception {
    Chance chance = Chance.system();
    byte[] salt = chance.bytes(Verifier.SALT_BYTES);
    Verifier verifier = null;
    for (int from = 0; from < members.size(); from += WINDOW) {
      int first = from;
      int to = Math.min(from + WINDOW, members.size());
      List<Reply> challenges = ask(from, to, i -> query(1, start(i, chance)));
      if (verifier == null) {
        int rounds = challenge(challenges.getFirst()).i();
        verifier = Verifier.of(Password.of("a password"), salt, rounds);
      }
      Verifier known = verifier;
      enter(
          from,
          ask(
              from,
              to,
              i -> query(2, register(challenge(challenges.get(i - first)).snonce(), known))));
    }
  }

  private void enter(int from, List<Reply> sessions) {
    for (int i = 0; i < sessions.size(); i++) {
      Reply reply = sessions.get(i);
      Reply.Session session =
          Objects.requireNonNull(reply.session(), () -> "no session but " + reply);
      members.get(from + i).token = Token.ofHex(session.sid());
      numbers.put(members.get(from + i).token, from + i);
    }
  }

  private static Reply.Challenge challenge(Reply reply) {
    return Objects.requireNonNull(reply.challenge(), () -> "no challenge but " + reply);
  }

  private Request start(int number, Chance chance) {
    return new Request.LoginStart(
        new UserName(name(number)), Nonce.random(chance), "many", 1, false);
  }

  private static Request register(String snonce, Verifier verifier) {
    return new Request.Register(
        snonce,
        encoded(verifier.salt()),
        verifier.rounds(),
        encoded(verifier.storedKey()),
        encoded(verifier.serverKey()),
        false);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Inner query(long seq, Request request) {
    byte[] body = Body.request(request, NOTHING).bytes();
    return Inner.whole(Inner.Kind.QUERY, 0, seq, 0, 0, body);
  }

  /// Everybody posts, as the request `seq` of his session, all earlier ones being answered.
  List<Reply> post(long seq, String thread, IntFunction<String> text) throws Exception {
    return ask(0, members.size(), i -> posting(seq, thread, text.apply(i)));
  }

  /// Everybody sends a post once and waits for nothing.
  void sendPost(long seq, String thread, IntFunction<String> text) throws IOException {
    for (int i = 0; i < members.size(); i++) {
      send(i, posting(seq, thread, text.apply(i)));
    }
  }

  private static Inner posting(long seq, String thread, String text) {
    Request post = new Request.PostMessage(new ThreadTitle(thread));
    byte[] body = Body.request(post, text.getBytes(StandardCharsets.UTF_8)).bytes();
    return Inner.whole(Inner.Kind.REQUEST, 0, seq, seq, 0, body);
  }

  /// Everybody sends all segments of his request `seq` but the first, and sees that they arrived.
  /// Only so many at a time, because the sockets hold only so much.
  void withholdFirstSegment(long seq) throws Exception {
    for (int from = 0; from < members.size(); from += HOARDERS) {
      Set<Integer> open = new LinkedHashSet<>();
      for (int i = from; i < Math.min(from + HOARDERS, members.size()); i++) {
        open.add(i);
      }
      while (!open.isEmpty()) {
        for (int number : open) {
          for (int segment = 1; segment < Limits.SEGMENTS; segment++) {
            send(number, segment(seq, segment));
          }
        }
        awaitSegments(open);
      }
    }
  }

  private static Inner segment(long seq, int number) {
    byte[] body = new byte[Limits.BODY_BYTES];
    return new Inner(Inner.Kind.REQUEST, 0, 0, seq, seq, 0, number, Limits.SEGMENTS, body);
  }

  /// Until all of `open` have been told that all their segments are there, or nobody is told
  /// anything any more.
  private void awaitSegments(Set<Integer> open) throws Exception {
    try {
      while (!open.isEmpty()) {
        boolean whole =
            receive() instanceof Frame.Plain(Token token, Inner inner)
                && inner.kind() == Inner.Kind.SEGMENTS
                && Long.bitCount(inner.x()) == Limits.SEGMENTS - 1
                && open.remove(numbers.get(token));
        silences = whole ? 0 : silences;
      }
    } catch (SocketTimeoutException e) {
      silences++;
      if (silences > SILENCES_MAX) {
        throw new IllegalStateException(open.size() + " are not answered", e);
      }
    }
  }

  /// What members `from` to `to` are answered, the last excluded.
  private List<Reply> ask(int from, int to, IntFunction<Inner> question) throws Exception {
    @Nullable Reply[] replies = new Reply[members.size()];
    Set<Integer> open = new LinkedHashSet<>();
    int next = from;
    silences = 0;
    while (next < to || !open.isEmpty()) {
      while (next < to && open.size() < WINDOW) {
        open.add(next);
        send(next, question.apply(next));
        next++;
      }
      try {
        take(receive(), question, open, replies);
      } catch (SocketTimeoutException e) {
        silences++;
        if (silences > SILENCES_MAX) {
          throw new IllegalStateException(open.size() + " are not answered", e);
        }
        for (int number : open) {
          send(number, question.apply(number));
        }
      }
    }
    return List.of(Arrays.copyOfRange(replies, from, to));
  }

  private void take(
      Frame frame, IntFunction<Inner> question, Set<Integer> open, @Nullable Reply[] replies)
      throws Exception {
    switch (frame) {
      case Frame.Retry(long aid, Frame.Cookie cookie) -> {
        int number = numbers.get(aid);
        members.get(number).cookie = cookie;
        send(number, question.apply(number));
      }
      case Frame.Stranger(long aid, _, Inner inner) ->
          answer(numbers.get(aid), inner, question, open, replies);
      case Frame.Plain(Token token, Inner inner) ->
          answer(numbers.get(token), inner, question, open, replies);
      default -> throw new IllegalStateException("unexpected: " + frame);
    }
  }

  private static void answer(
      int number,
      Inner inner,
      IntFunction<Inner> question,
      Set<Integer> open,
      @Nullable Reply[] replies)
      throws Exception {
    boolean answer = inner.kind() == Inner.Kind.ANSWER || inner.kind() == Inner.Kind.RESPONSE;
    if (answer && open.contains(number) && inner.seq() == question.apply(number).seq()) {
      replies[number] = Body.of(inner.body()).reply();
      open.remove(number);
    }
  }

  private void send(int number, Inner inner) throws IOException {
    Member member = members.get(number);
    Frame frame =
        member.token.equals(Token.NONE)
            ? new Frame.Stranger(member.aid, member.cookie, inner)
            : new Frame.Plain(member.token, inner);
    ByteBuffer datagram = ByteBuffer.allocate(2000);
    frame.writeTo(datagram);
    socket.send(new DatagramPacket(datagram.array(), datagram.position(), server));
  }

  private Frame receive() throws Exception {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    socket.receive(packet);
    return Frame.readFrom(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
  }

  @Override
  public void close() {
    socket.close();
  }
}
