package forum.testkit;

import forum.machine.Chance;

/// Chance that takes the same course for the same seed. SplitMix64; never for secrets.
public final class SeededChance implements Chance {
  private long state;

  /// The course of `seed`.
  public SeededChance(long seed) {
    state = seed;
  }

  @Override
  public void fill(byte[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = (byte) (number() >>> 56);
    }
  }

  @Override
  public synchronized long number() {
    state += 0x9e3779b97f4a7c15L;
    long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }

  /// A number from 0 to `bound` - 1.
  public int below(int bound) {
    return (int) (fraction() * bound);
  }

  /// True with the given probability.
  public boolean happens(double probability) {
    return fraction() < probability;
  }
}
