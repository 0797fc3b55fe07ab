package forum.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.client.link.LinkFailure;
import forum.client.link.ServerLink;
import forum.process.Bot;
import forum.process.Classic;
import forum.process.NothingLeft;
import forum.process.People;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.process.ClientProcess;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import forum.testkit.relay.LossyRelay;
import forum.testkit.relay.Tap;
import forum.testkit.relay.Weather;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Links that delay, repeat what is long over, and break for good. docs/PROTOCOL.md, sections 6 and
/// 8.
@ExtendWith(NothingLeft.class)
class BadLinkTest {
  private static final ThreadTitle THREAD = new ThreadTitle("t");
  private static final Duration OUTAGE = Duration.ofSeconds(5);
  private static final int WINDOW = 16;

  /// Time-outs of at least 22 ms that grow by half, but for the chance in each: in 5 s no more than
  /// so many.
  private static final int REPETITIONS_MAX = 14;

  private static final long SEED = Long.getLong("forum.seed", System.nanoTime());
  @TempDir private Path folder;
  private Path data;
  private int port;

  @BeforeEach
  void place() throws IOException {
    data = folder.resolve("data");
    port = Ports.free();
    People.settle(data, "ann", "bob", "cid");
  }

  @Test
  void a_link_that_delays_by_up_to_200_ms_and_loses_a_third_changes_nothing() throws Exception {
    Weather weather =
        Weather.STORM
            .delaying(Duration.ZERO, Duration.ofMillis(200))
            .holding(Duration.ofMillis(400));
    List<Bot> bots = new ArrayList<>();
    List<Posts> all = new ArrayList<>();
    try (ForumProcess server = start();
        LossyRelay relay = LossyRelay.open(server.address(), Weather.FAIR, SEED)) {
      for (String name : List.of("ann", "bob")) {
        bots.add(Bot.login(relay.address(), name, People.password(name)));
        all.add(new Posts(bots.getLast(), name));
      }
      relay.weather(weather);
      all.forEach(posts -> posts.send(4));
      for (int i = 0; i < bots.size(); i++) {
        all.get(i).settle();
        assertThat(bots.get(i).read(bots.get(i).name.text()))
            .as("%s", relay)
            .isEqualTo(all.get(i).lines())
            .hasSize(4);
        all.get(i).audit(data);
      }
    } finally {
      bots.forEach(Bot::close);
    }
  }

  @Test
  void copies_of_commands_that_are_long_over_do_nothing() throws Exception {
    replay(Duration.ZERO);
  }

  @Test
  @Tag("campaign")
  void copies_that_are_30_seconds_old_do_nothing() throws Exception {
    replay(Duration.ofSeconds(30));
  }

  private void replay(Duration age) throws Exception {
    List<Tap.Seen> kept = new CopyOnWriteArrayList<>();
    try (ForumProcess first = start();
        LossyRelay relay = LossyRelay.open(first.address(), Weather.FAIR, SEED);
        Bot ann = Bot.login(relay.address(), "ann", People.password("ann"))) {
      relay.tap(seen -> !seen.toServer() || kept.add(seen));
      write(ann);
      relay.tap(seen -> true);
      assertThat(kept).hasSizeGreaterThanOrEqualTo(7);
      Deadline.in(age).await(() -> false);
      repeat(relay, kept);
      assertThat(Bot.get(ann.post("t", "four")).isOk()).isTrue();
      first.program().kill();
      try (ForumProcess second = start()) {
        repeat(relay, kept);
        assertThat(Bot.get(ann.post("t", "five")).isOk()).isTrue();
        ann.does(new Request.Exit());
        repeat(relay, kept);
        try (Bot bob = Bot.login(relay.address(), "bob", People.password("bob"))) {
          assertThat(bob.list()).as("%s", second).containsExactly("t");
          assertThat(bob.read("t")).containsExactly("1 ann: three", "2 ann: four", "3 ann: five");
        }
      }
    }
    assertThat(Classic.file(data, "t"))
        .containsExactly("ann", "1 ann: three", "2 ann: four", "3 ann: five");
  }

  /// What does harm when it happens twice.
  private static void write(Bot ann) throws Exception {
    ann.does(new Request.CreateThread(THREAD));
    Bot.get(ann.post("t", "one"));
    Bot.get(ann.post("t", "two"));
    ann.does(new Request.DeleteMessage(THREAD, 1, null, null));
    ann.does(new Request.RemoveThread(THREAD));
    ann.does(new Request.CreateThread(THREAD));
    Bot.get(ann.post("t", "three"));
  }

  private static void repeat(LossyRelay relay, List<Tap.Seen> kept) {
    for (int i = 0; i < 2; i++) {
      kept.forEach(relay::replay);
    }
  }

  @Test
  void a_link_that_breaks_for_good_leaves_an_unknown_outcome_that_the_next_contact_settles()
      throws Exception {
    List<Reply> settled = new CopyOnWriteArrayList<>();
    ServerLink.Options hasty =
        new ServerLink.Options(
            Duration.ofSeconds(4),
            false,
            notice -> {},
            (request, answer) -> settled.add(answer.reply()));
    try (ForumProcess server = start();
        LossyRelay relay = LossyRelay.open(server.address(), Weather.FAIR, SEED);
        Bot ann = Bot.login(relay.address(), "ann", People.password("ann"), hasty)) {
      ann.does(new Request.CreateThread(THREAD));
      relay.tap(Tap.Seen::toServer); // the server hears everything, and nobody hears the server
      assertThatThrownBy(() -> Bot.get(ann.post("t", "first")))
          .isInstanceOf(LinkFailure.UnknownOutcome.class)
          .hasMessageContaining("at most once");
      relay.cut();
      assertThatThrownBy(() -> Bot.get(ann.post("t", "second"))).isInstanceOf(LinkFailure.class);
      assertThat(settled).isEmpty();
      relay.tap(seen -> true);
      relay.mend();
      assertThat(Deadline.inSeconds(60).await(() -> !settled.isEmpty())).as("%s", relay).isTrue();
      Reply third = Bot.get(ann.post("t", "third"));
      assertThat(third.isOk()).isTrue();
      assertThat(settled).allMatch(Reply::isOk);
      List<String> lines = ann.read("t");
      assertThat(lines).hasSize(settled.size() + 1).doesNotHaveDuplicates();
      assertThat(lines.getFirst()).isEqualTo("1 ann: first");
      assertThat(lines.getLast()).endsWith(" ann: third");
      assertThat(Classic.file(data, "t")).endsWith(lines.toArray(String[]::new));
    }
  }

  @Test
  void a_script_whose_server_has_gone_says_that_the_outcome_is_unknown() throws Exception {
    try (ForumProcess server = start();
        LossyRelay relay = LossyRelay.open(server.address(), Weather.FAIR, SEED);
        Program client = ClientProcess.start(relay.address(), folder, "--timeout", "4")) {
      client.type("ann\n" + People.password("ann") + "\nCRT t\nMSG t one\n");
      assertThat(client.out().awaitText("(#1)", Deadline.inSeconds(30))).as("%s", client).isTrue();
      relay.cut();
      client.type("MSG t two\nMSG t three\n");
      client.endInput();
      Finished finished = client.finished(Deadline.inSeconds(60));
      assertThat(finished.status()).as("%s", finished).isEqualTo(7);
      assertThat(finished.err()).contains("no confirmation in 4 s", "at most once", "look before");
      assertThat(Classic.file(data, "t")).containsExactly("ann", "1 ann: one");
    }
  }

  @Test
  void in_an_outage_each_client_sends_less_and_less() throws Exception {
    List<Bot> bots = new ArrayList<>();
    List<Posts> all = new ArrayList<>();
    AtomicInteger sent = new AtomicInteger();
    try (ForumProcess server = start();
        LossyRelay relay = LossyRelay.open(server.address(), Weather.FAIR, SEED)) {
      for (String name : List.of("ann", "bob", "cid")) {
        bots.add(Bot.login(relay.address(), name, People.password(name)));
        all.add(new Posts(bots.getLast(), name));
        all.getLast().send(30);
        all.getLast().settle();
      }
      long before = repeated(bots);
      relay.tap(seen -> sent.incrementAndGet() < 0);
      all.forEach(posts -> posts.send(40));
      Deadline.in(OUTAGE).await(() -> false);
      assertThat(sent.get())
          .as("datagrams into the void, %s", relay)
          .isBetween(bots.size(), bots.size() * (WINDOW + REPETITIONS_MAX));
      assertThat(repeated(bots) - before)
          .as("repetitions, as the clients count them")
          .isBetween((long) bots.size(), (long) bots.size() * REPETITIONS_MAX);
      relay.tap(seen -> true);
      for (Posts posts : all) {
        posts.settle();
        assertThat(posts.acknowledged()).isEqualTo(70);
        posts.audit(data);
      }
    } finally {
      bots.forEach(Bot::close);
    }
  }

  private static long repeated(List<Bot> bots) {
    return bots.stream().mapToLong(bot -> bot.status().repeated()).sum();
  }

  private ForumProcess start() throws IOException {
    return ForumProcess.start(data, port, "--exact-port", "--no-console");
  }
}
