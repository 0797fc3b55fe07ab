package forum.client.shell;

import forum.client.line.Quoting;
import forum.client.text.Line;
import forum.client.text.Tone;
import forum.client.text.Width;
import forum.protocol.Characters;
import forum.protocol.Notice;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Turns news into at most one line a second: the first post as it is, what comes faster in one
/// line for each thread. Also counts what is new. Safe for any thread; reads no clock.
final class NoticeBoard {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int THREADS_NAMED_MAX = 3;

  private final ZoneId zone;
  private final Map<String, Pending> pending = new LinkedHashMap<>();
  private final Map<String, Integer> fresh = new LinkedHashMap<>();
  private long covered;
  private long nextNanos;
  private boolean started;
  private int elsewhere;
  private String stop = "";

  NoticeBoard(ZoneId zone) {
    this.zone = zone;
  }

  private record Pending(Notice.Item first, int count, Instant since) {
    Pending more() {
      return new Pending(first, count + 1, since);
    }
  }

  /// News has come. A notice that was seen before is none.
  synchronized void add(Notice notice, Instant now) {
    if (notice.stop() != null) {
      stop = notice.stop();
    }
    if (notice.lsn() <= covered) {
      return;
    }
    covered = notice.lsn();
    elsewhere += notice.more();
    for (Notice.Item item : notice.items()) {
      Pending known = pending.get(item.thread());
      pending.put(item.thread(), known == null ? new Pending(item, 1, now) : known.more());
      fresh.merge(item.thread(), 1, Integer::sum);
    }
  }

  /// The lines to print now, mostly none.
  synchronized List<Line> due(long nowNanos, int columns) {
    List<Line> lines = new ArrayList<>();
    if (!stop.isEmpty()) {
      lines.add(notice("the server is stopping: " + stop));
      stop = "";
    }
    if (started && nowNanos - nextNanos < 0) {
      return lines;
    }
    if (!pending.isEmpty() || elsewhere > 0) {
      started = true;
      nextNanos = nowNanos + PAUSE_NANOS;
      lines.add(next(columns));
    }
    return lines;
  }

  /// Everything that waits, at once: for a screen on which news stands between commands only.
  synchronized List<Line> all(int columns) {
    List<Line> lines = new ArrayList<>(due(nextNanos, columns));
    while (!pending.isEmpty() || elsewhere > 0) {
      lines.add(next(columns));
    }
    return lines;
  }

  private Line next(int columns) {
    if (pending.isEmpty()) {
      int count = elsewhere;
      elsewhere = 0;
      return notice(count + " more " + (count == 1 ? "post" : "posts") + ", LST");
    }
    if (pending.size() > THREADS_NAMED_MAX) {
      return overview(columns);
    }
    Iterator<Pending> oldest = pending.values().iterator();
    Pending first = oldest.next();
    oldest.remove();
    return first.count == 1 ? whole(first.first, columns) : many(first);
  }

  private Line overview(int columns) {
    int count = pending.values().stream().mapToInt(Pending::count).sum();
    String threads = String.join(", ", pending.keySet());
    pending.clear();
    return notice(Width.cut(Characters.visible(count + " more in " + threads), columns - 3));
  }

  /// `* ops #14 mira: disk full on node3`.
  private static Line whole(Notice.Item item, int columns) {
    String text = item.text().lines().findFirst().orElse("");
    String line = item.thread() + " #" + item.n() + " " + item.by() + ": " + text;
    return notice(Width.cut(Characters.visible(line), columns - 3));
  }

  /// `* ops: 7 more, RDT --since 10:02 ops`.
  private Line many(Pending more) {
    var time = more.since.atZone(zone).toLocalTime().withNano(0).withSecond(0);
    String thread = more.first.thread();
    String command = "RDT --since " + time + " " + Quoting.quoted(thread);
    return notice(thread + ": " + more.count + " more, ").and(Tone.COMMAND, command);
  }

  private static Line notice(String text) {
    return Line.of(Tone.NOTICE, "* ").and(text);
  }

  /// The thread was read.
  synchronized void read(String thread) {
    fresh.remove(thread);
    pending.remove(thread);
  }

  /// How many posts of a thread are new.
  synchronized int fresh(String thread) {
    return fresh.getOrDefault(thread, 0);
  }

  /// How many posts are new, by thread.
  synchronized Map<String, Integer> fresh() {
    return new LinkedHashMap<>(fresh);
  }
}
