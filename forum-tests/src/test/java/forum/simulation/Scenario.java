package forum.simulation;

import forum.testkit.SeededChance;
import forum.testkit.Weather;

/// What one seed is about: who takes part, over what network, on what machine, and what goes wrong.
///
/// Everything a run does follows from this and the seed. Most seeds are mild in some respects and
/// harsh in others, so that what needs two misfortunes at once is met as well as what needs quiet.
record Scenario(long seed, People people, Weather weather, Machine machine, Misfortune misfortune) {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final double MANY_KEYS = 0.7;
  private static final int COMMANDS_FOR_MANY_TOKENS = 90;

  /// @param visitors how many people
  /// @param users how many names they share
  /// @param commands how many requests each asks for
  /// @param depth how many of them without waiting for answers
  /// @param titles how many threads they talk in
  /// @param longPosts how probable a post of many segments is
  /// @param reads the share of commands that read
  /// @param orders the share of changes that take a role, whoever asks for them
  /// @param keys the share of changes that make and revoke tokens, or change the password
  /// @param pauseNanos how long somebody waits between two commands at most
  record People(
      int visitors,
      int users,
      int commands,
      int depth,
      int titles,
      double longPosts,
      double reads,
      double orders,
      double keys,
      long pauseNanos) {
    /// Whether they make more tokens than one may have.
    boolean wantManyTokens() {
      return keys >= MANY_KEYS;
    }

    private People withCommands(int count) {
      return new People(
          visitors, users, count, depth, titles, longPosts, reads, orders, keys, pauseNanos);
    }
  }

  /// @param sessionsPerUser how many sessions one user may have
  /// @param leaseSeconds how long one outlives silence
  /// @param segmentBytes the length of a journal segment
  /// @param checkpointBytes journal bytes after which a checkpoint is taken
  /// @param reserveBytes what is to stay free on the disk
  /// @param turnNanos how long a turn of the server takes at most
  record Machine(
      int sessionsPerUser,
      long leaseSeconds,
      int segmentBytes,
      long checkpointBytes,
      long reserveBytes,
      long turnNanos) {}

  /// How often something goes wrong, in nanoseconds between two accidents on average; 0 means
  /// never.
  ///
  /// @param server crashes, failing disks and restarts
  /// @param power how probable it is that the power goes, and not only the process
  /// @param errors whether calls of the disk may fail
  /// @param people clients that die, move or log in twice
  /// @param network outages
  /// @param room full disks
  /// @param rot whether bits turn while the server is down
  record Misfortune(
      long server,
      double power,
      boolean errors,
      long people,
      long network,
      long room,
      boolean rot) {}

  static Scenario of(long seed) {
    SeededChance chance = new SeededChance(seed);
    return new Scenario(seed, people(chance), weather(chance), machine(chance), misfortune(chance));
  }

  /// A few people, a good network and no misfortune but what the test plans.
  static Scenario quiet(long seed) {
    return new Scenario(
        seed,
        new People(2, 2, 12, 3, 2, 0.05, 0.2, 0.1, 0.2, 0),
        Weather.CLEAR,
        new Machine(1, 24 * 3600, 384 << 10, 1 << 11, 0, MILLI),
        new Misfortune(0, 0.5, true, 0, 0, 0, false));
  }

  private static People people(SeededChance chance) {
    int visitors = 1 + chance.below(6);
    People people =
        new People(
            visitors,
            Math.max(1, visitors - chance.below(3)),
            20 + chance.below(80),
            chance.happens(0.3) ? 1 : 1 + chance.below(24),
            1 + chance.below(5),
            chance.happens(0.3) ? 0.15 : 0.01,
            chance.happens(0.5) ? 0.3 : 0.1,
            chance.happens(0.3) ? 0 : chance.happens(0.2) ? 0.25 : 0.08,
            chance.happens(0.3) ? 0 : chance.happens(0.1) ? MANY_KEYS : 0.06,
            chance.happens(0.3) ? 2 * SECOND : 20 * MILLI);
    return people.wantManyTokens() ? people.withCommands(COMMANDS_FOR_MANY_TOKENS) : people;
  }

  private static Weather weather(SeededChance chance) {
    if (chance.happens(0.1)) {
      return Weather.CLEAR;
    }
    double loss = chance.happens(0.1) ? 0.5 : 0.3 * chance.fraction();
    long delay = (1 + chance.below(40)) * MILLI / 2;
    return new Weather(
        loss,
        0.2 * chance.fraction(),
        delay,
        chance.happens(0.3) ? 200 * MILLI : delay,
        chance.happens(0.3) ? 0.02 : 0,
        400 * SECOND);
  }

  private static Machine machine(SeededChance chance) {
    return new Machine(
        chance.happens(0.7) ? 1 : 2,
        chance.happens(0.3) ? 16 + chance.below(16) : 24 * 3600,
        (384 + chance.below(4) * 64) << 10,
        (1L << 10) << chance.below(9),
        256 << 10,
        (1 + chance.below(20)) * MILLI);
  }

  private static Misfortune misfortune(SeededChance chance) {
    return new Misfortune(
        chance.happens(0.1) ? 0 : SECOND / 2 + (long) (chance.fraction() * 8 * SECOND),
        chance.fraction(),
        chance.happens(0.4),
        chance.happens(0.4) ? 0 : 2 * SECOND + (long) (chance.fraction() * 10 * SECOND),
        chance.happens(0.5) ? 0 : 5 * SECOND + (long) (chance.fraction() * 20 * SECOND),
        chance.happens(0.8) ? 0 : 5 * SECOND + (long) (chance.fraction() * 20 * SECOND),
        chance.happens(0.3));
  }
}
