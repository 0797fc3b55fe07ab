package forum.simulation;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.login.AccessToken;
import forum.testkit.ManualTicker;
import forum.testkit.SeededChance;
import forum.testkit.SimulatedNetwork;
import forum.testkit.SimulatedPort;
import forum.testkit.Weather;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A person with things to do, who starts the client again when it dies.
final class Visitor {
  private static final long SECOND = 1_000_000_000;
  private static final byte[] NOTHING = {};

  /// What visitors share.
  ///
  /// @param uploads brings files
  /// @param addresses gives out addresses nobody has had
  record Surroundings(
      ManualTicker ticker,
      SimulatedNetwork network,
      SeededChance chance,
      Oracle oracle,
      Chronicle chronicle,
      Uploads uploads,
      Supplier<InetSocketAddress> addresses) {}

  private final String name;
  private final UserName user;
  private final Surroundings surroundings;
  private final Scenario.People people;
  private final Workload workload;
  private final Keyring keyring;
  private Weather outgoing;
  private Weather incoming;
  private int left;
  private int submitted;
  private boolean calm;
  private boolean leaving;
  private boolean gone;
  private long nextNanos;
  private @Nullable Visit visit;

  /// @param keyring of the user
  Visitor(
      String name, UserName user, Keyring keyring, Surroundings surroundings, Scenario scenario) {
    this.name = name;
    this.user = user;
    this.keyring = keyring;
    this.surroundings = surroundings;
    this.people = scenario.people();
    this.outgoing = scenario.weather();
    this.incoming = scenario.weather();
    boolean zealous = user.equals(Operator.FIRST);
    Demands demands = new Demands(people, zealous, keyring, surroundings.chance());
    this.workload =
        new Workload(name, people, demands, surroundings.uploads(), surroundings.chance());
    this.left = people.commands();
  }

  Surroundings surroundings() {
    return surroundings;
  }

  UserName user() {
    return user;
  }

  Keyring keyring() {
    return keyring;
  }

  /// What to come in with instead of the password; null when it is to be the password.
  @Nullable AccessToken token() {
    return calm || !surroundings.chance().happens(0.3) ? null : keyring.anyToken();
  }

  boolean wantsNews() {
    return surroundings.chance().happens(0.5);
  }

  boolean takesOver() {
    return surroundings.chance().happens(0.3);
  }

  boolean typesRight() {
    return calm || !surroundings.chance().happens(0.03);
  }

  @Nullable Visit visit() {
    return visit;
  }

  /// Is kept out, and waits for that to end; not for ever, and not when all others have gone.
  boolean waits() {
    gone = calm || surroundings.chance().happens(0.1);
    return !gone;
  }

  /// Starts the client.
  void arrive() {
    if (visit == null && !isDone()) {
      SimulatedPort port = surroundings.network().open(surroundings.addresses().get());
      port.weather(outgoing, incoming);
      long timeout = (8 + surroundings.chance().below(22)) * SECOND;
      visit = new Visit(this, port, timeout);
      leaving = false;
    }
  }

  /// The client dies.
  void die() {
    if (visit != null) {
      visit.die();
      visit = null;
    }
  }

  /// The client gets another address.
  void move() {
    if (visit != null) {
      visit.port().move(surroundings.addresses().get());
    }
  }

  void weather(Weather out, Weather in) {
    outgoing = out;
    incoming = in;
    if (visit != null) {
      visit.port().weather(out, in);
    }
  }

  /// From now on nothing is to go wrong, and everything must come to an end.
  void calmDown() {
    calm = true;
    weather(Weather.CLEAR, Weather.CLEAR);
  }

  boolean isDone() {
    return gone;
  }

  long dueNanos() {
    return visit == null ? Long.MAX_VALUE : visit.dueNanos();
  }

  void turn() {
    if (visit != null) {
      visit.turn();
      if (gone) {
        die();
      }
    }
  }

  boolean wants(int outstanding, long nowNanos) {
    return !gone
        && !leaving
        && nowNanos >= nextNanos
        && outstanding < people.depth()
        && (left > 0 || outstanding == 0);
  }

  /// When it may want something again, as far as that is a matter of time.
  long nextNanos(int outstanding) {
    boolean waits = leaving || outstanding >= people.depth() || (left == 0 && outstanding > 0);
    return waits ? Long.MAX_VALUE : nextNanos;
  }

  void nextErrand(Visit inside) {
    nextNanos =
        surroundings.ticker().nanos()
            + (long) (surroundings.chance().fraction() * people.pauseNanos());
    if (left == 0) {
      leave(inside);
      return;
    }
    left--;
    if (left > 0 && surroundings.chance().happens(0.02)) {
      exit(inside);
      return;
    }
    switch (workload.next()) {
      case Errand.Change(Request.Change change, byte[] tail) -> submit(inside, change, tail);
      case Errand.NewPassword() -> new PasswordChange(inside, this).begin();
      case Errand.Read(Request.Query query) -> new Reading(inside, query, surroundings).begin();
    }
  }

  private void leave(Visit inside) {
    leaving = true;
    submit(
        inside,
        new Request.Exit(),
        NOTHING,
        reply -> {
          leaving = false;
          gone = reply != null && reply.isOk();
        });
  }

  /// In the middle of things; another client comes at once.
  private void exit(Visit inside) {
    submit(
        inside,
        new Request.Exit(),
        NOTHING,
        reply -> {
          if (reply != null && reply.isOk() && visit == inside) {
            die();
            arrive();
          }
        });
  }

  private void submit(Visit inside, Request.Change change, byte[] tail) {
    submit(inside, change, tail, reply -> learn(change, reply));
  }

  /// Asks for a change; `then` is told the answer, null when there is none.
  void submit(Visit inside, Request.Change change, byte[] tail, Consumer<Reply> then) {
    submitted++;
    inside.submit(
        new Submission(
            name, submitted, inside.session(), change, tail, surroundings.ticker().nanos()),
        then);
  }

  private void learn(Request.Change change, @Nullable Reply reply) {
    if (reply == null || reply.post() == null || reply.code() == Code.NOT_OWNER) {
      return;
    }
    ThreadTitle thread =
        switch (change) {
          case Request.PostMessage post -> post.thread();
          case Request.EditMessage edit -> edit.thread();
          case Request.DeleteMessage delete -> delete.thread();
          default -> null;
        };
    if (thread != null) {
      workload.saw(thread, reply.post());
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
