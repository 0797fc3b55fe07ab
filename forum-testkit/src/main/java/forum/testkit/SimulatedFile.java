package forum.testkit;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/// The contents of a file: as programs see them, and as a loss of power leaves them.
final class SimulatedFile implements SimulatedNode {
  static final int SECTOR_BYTES = 512;
  private static final int PAGE_SECTORS = 8;

  private byte[] seen = new byte[0];
  private byte[] durable = new byte[0];
  private int size;
  private int durableSize;
  private final BitSet unforced = new BitSet();
  // a force failed on them: nobody will write them, though they can still be read
  private final BitSet forsaken = new BitSet();

  int size() {
    return size;
  }

  int read(byte[] target, int position) {
    int count = Math.clamp((long) size - position, 0, target.length);
    System.arraycopy(seen, position, target, 0, count);
    return count;
  }

  void write(byte[] source, int position) {
    int end = position + source.length;
    reserve(end);
    System.arraycopy(source, 0, seen, position, source.length);
    size = Math.max(size, end);
    touch(position, end);
  }

  void truncate(int newSize) {
    if (newSize < size) {
      Arrays.fill(seen, newSize, size, (byte) 0);
      touch(newSize, size);
    }
    reserve(newSize);
    size = newSize;
  }

  private void reserve(int bytes) {
    int sectors = (bytes + SECTOR_BYTES - 1) / SECTOR_BYTES;
    if (sectors * SECTOR_BYTES > seen.length) {
      int length = Math.max(sectors * SECTOR_BYTES, 2 * seen.length);
      seen = Arrays.copyOf(seen, length);
      durable = Arrays.copyOf(durable, length);
    }
  }

  private void touch(int from, int to) {
    if (from < to) {
      int first = from / SECTOR_BYTES;
      int behind = (to + SECTOR_BYTES - 1) / SECTOR_BYTES;
      unforced.set(first, behind);
      forsaken.clear(first, behind);
    }
  }

  void flip(int position, int mask) {
    seen[position] ^= (byte) mask;
    durable[position] ^= (byte) mask;
  }

  void force() {
    write(sector -> true);
    durableSize = size;
  }

  /// Some of it reaches the disk, none of it will be tried again.
  void forceInVain(SeededChance chance) {
    forsaken.or(unforced);
    write(sector -> chance.happens(0.5));
  }

  private void write(IntPredicate reached) {
    unforced.stream().filter(reached).forEach(this::writeSector);
    unforced.clear();
  }

  private void writeSector(int sector) {
    copySector(sector, SECTOR_BYTES);
    forsaken.clear(sector);
  }

  private void copySector(int sector, int bytes) {
    int from = sector * SECTOR_BYTES;
    System.arraycopy(seen, from, durable, from, bytes);
  }

  /// The process died. The kernel goes on, and may drop from memory what it believes is on disk.
  void evict(SeededChance chance) {
    forsaken.stream().filter(sector -> chance.happens(0.5)).forEach(this::readSector);
  }

  private void readSector(int sector) {
    int from = sector * SECTOR_BYTES;
    System.arraycopy(durable, from, seen, from, SECTOR_BYTES);
  }

  void losePower(SeededChance chance) {
    if (size != durableSize && chance.happens(0.5)) {
      durableSize = size;
    }
    int unit = chance.happens(0.5) ? 1 : PAGE_SECTORS;
    unforced.stream()
        .map(sector -> sector / unit)
        .distinct()
        .forEach(page -> lose(page, unit, chance));
    Arrays.fill(durable, durableSize, durable.length, (byte) 0);
    seen = durable.clone();
    size = durableSize;
    unforced.clear();
    forsaken.clear();
  }

  /// One page is kept, lost or torn.
  private void lose(int page, int unit, SeededChance chance) {
    int from = page * unit * SECTOR_BYTES;
    int to = Math.min(from + unit * SECTOR_BYTES, seen.length);
    switch (chance.below(3)) {
      case 0 -> keep(from, to);
      case 1 -> keep(from, tear(from, to, chance));
      default -> {}
    }
  }

  /// A place in the midst of what is new.
  private int tear(int from, int to, SeededChance chance) {
    int first = Arrays.mismatch(seen, from, to, durable, from, to);
    if (first < 0) {
      return from;
    }
    int last = to - 1;
    while (seen[last] == durable[last]) {
      last--;
    }
    return from + first + chance.below(last - from - first + 1);
  }

  private void keep(int from, int to) {
    System.arraycopy(seen, from, durable, from, to - from);
  }
}
