package forum.simulation;

import forum.testkit.Fault;
import forum.testkit.Operation;
import forum.testkit.SeededChance;
import forum.testkit.Weather;
import java.time.Duration;

/// What goes wrong, and when.
final class Fate {
  private static final long SECOND = 1_000_000_000;

  private final World world;
  private final SeededChance chance;
  private final Scenario.Misfortune misfortune;
  private final Noise noise;

  Fate(World world) {
    this.world = world;
    this.chance = world.chance();
    this.misfortune = world.scenario().misfortune();
    this.noise = new Noise(world.network(), chance);
  }

  void begin() {
    again(misfortune.server(), this::hitServer);
    again(misfortune.people(), this::hitSomebody);
    again(misfortune.network(), this::hitNetwork);
    again(misfortune.room(), this::fillDisk);
  }

  /// Has something happen again and again, at random, every `nanos` on average.
  private void again(long nanos, Runnable work) {
    if (nanos > 0) {
      long wait = (long) (-Math.log(1 - chance.fraction()) * nanos);
      world.in(
          wait,
          () -> {
            work.run();
            again(nanos, work);
          });
    }
  }

  private void hitServer() {
    if (!world.server().isUp()) {
      return;
    }
    switch (chance.below(misfortune.errors() ? 9 : 7)) {
      case 0, 1 -> crash();
      case 2, 3, 4 -> dieInTheMidst();
      case 5 -> stop();
      case 6 -> jump();
      default -> failOneCall();
    }
  }

  private void crash() {
    world.crash(world.kind());
    world.startLater();
  }

  /// The process or the machine dies between two steps of one piece of work.
  private void dieInTheMidst() {
    world.troubleIsNear();
    world.disk().failCall(world.disk().calls() + 1 + chance.below(12), Fault.DEAD);
  }

  private void failOneCall() {
    world.troubleIsNear();
    world.oracle().diskFails();
    if (chance.happens(0.5)) {
      Operation[] all = Operation.values();
      world.disk().failNext(all[chance.below(all.length)], world.fault());
    } else {
      world.disk().failNext(Operation.FORCE, Fault.IO_ERROR);
    }
  }

  private void stop() {
    world.chronicle().tell(Incident.STOP, "the server is told to stop");
    world.stop();
    world.startLater();
  }

  private void jump() {
    long seconds = (long) ((chance.fraction() - 0.5) * 7200);
    world.chronicle().tell(Incident.CLOCK_JUMP, "the wall clock jumps by " + seconds + " s");
    world.ticker().jump(Duration.ofSeconds(seconds));
  }

  private void hitSomebody() {
    Visitor visitor = somebody();
    switch (chance.below(4)) {
      case 0 -> {
        world.chronicle().count(Incident.CHANGE_OF_ADDRESS);
        visitor.move();
      }
      case 1 -> {
        die(visitor);
        visitor.arrive();
      }
      case 2 -> {
        die(visitor);
        world.in(chance.below(60) * SECOND, visitor::arrive);
      }
      default -> cutOff(visitor, chance.below(50) * SECOND);
    }
  }

  private void die(Visitor visitor) {
    world.chronicle().count(Incident.CLIENT_DEATH);
    visitor.die();
  }

  private Visitor somebody() {
    return world.visitors().get(chance.below(world.visitors().size()));
  }

  /// In both directions, or in one: then one end does not know what the other has heard.
  private void cutOff(Visitor visitor, long nanos) {
    Weather usual = world.scenario().weather();
    switch (chance.below(4)) {
      case 0 -> {
        world.chronicle().count(Incident.ONE_WAY_OUTAGE);
        visitor.weather(Weather.OUTAGE, usual);
      }
      case 1 -> {
        world.chronicle().count(Incident.ONE_WAY_OUTAGE);
        visitor.weather(usual, Weather.OUTAGE);
      }
      default -> {
        world.chronicle().count(Incident.OUTAGE);
        visitor.weather(Weather.OUTAGE, Weather.OUTAGE);
      }
    }
    world.in(nanos, () -> visitor.weather(usual, usual));
  }

  private void hitNetwork() {
    if (chance.happens(0.5)) {
      world.chronicle().count(Incident.NOISE);
      noise.send(world.nextAddress());
      return;
    }
    long nanos = (long) (chance.fraction() * chance.fraction() * 40 * SECOND);
    world.chronicle().tell("an outage");
    world.visitors().forEach(visitor -> cutOff(visitor, nanos));
  }

  private void fillDisk() {
    long room = chance.below(1 << 20);
    world.chronicle().tell("the disk is nearly full");
    world.diskIsFull(true);
    long most = world.disk().bytes() + room;
    if (chance.happens(0.7)) {
      world.disk().capacity(most);
    } else {
      world.disk().quota(most);
    }
    world.in(
        chance.below(20) * SECOND,
        () -> {
          world.chronicle().tell("the disk has room");
          world.diskIsFull(false);
          world.disk().capacity(Long.MAX_VALUE);
        });
  }
}
