package forum.server.net;

import forum.protocol.login.ChannelBinding;
import forum.protocol.seal.ChannelKeys;
import forum.protocol.seal.Flight;
import forum.protocol.seal.Handshake;
import forum.protocol.seal.HandshakeFailed;
import forum.protocol.wire.Frame;
import forum.server.model.ServerLimits;
import forum.server.rate.AddressBudgets;
import forum.server.rate.Budget;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The handshakes under way, of clients whose addresses are proven. PROTOCOL.md, section 14.
///
/// ```
///   WAITING for flight n --whole--> COMPUTING --done--> answered; WAITING for flight n + 1
/// ```
///
/// A flight that was answered gets the same answer again; that is all there is to lost datagrams.
/// The computing is done elsewhere. Too many at a time: the oldest is forgotten, so that a flood
/// shortens the time a handshake may take and keeps nobody out. Owned by the command loop.
final class Handshakes {
  /// How often an answer is repeated; a client gives up before.
  private static final int REPEATS_MAX = 16;

  private static final long LIFE_NANOS = TimeUnit.SECONDS.toNanos(ServerLimits.HANDSHAKE_SECONDS);

  private record Key(InetSocketAddress from, long aid) {}

  /// What a handshake that is done has made.
  record Made(InetSocketAddress from, ChannelKeys keys, ChannelBinding binding) {}

  /// Where answers go.
  interface Out {
    void send(InetSocketAddress to, Frame frame);

    /// The keys can be used from now on.
    ///
    /// @return false when they cannot
    boolean made(Made made);
  }

  /// What a flight of the client leads to.
  ///
  /// @param answer in parts
  /// @param made the keys, when the handshake is done
  private record Outcome(List<byte[]> answer, @Nullable Made made, boolean failed) {
    static Outcome failed(byte[] alert) {
      return new Outcome(Flight.cut(alert, Frame.HANDSHAKE_BYTES), null, true);
    }
  }

  private static final class Attempt {
    final long beganNanos;
    final Flight flight = new Flight();
    List<byte[]> answer = List.of();
    int step;
    int repeats;
    boolean computing;
    boolean done;

    /// Used by who computes.
    @Nullable Handshake tls;

    Attempt(long beganNanos) {
      this.beganNanos = beganNanos;
    }

    boolean isOld(long nowNanos) {
      return nowNanos - beganNanos > LIFE_NANOS;
    }
  }

  private final Supplier<Handshake> fresh;
  private final ResetProofs proofs;
  private final Executor executor;
  private final Runnable wakeUp;
  private final Out out;
  private final AddressBudgets budgets =
      new AddressBudgets(
          Budget.Terms.perSecond(ServerLimits.HANDSHAKES_PER_SECOND, 1),
          ServerLimits.ADDRESSES_REMEMBERED);
  private final Map<Key, Attempt> attempts = new LinkedHashMap<>();
  private final ConcurrentLinkedQueue<Runnable> computed = new ConcurrentLinkedQueue<>();

  /// `fresh` makes the server's end of a handshake, `executor` runs what takes long, `wakeUp` has
  /// [#settle] called soon.
  Handshakes(
      Supplier<Handshake> fresh, ResetProofs proofs, Executor executor, Runnable wakeUp, Out out) {
    this.fresh = fresh;
    this.proofs = proofs;
    this.executor = executor;
    this.wakeUp = wakeUp;
    this.out = out;
  }

  /// Takes a part of a first flight, which came with a right cookie.
  void begun(InetSocketAddress from, Frame.Hello hello, long nowNanos) {
    Key key = new Key(from, hello.aid());
    if (!attempts.containsKey(key)) {
      if (budgets.take(from.getAddress(), nowNanos) > 0) {
        return;
      }
      attempts.put(key, new Attempt(nowNanos));
      forgetOldest(nowNanos);
    }
    heard(key, 0, hello.part(), hello.parts(), hello.bytes(), nowNanos);
  }

  private void forgetOldest(long nowNanos) {
    Iterator<Attempt> oldest = attempts.values().iterator();
    while (oldest.hasNext()) {
      boolean old = oldest.next().isOld(nowNanos);
      if (!old && attempts.size() <= ServerLimits.HANDSHAKES) {
        return;
      }
      oldest.remove();
    }
  }

  /// Takes a part of a later flight.
  ///
  /// @return false when it is of no handshake that is known
  boolean goesOn(InetSocketAddress from, Frame.Handshake flight, long nowNanos) {
    Key key = new Key(from, flight.aid());
    boolean known = attempts.containsKey(key);
    heard(key, flight.step(), flight.part(), flight.parts(), flight.bytes(), nowNanos);
    return known;
  }

  private void heard(Key key, int step, int part, int parts, byte[] bytes, long nowNanos) {
    Attempt attempt = attempts.get(key);
    if (attempt == null || attempt.computing) {
      return;
    }
    if (attempt.isOld(nowNanos)) {
      attempts.remove(key); // that its address was proven is too long ago
    } else if (step == attempt.step - 1 && part == parts - 1) {
      repeat(key, attempt);
    } else if (step == attempt.step && !attempt.done) {
      byte[] whole = attempt.flight.add(part, parts, bytes);
      if (whole != null) {
        compute(key, attempt, whole);
      }
    }
  }

  private void repeat(Key key, Attempt attempt) {
    if (attempt.repeats < REPEATS_MAX) {
      attempt.repeats++;
      send(key, attempt.step - 1, attempt.answer);
    }
  }

  private void compute(Key key, Attempt attempt, byte[] flight) {
    attempt.computing = true;
    try {
      executor.execute(
          () -> {
            Outcome outcome = outcome(key, attempt, flight);
            computed.add(() -> settle(key, attempt, outcome));
            wakeUp.run();
          });
    } catch (RejectedExecutionException e) {
      attempt.computing = false; // as good as lost: the client repeats it
    }
  }

  private Outcome outcome(Key key, Attempt attempt, byte[] flight) {
    try {
      Handshake tls = attempt.tls == null ? fresh.get() : attempt.tls;
      attempt.tls = tls;
      byte[] answer = tls.answer(flight);
      return tls.isDone() ? done(key, tls, answer) : new Outcome(cut(answer), null, false);
    } catch (HandshakeFailed e) {
      return Outcome.failed(e.alert());
    } catch (RuntimeException e) { // whatever TLS makes of bytes from anybody ends here
      return Outcome.failed(new byte[0]);
    }
  }

  private Outcome done(Key key, Handshake tls, byte[] answer) throws HandshakeFailed {
    ChannelKeys keys = tls.keys(key.aid());
    byte[] last = joined(answer, tls.lastWord(proofs.bytes(keys.cid())));
    return new Outcome(cut(last), new Made(key.from(), keys, tls.binding()), false);
  }

  private static List<byte[]> cut(byte[] flight) {
    return Flight.cut(flight, Frame.HANDSHAKE_BYTES);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] whole = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, whole, first.length, second.length);
    return whole;
  }

  /// Goes on with what was computed.
  void settle() {
    for (Runnable next = computed.poll(); next != null; next = computed.poll()) {
      next.run();
    }
  }

  private void settle(Key key, Attempt attempt, Outcome outcome) {
    attempt.computing = false;
    boolean usable = outcome.made() == null || out.made(outcome.made());
    attempt.answer = usable ? outcome.answer() : List.of();
    attempt.repeats = 0;
    send(key, attempt.step, attempt.answer);
    attempt.step++;
    if (outcome.made() != null) {
      attempt.done = true; // from here on there is only the answer to be repeated
      attempt.tls = null;
    }
    if (outcome.failed() || !usable) {
      attempts.remove(key, attempt);
    }
  }

  private void send(Key key, int step, List<byte[]> parts) {
    for (int part = 0; part < parts.size(); part++) {
      out.send(
          key.from(), new Frame.Handshake(key.aid(), step, part, parts.size(), parts.get(part)));
    }
  }

  /// How many are remembered.
  int size() {
    return attempts.size();
  }
}
