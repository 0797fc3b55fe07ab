package forum.server.exchange;

import forum.machine.DatagramPort;
import forum.protocol.Limits;
import forum.protocol.UserName;
import forum.protocol.login.Password;
import forum.protocol.login.Verifier;
import forum.server.commit.ForumStore;
import forum.server.commit.Hold;
import forum.server.event.ServerEvent;
import forum.server.model.Event;
import forum.server.model.Quotas;
import forum.server.transfer.TransferDesk;
import forum.testkit.ManualTicker;
import forum.testkit.SeededChance;
import forum.testkit.SimulatedDisk;
import forum.testkit.SimulatedNetwork;
import forum.testkit.SimulatedPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The whole server but for its process: on a disk, a network and a clock that are simulated,
/// turned by hand.
final class TestService {
  static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.1", 10005);

  private static final int ROUNDS = Limits.PASSWORD_ROUNDS_MIN;
  private static final int SEGMENT_BYTES = 1 << 20;

  /// An address that no computer has, so that no TCP port is opened.
  private static final InetSocketAddress NO_TCP = new InetSocketAddress("192.0.2.1", 10005);

  final ManualTicker ticker;
  final SimulatedNetwork network;
  final SeededChance chance = new SeededChance(11);
  final SimulatedDisk disk;
  final ForumStore store;
  final List<ServerEvent> events = new ArrayList<>();
  final List<String> findings = new ArrayList<>();
  private final CommandLoop loop;
  private Runnable silence = () -> {};

  TestService() throws IOException {
    this(new ManualTicker());
  }

  private TestService(ManualTicker ticker) throws IOException {
    this(ticker, new SimulatedDisk(3), RULES, Quotas.USUAL);
  }

  static final SessionRules RULES = new SessionRules(1, 86_400, ROUNDS);

  private TestService(ManualTicker ticker, SimulatedDisk disk, SessionRules rules, Quotas quotas)
      throws IOException {
    this.ticker = ticker;
    this.disk = disk;
    this.network = new SimulatedNetwork(ticker, new SeededChance(5));
    this.store =
        ForumStore.open(
            new ForumStore.Settings(
                disk, ticker, chance, Runnable::run, ROUNDS, SEGMENT_BYTES, 1 << 20, 1),
            findings::add);
    TransferDesk transfers =
        new TransferDesk(
            new TransferDesk.Place(NO_TCP, true, disk, 0, ticker, chance, Runnable::run),
            store.blobs(),
            store.state().forum()::refersTo,
            _ -> {});
    this.loop =
        ForumService.over(
            store,
            transfers,
            new ForumService.Settings(
                new TappedPort(network.open(ADDRESS)),
                ticker,
                chance,
                rules,
                true,
                java.util.Optional.empty(),
                quotas,
                events::add));
  }

  /// What happens when the server has heard all that there is, this once.
  void onSilence(Runnable happens) {
    silence = happens;
  }

  private final class TappedPort implements DatagramPort {
    private final SimulatedPort port;

    TappedPort(SimulatedPort port) {
      this.port = port;
    }

    @Override
    public InetSocketAddress address() {
      return port.address();
    }

    @Override
    public void send(InetSocketAddress to, ByteBuffer datagram) {
      port.send(to, datagram);
    }

    @Override
    public @Nullable InetSocketAddress receive(ByteBuffer buffer) {
      InetSocketAddress from = port.receive(buffer);
      if (from == null) {
        Runnable happens = silence;
        silence = () -> {};
        happens.run();
      }
      return from;
    }

    @Override
    public void await(long nanos) {
      port.await(nanos);
    }

    @Override
    public void wakeUp() {
      port.wakeUp();
    }

    @Override
    public void close() {
      port.close();
    }
  }

  /// The same forum, after a crash and with other rules.
  TestService again(SessionRules rules) throws IOException {
    return new TestService(ticker, disk, rules, Quotas.USUAL);
  }

  /// The same forum, after a crash and with other quotas.
  TestService again(Quotas quotas) throws IOException {
    return new TestService(ticker, disk, RULES, quotas);
  }

  /// Makes an account.
  void account(String name, String password) {
    Verifier verifier = Verifier.of(Password.of(password), chance.bytes(16), ROUNDS);
    happen(new Event.Registered(new UserName(name), verifier.text()));
  }

  /// Makes an account with a role.
  void account(String name, String password, String role) {
    account(name, password);
    happen(new Event.RoleGiven(new UserName(name), role));
  }

  /// Takes a checkpoint.
  void checkpoint() {
    List<Hold> held = new ArrayList<>();
    store.hold(held::add);
    store.checkpointing().tick(0);
    store.release(held.getFirst());
  }

  /// What the server keeps of a user's password.
  Verifier verifier(String name) {
    return store.state().accounts().find(new UserName(name)).orElseThrow().verifier();
  }

  void happen(Event event) {
    store.commit().add(event, () -> {});
    store.commit().commit();
  }

  /// Queries of strangers that were dropped.
  long strangersDropped() {
    return loop.strangersDropped();
  }

  /// Somebody at this address.
  TestVisitor visitor(String host) {
    return new TestVisitor(this, host);
  }

  /// Somebody who is logged in.
  TestVisitor visitor(String name, String password) {
    TestVisitor visitor = visitor("127.0.0.1");
    visitor.login(name, password);
    return visitor;
  }

  /// Delivers what is under way and lets the server do all it has to do at this moment.
  void turn() {
    for (int i = 0; i < 3; i++) {
      ticker.pass(1_000_000);
      network.deliver();
      loop.turn();
      ticker.pass(1_000_000);
      network.deliver();
    }
  }

  void pass(long millis) {
    ticker.pass(millis * 1_000_000);
    turn();
  }
}
