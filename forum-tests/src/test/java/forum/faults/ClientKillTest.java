package forum.faults;

import static org.assertj.core.api.Assertions.assertThat;

import forum.client.transfer.Progress;
import forum.process.Bot;
import forum.process.Classic;
import forum.process.NothingLeft;
import forum.process.People;
import forum.protocol.FileName;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.MalformedDatagram;
import forum.testkit.SeededChance;
import forum.testkit.process.ClientProcess;
import forum.testkit.process.Deadline;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import forum.testkit.relay.LossyRelay;
import forum.testkit.relay.Tap;
import forum.testkit.relay.Weather;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A client is killed with `kill -9` at each step of the protocol: its user comes back at once,
/// sees nothing half done, and what was done was done once.
@ExtendWith(NothingLeft.class)
class ClientKillTest {
  private static final String LONG = "x".repeat(3000);
  private static final String FILE = "contents of a file";
  private static final int UPLOAD_BYTES = 48 << 20;
  private static final int SHOWN_BYTES = 1 << 20;

  /// The steps of the script, as [Step#of] names them, in their order.
  private static final List<String> STEPS =
      List.of(
          "to server LOGIN1",
          "to client RETRY",
          "to client ANSWER challenge",
          "to server LOGIN2",
          "to client ANSWER session",
          "to server CRT",
          "to client RESPONSE 1",
          "to server MSG",
          "to client RESPONSE 2",
          "to server segment 1",
          "to server segment 2",
          "to client RESPONSE 3",
          "to server UPD",
          "to client ANSWER grant",
          "to server UPC",
          "to client RESPONSE 4",
          "to server EDT",
          "to client RESPONSE 5",
          "to server XIT",
          "to client RESPONSE 6");

  @TempDir private Path folder;

  @Test
  void a_user_whose_client_was_killed_comes_back_and_finds_what_was_acknowledged_once()
      throws Exception {
    List<Moment> some = new ArrayList<>();
    for (int i = 0; i < STEPS.size(); i += 3) {
      some.add(new Moment("u" + i, STEPS.get(i), i % 2 == 0));
    }
    kill(some);
  }

  @Test
  @Tag("campaign")
  void whichever_step_it_is_and_on_whichever_side_of_the_datagram() throws Exception {
    List<Moment> all = new ArrayList<>();
    for (int i = 0; i < STEPS.size(); i++) {
      all.add(new Moment("u" + i, STEPS.get(i), false));
      all.add(new Moment("v" + i, STEPS.get(i), true));
    }
    kill(all);
  }

  @Test
  void an_upload_whose_client_was_killed_shows_nothing_and_goes_on_later() throws Exception {
    Path data = folder.resolve("data");
    People.settle(data, "ann");
    Path file = Files.write(folder.resolve("large"), new SeededChance(1).bytes(UPLOAD_BYTES));
    try (ForumProcess server = ForumProcess.start(data, Ports.free(), "--no-console");
        Program client = ClientProcess.start(server.address(), folder)) {
      client.feed(bytes("ann\n" + People.password("ann") + "\nCRT t\nUPD t large\n"));
      boolean under = Deadline.inSeconds(60).await(() -> partBytes(data) > SHOWN_BYTES);
      assertThat(under).as("%s", client).isTrue();
      client.kill();
      try (Bot ann = Bot.login(server.address(), "ann", People.password("ann"))) {
        assertThat(ann.read("t")).isEmpty();
        ann.forum().upload(new ThreadTitle("t"), new FileName("large"), file, Progress.NONE);
        assertThat(ann.read("t")).containsExactly("ann uploaded large");
      }
      assertThat(Files.mismatch(file, data.resolve("attachments/t/large"))).isEqualTo(-1);
      assertThat(partBytes(data)).isZero();
    }
  }

  private static long partBytes(Path data) {
    try (Stream<Path> parts = Files.list(data.resolve("forum-data/parts"))) {
      long bytes = 0;
      for (Path part : parts.toList()) {
        bytes += Files.size(part);
      }
      return bytes;
    } catch (IOException e) {
      return 0; // there is no such folder yet, or a part was renamed just now
    }
  }

  /// When a client dies.
  ///
  /// @param user whose it is
  /// @param step the datagram at which it dies
  /// @param passes whether that one goes on
  private record Moment(String user, String step, boolean passes) {}

  private void kill(List<Moment> moments) throws Exception {
    Path data = folder.resolve("data");
    People.settle(data, moments.stream().map(Moment::user).toArray(String[]::new));
    Files.writeString(folder.resolve("a.txt"), FILE);
    try (ForumProcess server = ForumProcess.start(data, Ports.free(), "--no-console")) {
      for (Moment moment : moments) {
        try (LossyRelay relay = LossyRelay.open(server.address(), Weather.FAIR, 1)) {
          check(server, moment, killed(relay, moment));
        }
      }
    }
  }

  private Killer killed(LossyRelay relay, Moment moment) throws Exception {
    String title = moment.user();
    String script =
        String.join(
            "\n",
            moment.user(),
            People.password(moment.user()),
            "CRT " + title,
            "MSG " + title + " short",
            "MSG " + title + " " + LONG,
            "UPD " + title + " a.txt",
            "EDT " + title + " 1 edited",
            "XIT",
            "");
    Killer killer = new Killer(moment);
    // In the clear, since the killer has to read which step it is.
    try (Program client = ClientProcess.start(relay.address(), folder, "--insecure-plain")) {
      killer.victim = client;
      relay.tap(killer);
      client.feed(bytes(script));
      boolean dead = Deadline.inSeconds(60).await(() -> !client.isAlive());
      assertThat(dead && killer.hasStruck).as("%s: %s", moment, client).isTrue();
      return killer;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The user comes back and goes on where the thread shows that the script was.
  private void check(ForumProcess server, Moment moment, Killer killer) throws Exception {
    List<List<String>> states = states(moment.user());
    ThreadTitle title = new ThreadTitle(moment.user());
    try (Bot bot = Bot.login(server.address(), moment.user(), People.password(moment.user()))) {
      int done = 0;
      if (bot.list().contains(moment.user())) {
        done = states.indexOf(bot.read(moment.user()));
      }
      assertThat(done)
          .as("changes done at %s, %s", moment, server)
          .isBetween(Math.min(5, killer.answered), Math.min(5, killer.asked));
      for (int next = done + 1; next <= 5; next++) {
        go(bot, title, next);
      }
      assertThat(bot.read(moment.user())).as("%s", moment).isEqualTo(states.get(5));
      bot.does(new Request.Exit());
    }
    assertThat(Classic.file(server.data(), moment.user())).hasSize(4);
  }

  /// What readers see after so many of the script's changes.
  private static List<List<String>> states(String user) {
    String first = "1 " + user + ": short";
    String second = "2 " + user + ": " + LONG;
    String file = user + " uploaded a.txt";
    return List.of(
        List.of("no thread"),
        List.of(),
        List.of(first),
        List.of(first, second),
        List.of(first, second, file),
        List.of("1 " + user + ": edited", second, file));
  }

  private void go(Bot bot, ThreadTitle title, int change) throws Exception {
    switch (change) {
      case 1 -> bot.does(new Request.CreateThread(title));
      case 2 -> Bot.get(bot.post(title.text(), "short"));
      case 3 -> Bot.get(bot.post(title.text(), LONG));
      case 4 ->
          bot.forum().upload(title, new FileName("a.txt"), folder.resolve("a.txt"), Progress.NONE);
      default -> Bot.get(bot.send(new Request.EditMessage(title, 1, null, null), "edited"));
    }
  }

  /// Kills the client when the datagram comes by that it waits for, and counts what went by before.
  private static final class Killer implements Tap {
    private final Moment moment;
    private volatile Program victim;
    private volatile boolean hasStruck;
    private volatile int asked; // the highest change that reached the server
    private volatile int answered; // the highest change whose answer reached the client

    Killer(Moment moment) {
      this.moment = moment;
    }

    @Override
    public boolean passes(Seen seen) {
      boolean now = !hasStruck && Step.of(seen).equals(moment.step());
      if (now) {
        hasStruck = true;
        victim.close(); // with SIGKILL
      }
      boolean passes = now ? moment.passes() : seen.toServer() || !hasStruck;
      if (passes) {
        count(Step.inner(seen));
      }
      return passes;
    }

    private void count(Inner inner) {
      if (inner != null && inner.kind() == Inner.Kind.REQUEST) {
        asked = Math.max(asked, (int) inner.seq());
      } else if (inner != null && inner.kind() == Inner.Kind.RESPONSE) {
        answered = Math.max(answered, (int) inner.seq());
      }
    }
  }

  /// Names for datagrams.
  private static final class Step {
    private Step() {}

    static String of(Tap.Seen seen) {
      String way = seen.toServer() ? "to server " : "to client ";
      Inner inner = inner(seen);
      return way + (inner == null ? "RETRY" : name(inner));
    }

    private static String name(Inner inner) {
      return switch (inner.kind()) {
        case RESPONSE -> "RESPONSE " + inner.seq();
        case ANSWER -> "ANSWER " + content(inner);
        case REQUEST, QUERY -> inner.segments() > 1 ? "segment " + inner.segment() : verb(inner);
        default -> inner.kind().name();
      };
    }

    private static String content(Inner inner) {
      String json = new String(inner.body(), StandardCharsets.UTF_8);
      return Stream.of("challenge", "session", "grant")
          .filter(member -> json.contains('"' + member + '"'))
          .findFirst()
          .orElse("");
    }

    private static String verb(Inner inner) {
      return Body.verb(Body.of(inner.body()).request());
    }

    static Inner inner(Tap.Seen seen) {
      try {
        return switch (Frame.readFrom(ByteBuffer.wrap(seen.bytes()))) {
          case Frame.Plain plain -> plain.inner();
          case Frame.Stranger stranger -> stranger.inner();
          default -> null;
        };
      } catch (MalformedDatagram | Frame.UnknownVersion e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
