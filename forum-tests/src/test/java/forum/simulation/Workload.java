package forum.simulation;

import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.SeededChance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Thinks of things a visitor may ask for: mostly sensible, about few threads, so that people get
/// in each other's way.
final class Workload {
  private static final byte[] NOTHING = {};

  /// Harmless ones, and some that file systems would misread.
  private static final List<ThreadTitle> TITLES =
      List.of(
          new ThreadTitle("tea"),
          new ThreadTitle("Käse & Brot"),
          new ThreadTitle("con"),
          new ThreadTitle("50% of a:b?"),
          new ThreadTitle("talk.tmp"));

  private static final int[] LETTERS =
      "abc def ghi jkl\tmn\nopq\\rs\rtu vwxyz äöü 茶 🫖 ".codePoints().toArray();

  /// A message of one's own, as it was last seen.
  private record Known(ThreadTitle thread, Reply.Post post) {}

  private final String name;
  private final Scenario.People people;
  private final Uploads uploads;
  private final SeededChance chance;
  private final Demands demands;
  private final List<Known> known = new ArrayList<>();
  private int texts;

  Workload(
      String name, Scenario.People people, Demands demands, Uploads uploads, SeededChance chance) {
    this.demands = demands;
    this.uploads = uploads;
    this.name = name;
    this.people = people;
    this.chance = chance;
  }

  /// The next one.
  Errand next() {
    if (chance.happens(people.reads())) {
      return new Errand.Read(chance.happens(0.3) ? new Request.ListThreads(null) : read());
    }
    if (demands.wantOrder()) {
      return new Errand.Change(demands.order(title()), NOTHING);
    }
    if (demands.wantKey()) {
      return demands.wantPassword()
          ? new Errand.NewPassword()
          : new Errand.Change(demands.token(), NOTHING);
    }
    return change();
  }

  private Request.Query read() {
    if (chance.happens(0.05)) {
      return new Request.ListUsers(null);
    }
    ThreadTitle title = title();
    return switch (chance.below(4)) {
      case 0 -> new Request.ReadThread(title, 1 + chance.below(5), null, null, null, null);
      case 1 -> {
        int from = 1 + chance.below(10);
        int to = from + chance.below(4);
        yield new Request.ReadThread(title, null, from, to, null, null);
      }
      default -> new Request.ReadThread(title, null, null, null, null, null);
    };
  }

  private Errand.Change change() {
    double which = chance.fraction();
    if (which < 0.12) {
      return new Errand.Change(new Request.CreateThread(title()), NOTHING);
    }
    if (which < 0.24) {
      return edit();
    }
    if (which < 0.36) {
      return delete();
    }
    if (which < 0.39) {
      return new Errand.Change(new Request.RemoveThread(title()), NOTHING);
    }
    if (which < 0.42) {
      return new Errand.Change(uploads.upload(title()), NOTHING);
    }
    byte[] text = which < 0.44 ? " ".getBytes(StandardCharsets.UTF_8) : text();
    return new Errand.Change(new Request.PostMessage(title()), text);
  }

  private Errand.Change edit() {
    Known meant = meant();
    boolean sure = chance.happens(0.5);
    Reply.Post post = meant.post();
    return new Errand.Change(
        new Request.EditMessage(
            meant.thread(), post.n(), sure ? post.id() : null, sure ? post.rev() : null),
        text());
  }

  private Errand.Change delete() {
    Known meant = meant();
    boolean sure = chance.happens(0.5);
    Reply.Post post = meant.post();
    return new Errand.Change(
        new Request.DeleteMessage(
            meant.thread(), post.n(), sure ? post.id() : null, sure ? post.rev() : null),
        NOTHING);
  }

  private Known meant() {
    return known.isEmpty() || chance.happens(0.2)
        ? new Known(title(), new Reply.Post(1 + chance.below(8), 1 + chance.below(100), 0, null))
        : known.get(chance.below(known.size()));
  }

  private ThreadTitle title() {
    return TITLES.get(chance.below(people.titles()));
  }

  /// No two are equal, and their beginnings tell whose they are.
  private byte[] text() {
    texts++;
    StringBuilder text = new StringBuilder(name).append('#').append(texts).append(' ');
    int length =
        chance.happens(people.longPosts()) ? 1000 + chance.below(19_000) : chance.below(60);
    if (chance.happens(people.longPosts() / 10)) {
      length = 40_000;
    }
    while (text.length() < length) {
      text.appendCodePoint(LETTERS[chance.below(LETTERS.length)]);
    }
    return text.toString().strip().getBytes(StandardCharsets.UTF_8);
  }

  /// Learns from an answer about a message.
  void saw(ThreadTitle thread, Reply.Post post) {
    if (known.size() > 20) {
      known.remove(chance.below(known.size()));
    }
    known.add(new Known(thread, post));
  }
}
