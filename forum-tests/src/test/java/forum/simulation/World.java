package forum.simulation;

import forum.machine.DiskFailure;
import forum.protocol.UserName;
import forum.server.journal.DamagedJournal;
import forum.testkit.Fault;
import forum.testkit.ManualTicker;
import forum.testkit.SeededChance;
import forum.testkit.SimulatedDisk;
import forum.testkit.SimulatedDisk.Crash;
import forum.testkit.SimulatedNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// A whole server and its clients on one simulated machine and network, in one thread. Everything
/// that happens follows from the seed.
///
/// ```
///   STORM --everybody is done, or it takes too long--> CALM --everybody is done--> EPILOGUE
/// ```
///
/// In the storm things go wrong. In the calm nothing does any more, and whoever still waits must be
/// served. In the epilogue copies that went astray arrive, the server ends and is started once
/// more, and everything that was said is held against what it has.
final class World {
  private static final long SECOND = 1_000_000_000;
  private static final long STORM_NANOS = 600 * SECOND;
  private static final long CALM_NANOS = 600 * SECOND;
  private static final long EPILOGUE_NANOS = 420 * SECOND;
  private static final int STEPS_AT_ONCE_MAX = 100_000;

  private record Plan(long nanos, long number, Runnable work) {}

  private final Scenario scenario;
  private final ManualTicker ticker = new ManualTicker();
  private final SeededChance chance;
  private final SimulatedNetwork network;
  private final SimulatedDisk disk;
  private final Chronicle chronicle = new Chronicle(ticker);
  private final Oracle oracle;
  private final SimulatedServer server;
  private final List<Visitor> visitors = new ArrayList<>();
  private final PriorityQueue<Plan> plans =
      new PriorityQueue<>(Comparator.comparingLong(Plan::nanos).thenComparingLong(Plan::number));
  private long planned;
  private int addresses;
  private boolean calm;
  private boolean trouble;
  private boolean full;
  private int starts;
  private int crashes;
  private int stepsAtOnce;

  World(Scenario scenario) {
    this.scenario = scenario;
    this.chance = new SeededChance(scenario.seed() ^ 0x5eed);
    this.network = new SimulatedNetwork(ticker, new SeededChance(chance.number()));
    this.disk = new SimulatedDisk(chance.number());
    this.oracle = new Oracle(scenario.machine(), ticker);
    this.server =
        new SimulatedServer(
            new SimulatedServer.Surroundings(
                ticker, network, disk, new SeededChance(chance.number()), oracle, chronicle),
            scenario.machine());
    Visitor.Surroundings surroundings =
        new Visitor.Surroundings(
            ticker,
            network,
            new SeededChance(chance.number()),
            oracle,
            chronicle,
            new Uploads(disk, server, new SeededChance(chance.number())),
            this::nextAddress);
    Map<UserName, Keyring> keyrings = new HashMap<>();
    for (int i = 0; i < scenario.people().visitors(); i++) {
      UserName user = new UserName("user" + i % scenario.people().users());
      Keyring keyring =
          keyrings.computeIfAbsent(user, name -> new Keyring(name, surroundings.chance()));
      visitors.add(new Visitor("v" + i, user, keyring, surroundings, scenario));
    }
  }

  InetSocketAddress nextAddress() {
    addresses++;
    return new InetSocketAddress("127.0.1.1", 1024 + addresses);
  }

  /// Has one call of the disk fail, the first one having number 1.
  World failing(long call, Fault fault) {
    oracle.diskFails();
    trouble = true;
    disk.failCall(call, fault);
    return this;
  }

  /// Lets it all happen.
  ///
  /// @throws Violation when something the forum promises did not hold
  Outcome run() {
    try {
      storm();
      calm();
      epilogue();
      return outcome();
    } catch (RuntimeException | AssertionError e) {
      throw new Violation("%s%n%nwhat happened last:%n%s".formatted(e, chronicle.tail()), e);
    }
  }

  private Outcome outcome() {
    tallyUp();
    long acknowledged = oracle.submissions().stream().filter(it -> it.reply() != null).count();
    return new Outcome(
        ticker.nanos(),
        oracle.submissions().size(),
        acknowledged,
        oracle.entries(),
        oracle.hash(),
        starts,
        crashes,
        disk.calls(),
        network.counters(),
        chronicle.tally());
  }

  /// What others have counted.
  private void tallyUp() {
    Tally tally = chronicle.tally();
    tally.count(Incident.CRASH_BETWEEN_TWO_CALLS, disk.met(Fault.DEAD));
    tally.count(Incident.DISK_ERROR, disk.met(Fault.IO_ERROR));
    tally.count(Incident.SHORT_WRITE, disk.met(Fault.SHORT_WRITE));
    tally.count(Incident.FULL_DISK, disk.met(Fault.DISK_FULL));
    SimulatedNetwork.Counters met = network.counters();
    tally.count(Incident.LOST_DATAGRAM, met.lost());
    tally.count(Incident.DOUBLED_DATAGRAM, met.doubled());
    tally.count(Incident.OVERTAKEN_DATAGRAM, met.overtaken());
    tally.count(Incident.COPY_OLDER_THAN_30_S, met.old());
    tally.count(Incident.COPY_OLDER_THAN_300_S, met.ancient());
    oracle.tallyUp(tally);
  }

  private void storm() {
    start();
    for (Visitor visitor : visitors) {
      in(chance.below(1000) * SECOND / 1000, visitor::arrive);
    }
    new Operator(this).begin();
    new Fate(this).begin();
    while (!visitors.stream().allMatch(Visitor::isDone) && ticker.nanos() < STORM_NANOS) {
      step(STORM_NANOS);
    }
  }

  private void calm() {
    calm = true;
    plans.clear();
    disk.capacity(Long.MAX_VALUE);
    disk.failCall(0, Fault.IO_ERROR);
    full = false;
    if (server.isUp() && trouble) {
      crash(Crash.KILL);
    }
    if (!server.isUp()) {
      start();
    }
    for (Visitor visitor : visitors) {
      visitor.calmDown();
      visitor.arrive();
    }
    long until = ticker.nanos() + CALM_NANOS;
    while (!visitors.stream().allMatch(Visitor::isDone)) {
      Violation.unless(ticker.nanos() < until, "stuck: %s", waiting());
      step(until);
    }
  }

  private String waiting() {
    StringBuilder waiting = new StringBuilder();
    for (Visitor visitor : visitors) {
      if (visitor.visit() != null) {
        waiting.append(visitor).append(" with ").append(visitor.visit().undecided()).append("; ");
      }
    }
    return waiting.toString();
  }

  private void epilogue() {
    long until = ticker.nanos() + EPILOGUE_NANOS;
    while (network.nextNanos() < until) {
      step(until);
    }
    end();
    start();
    oracle.conclude();
    if (scenario.misfortune().rot()) {
      new Rot(this).turnBits();
    }
  }

  private void end() {
    if (chance.happens(0.5)) {
      stop();
    }
    crash(kind());
  }

  /// Goes on to the next moment at which something happens, and lets it.
  private void step(long untilNanos) {
    long next = Math.min(untilNanos, network.nextNanos());
    next = Math.min(next, server.dueNanos());
    next = Math.min(next, plans.isEmpty() ? Long.MAX_VALUE : plans.peek().nanos());
    for (Visitor visitor : visitors) {
      next = Math.min(next, visitor.dueNanos());
    }
    passUntil(next);
    network.deliver();
    while (!plans.isEmpty() && plans.peek().nanos() <= ticker.nanos()) {
      plans.remove().work().run();
    }
    if (server.dueNanos() <= ticker.nanos()) {
      turnServer();
    }
    for (Visitor visitor : visitors) {
      if (visitor.dueNanos() <= ticker.nanos()) {
        visitor.turn();
      }
    }
  }

  private void passUntil(long nanos) {
    long passing = nanos - ticker.nanos();
    stepsAtOnce = passing > 0 ? 0 : stepsAtOnce + 1;
    Violation.unless(stepsAtOnce < STEPS_AT_ONCE_MAX, "time stands still");
    if (passing > 0) {
      ticker.pass(passing);
    }
  }

  private void turnServer() {
    try {
      server.turn();
      if (disk.isDead()) {
        endServer("not noticed yet");
      }
    } catch (DiskFailure e) {
      Violation.unless(trouble || full, "the disk failed of its own accord: %s", e);
      endServer(e);
    }
  }

  private void endServer(Object why) {
    chronicle.tell("the server ends: " + why);
    crash(kind());
    startLater();
  }

  // what Fate may do

  Scenario scenario() {
    return scenario;
  }

  SeededChance chance() {
    return chance;
  }

  ManualTicker ticker() {
    return ticker;
  }

  SimulatedDisk disk() {
    return disk;
  }

  SimulatedServer server() {
    return server;
  }

  List<Visitor> visitors() {
    return visitors;
  }

  SimulatedNetwork network() {
    return network;
  }

  Oracle oracle() {
    return oracle;
  }

  Chronicle chronicle() {
    return chronicle;
  }

  /// Something is about to go wrong with the disk: the server may end because of it.
  void troubleIsNear() {
    trouble = true;
  }

  /// There is hardly any room on the disk, or there is again.
  void diskIsFull(boolean now) {
    full = now;
    oracle.diskIsShort();
  }

  /// Has `work` done after `nanos`, unless it is calm by then.
  void in(long nanos, Runnable work) {
    planned++;
    plans.add(new Plan(ticker.nanos() + nanos, planned, work));
  }

  Crash kind() {
    return chance.happens(scenario.misfortune().power()) ? Crash.POWER : Crash.KILL;
  }

  void crash(Crash kind) {
    crashes++;
    chronicle.tell(kind == Crash.KILL ? Incident.KILL : Incident.LOSS_OF_POWER, "crash: " + kind);
    server.crash(kind);
    trouble = false;
  }

  /// Has the server end in peace, if nothing goes wrong meanwhile.
  void stop() {
    try {
      server.stop();
    } catch (IOException | DiskFailure e) {
      Violation.unless(trouble || full, "the server does not stop: %s", e);
      chronicle.tell("the server does not stop: " + e.getMessage());
      crash(kind());
    }
  }

  void startLater() {
    in((long) (chance.fraction() * chance.fraction() * 5 * SECOND), this::tryToStart);
  }

  /// A start may be hit by a misfortune too, and then there is another one.
  void tryToStart() {
    if (server.isUp()) {
      return;
    }
    if (!calm && chance.happens(0.2)) {
      trouble = true;
      disk.failCall(disk.calls() + 1 + chance.below(60), fault());
    }
    try {
      starts++;
      server.start();
      chronicle.tell("the server is up");
    } catch (IOException | DiskFailure e) {
      Violation.unless(!(e instanceof DamagedJournal), "the journal is damaged: %s", e);
      Violation.unless(trouble || full, "the server does not start: %s", e);
      chronicle.tell(Incident.CRASH_IN_A_START, "the server does not start: " + e.getMessage());
      crash(kind());
      startLater();
    }
  }

  /// One that ends the process, or one it can see.
  Fault fault() {
    if (!scenario.misfortune().errors()) {
      return Fault.DEAD;
    }
    oracle.diskFails();
    return switch (chance.below(4)) {
      case 0 -> Fault.IO_ERROR;
      case 1 -> Fault.SHORT_WRITE;
      default -> Fault.DEAD;
    };
  }

  private void start() {
    tryToStart();
    while (!server.isUp()) {
      step(ticker.nanos() + SECOND);
    }
  }
}
