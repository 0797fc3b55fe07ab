package forum.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Limits;
import forum.protocol.Request;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Inner.Kind;
import forum.protocol.wire.MalformedDatagram;
import forum.server.commit.ForumStore;
import forum.server.event.ConditionEvent;
import forum.server.event.ServerEvent;
import forum.server.exchange.CommandLoop;
import forum.server.exchange.ForumService;
import forum.server.exchange.SessionRules;
import forum.server.model.ForumThread;
import forum.server.model.Quotas;
import forum.server.session.Session;
import forum.server.transfer.TransferDesk;
import forum.testkit.ManualTicker;
import forum.testkit.SeededChance;
import forum.testkit.SimulatedDisk;
import forum.testkit.SimulatedNetwork;
import forum.testkit.SimulatedPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that a client can send once it is logged in, in any order: an input is a row of frames, each
/// of a few bytes for its head and one for the length of its body. Whatever they are, a request has
/// one answer for ever, and what was decided is there after a crash.
final class SessionDecoder {
  private static final int COST = 20;
  private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 10005);
  private static final InetSocketAddress CLIENT = new InetSocketAddress("127.0.0.1", 40_000);
  private static final int FRAMES_MAX = 40;

  /// A body of this length is made as long as that of a segment which is not the last one.
  private static final int FULL = 255;

  /// An address that no computer has, so that no TCP port is opened.
  private static final InetSocketAddress NO_TCP = new InetSocketAddress("192.0.2.1", 10005);

  private final SimulatedDisk disk = new SimulatedDisk(1);
  private final ManualTicker ticker = new ManualTicker();
  private final SeededChance chance = new SeededChance(3);
  private final SimulatedNetwork network = new SimulatedNetwork(ticker, chance);
  private final SimulatedPort client = network.open(CLIENT);
  private final List<ServerEvent> events = new ArrayList<>();
  private final Map<Long, byte[]> answers = new HashMap<>();
  private final ForumStore store;
  private final CommandLoop loop;

  private SessionDecoder() throws IOException {
    store = SmallForum.open(disk, ticker);
    SmallForum.fill(store);
    TransferDesk transfers =
        new TransferDesk(
            new TransferDesk.Place(NO_TCP, true, disk, 0, ticker, chance, Runnable::run),
            store.blobs(),
            store.state().forum()::refersTo,
            _ -> {});
    loop =
        ForumService.over(
            store,
            transfers,
            new ForumService.Settings(
                network.open(SERVER),
                ticker,
                chance,
                new SessionRules(1, 86_400, Limits.PASSWORD_ROUNDS_MIN),
                true,
                Optional.empty(),
                Quotas.USUAL,
                events::add));
  }

  static List<Decoder> all() {
    return List.of(new Decoder("session", seeds(), COST, input -> new SessionDecoder().run(input)));
  }

  private static List<byte[]> seeds() {
    byte[] post = body(new Request.PostMessage(SmallForum.THREAD), "words");
    byte[] list = body(new Request.ListThreads(null), "");
    byte[] remove = body(new Request.RemoveThread(SmallForum.THREAD), "");
    byte[] exit = body(new Request.Exit(), "");
    byte[] edit = body(new Request.EditMessage(SmallForum.THREAD, 1, null, null), "other words");
    return List.of(
        frames(request(1, 1, post), request(1, 1, post), request(2, 2, edit)),
        frames(request(3, 1, edit), request(2, 1, post), request(1, 1, post)),
        frames(
            frame(Kind.REQUEST, 1, 1, 0, 3, full(post)),
            frame(Kind.REQUEST, 1, 1, 2, 3, body("tail")),
            frame(Kind.REQUEST, 1, 1, 1, 3, full(body(""))),
            request(2, 2, post)),
        frames(frame(Kind.QUERY, 7, 0, 0, 1, list), frame(Kind.PING, 8, 0, 0, 1, body(""))),
        frames(request(1, 1, remove), request(2, 5, post), request(2, 1, exit)),
        frames(request(1, 1, exit), request(2, 1, post)));
  }

  private static byte[] body(Request request, String tail) {
    return Body.request(request, tail.getBytes(UTF_8)).bytes();
  }

  private static byte[] body(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] request(int seq, int floor, byte[] body) {
    return frame(Kind.REQUEST, seq, floor, 0, 1, body);
  }

  private static byte[] frame(
      Kind kind, int seq, int floor, int segment, int segments, byte[] body) {
    byte[] head = {
      (byte) kind.ordinal(),
      (byte) seq,
      (byte) floor,
      (byte) segment,
      (byte) segments,
      (byte) body.length
    };
    byte[] frame = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, frame, head.length, body.length);
    return frame;
  }

  /// A full segment that begins with these bytes; as it stands in an input.
  private static byte[] full(byte[] begin) {
    return Arrays.copyOf(begin, FULL);
  }

  private static byte[] frames(byte[]... frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      all.writeBytes(frame);
    }
    return all.toByteArray();
  }

  private void run(byte[] input) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(input);
    for (int i = 0; i < FRAMES_MAX && in.remaining() >= 6; i++) {
      send(next(in));
      turn();
    }
    assertThat(events).noneMatch(ConditionEvent.Failed.class::isInstance);
    String before = state(store);
    disk.crash(SimulatedDisk.Crash.KILL);
    try (ForumStore again = SmallForum.open(disk, ticker)) {
      assertThat(state(again)).isEqualTo(before);
    }
  }

  private static Inner next(ByteBuffer in) {
    Kind kind = Kind.values()[(in.get() & 0xff) % Kind.values().length];
    long seq = in.get();
    long floor = in.get();
    int segment = in.get() & 0xff;
    int segments = in.get() & 0xff;
    int length = in.get() & 0xff;
    byte[] body = new byte[Math.min(length, in.remaining())];
    in.get(body);
    byte[] whole = length == FULL ? Arrays.copyOf(body, Limits.BODY_BYTES) : body;
    return new Inner(kind, 0, 0, seq, floor, 0, segment, segments, whole);
  }

  private void send(Inner inner) {
    ByteBuffer out = ByteBuffer.allocate(Limits.DATAGRAM_BYTES);
    new Frame.Plain(SmallForum.SESSION, inner).writeTo(out);
    client.send(SERVER, out.flip());
  }

  private void turn() throws IOException {
    for (int i = 0; i < 2; i++) {
      ticker.pass(1_000_000);
      network.deliver();
      loop.turn();
    }
    ticker.pass(1_000_000);
    network.deliver();
    ByteBuffer datagram = ByteBuffer.allocate(2 * Limits.DATAGRAM_BYTES);
    while (client.receive(datagram) != null) {
      heard(datagram);
    }
  }

  /// A request has one answer, however often it is asked for.
  private void heard(ByteBuffer datagram) {
    try {
      if (Frame.readFrom(datagram) instanceof Frame.Plain(_, Inner inner)
          && inner.kind() == Kind.RESPONSE) {
        byte[] before = answers.putIfAbsent(inner.seq(), inner.body());
        assertThat(before == null || Arrays.equals(before, inner.body()))
            .as("one answer to request %d", inner.seq())
            .isTrue();
      }
    } catch (MalformedDatagram | Frame.UnknownVersion e) {
      throw new AssertionError("the server sends what nobody can read", e);
    }
  }

  private static String state(ForumStore store) {
    StringBuilder state = new StringBuilder();
    for (Session session : store.state().sessions().all()) {
      state.append(session.user()).append(" at ").append(session.requests().next()).append('\n');
    }
    for (ForumThread thread : store.state().forum().threads()) {
      state.append("%s %d %s%n".formatted(thread.title(), thread.messages(), thread.changedAt()));
    }
    return state.toString();
  }
}
