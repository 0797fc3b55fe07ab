package forum.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import forum.client.link.Login;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.login.Password;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import forum.testkit.ManualTicker;
import forum.testkit.SeededChance;
import forum.testkit.SimulatedDisk;
import forum.testkit.SimulatedNetwork;
import forum.testkit.SimulatedPort;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two proofs of one user that arrive together are decided in one group of the commit: the second
/// login ends the session of the first before that is durable.
class LoginsAtOnceTest {
  private static final UserName ANN = new UserName("ann");
  private static final Password PASSWORD = Password.of("a password");
  private static final byte[] NOTHING = {};
  private static final int TURNS_MAX = 1000;

  private final ManualTicker ticker = new ManualTicker();
  private final SeededChance chance = new SeededChance(1);
  private final SimulatedNetwork network = new SimulatedNetwork(ticker, chance);
  private final Chronicle chronicle = new Chronicle(ticker);
  private final Scenario.Machine machine = Scenario.quiet(1).machine();
  private final SimulatedServer server =
      new SimulatedServer(
          new SimulatedServer.Surroundings(
              ticker,
              network,
              new SimulatedDisk(1),
              chance,
              new Oracle(machine, ticker),
              chronicle),
          machine);

  /// Somebody who sends each frame once.
  private final class Peer {
    final SimulatedPort port;
    final Login login = new Login(ANN, true, chance);
    final long aid = chance.number();
    Frame.Cookie cookie = Frame.Cookie.NONE;
    Token token = Token.NONE;

    Peer(int number) {
      port = network.open(new InetSocketAddress("127.0.1.1", number));
    }

    void send(Inner inner) {
      boolean outside = token.equals(Token.NONE);
      Frame frame =
          outside ? new Frame.Stranger(aid, cookie, inner) : new Frame.Plain(token, inner);
      ByteBuffer datagram = ByteBuffer.allocate(1200);
      frame.writeTo(datagram);
      port.send(SimulatedServer.ADDRESS, datagram.flip());
    }

    void query(long seq, Request request) {
      byte[] body = Body.request(request, NOTHING).bytes();
      send(Inner.whole(Inner.Kind.QUERY, 0, seq, 0, 0, body));
    }

    Frame next() throws Exception {
      ByteBuffer buffer = ByteBuffer.allocate(2000);
      for (int i = 0; port.receive(buffer) == null; i++) {
        assertThat(i).as(chronicle::tail).isLessThan(TURNS_MAX);
        turn();
      }
      return Frame.readFrom(buffer);
    }

    /// The next answer, the address being proven on the way.
    Reply answer(long seq, Request request) throws Exception {
      Frame frame = next();
      if (frame instanceof Frame.Retry(_, Frame.Cookie fresh)) {
        cookie = fresh;
        query(seq, request);
        frame = next();
      }
      Inner inner = ((Frame.Stranger) frame).inner();
      assertThat(inner.seq()).isEqualTo(seq);
      return Body.of(inner.body()).reply();
    }

    /// Comes as far as the proof.
    Request.Query challenged() throws Exception {
      Request start = login.start(true);
      query(1, start);
      login.challenged(answer(1, start));
      return login.proof(PASSWORD);
    }

    void enter(Request proof) throws Exception {
      token = login.entered(answer(2, proof));
    }
  }

  @BeforeEach
  void start() throws Exception {
    server.start();
    Peer first = new Peer(1);
    Request.Query registration = first.challenged();
    first.query(2, registration);
    first.enter(registration);
  }

  private void turn() {
    ticker.pass(1_000_000);
    network.deliver();
    if (server.dueNanos() <= ticker.nanos()) {
      server.turn();
    }
  }

  @Test
  void the_second_of_two_proofs_at_once_has_the_session_and_the_first_is_told_so()
      throws Exception {
    Peer early = new Peer(2);
    Peer late = new Peer(3);
    Request.Query earlyProof = early.challenged();
    Request.Query lateProof = late.challenged();
    early.query(2, earlyProof);
    late.query(2, lateProof);
    early.enter(earlyProof);
    late.enter(lateProof);

    Inner news = Objects.requireNonNull(((Frame.Plain) early.next()).inner());
    assertThat(news.kind()).isEqualTo(Inner.Kind.GONE);
    assertThat(news.t()).isEqualTo(GoneReason.SUPERSEDED.number());
    late.query(3, new Request.ListThreads(null));
    assertThat(((Frame.Plain) late.next()).inner().kind()).isEqualTo(Inner.Kind.ANSWER);
  }
}
