package forum.server.journal;

import forum.machine.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The names of segments: `<number of the first record>.log`, in the folder itself or, when a
/// checkpoint covers them, in its folder `archive`. Whatever ends in `.tmp` is unfinished.
final class JournalFolder {
  private static final Pattern SEGMENT = Pattern.compile("\\d{19}\\.log");
  private static final String UNFINISHED = ".tmp";

  private final Disk disk;
  private final Path live;
  private final Path archive;

  private JournalFolder(Disk disk, Path live) {
    this.disk = disk;
    this.live = live;
    this.archive = live.resolve("archive");
  }

  /// Makes the folders where they are missing, and removes what an earlier life left unfinished.
  static JournalFolder open(Disk disk, Path live) throws IOException {
    JournalFolder folder = new JournalFolder(disk, live);
    disk.createFolders(folder.archive);
    for (String name : disk.list(live)) {
      if (name.endsWith(UNFINISHED)) {
        disk.delete(live.resolve(name));
      }
    }
    return folder;
  }

  /// The folder as it is, for who only reads it.
  static JournalFolder view(Disk disk, Path live) {
    return new JournalFolder(disk, live);
  }

  Disk disk() {
    return disk;
  }

  Path path() {
    return live;
  }

  /// Where the segment that begins with this record is while it is live.
  Path segment(long first) {
    return live.resolve(name(first));
  }

  Path unfinished(String name) {
    return live.resolve(name + UNFINISHED);
  }

  /// The live segments by their first records.
  NavigableMap<Long, Path> live() throws IOException {
    return segments(live);
  }

  /// Where it is once it was moved to the archive.
  Path archived(long first) {
    return archive.resolve(name(first));
  }

  /// All segments by their first records. The live ones are looked at first: so one that is moved
  /// meanwhile is seen in the archive.
  NavigableMap<Long, Path> all() throws IOException {
    NavigableMap<Long, Path> live = live();
    NavigableMap<Long, Path> all = segments(archive);
    all.putAll(live);
    return all;
  }

  private NavigableMap<Long, Path> segments(Path folder) throws IOException {
    NavigableMap<Long, Path> segments = new TreeMap<>();
    for (String name : disk.list(folder)) {
      if (isSegment(name)) {
        segments.put(Long.valueOf(name.substring(0, name.indexOf('.'))), folder.resolve(name));
      }
    }
    return segments;
  }

  /// Not every number of 19 digits is one that a record can have.
  private static boolean isSegment(String name) {
    return SEGMENT.matcher(name).matches() && name.compareTo(name(Long.MAX_VALUE)) <= 0;
  }

  /// Makes a finished file the segment that begins with this record, replacing the one there is.
  void adopt(Path finished, long first) throws IOException {
    disk.rename(finished, segment(first));
    disk.forceFolder(live);
  }

  /// Moves live segments to the archive.
  ///
  /// By a second name and not by a rename: a file system that knows no order between folders could
  /// lose a renamed file in both. A second name that is there already, from a life that ended
  /// halfway, may not be durable either; so the archive is forced in any case.
  void archive(Collection<Long> segments) throws IOException {
    if (segments.isEmpty()) {
      return;
    }
    for (long first : segments) {
      if (!disk.exists(archived(first))) {
        disk.link(segment(first), archived(first));
      }
    }
    disk.forceFolder(archive);
    for (long first : segments) {
      disk.delete(segment(first));
    }
    disk.forceFolder(live);
  }

  private static String name(long first) {
    return "%019d.log".formatted(first);
  }
}
