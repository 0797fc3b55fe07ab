package forum.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.client.transfer.Progress;
import forum.client.transfer.TransferFailure;
import forum.process.Bot;
import forum.protocol.FileName;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.seal.Handshake;
import forum.protocol.seal.Tls;
import forum.protocol.seal.Witness;
import forum.protocol.wire.Frame;
import forum.protocol.wire.GoneReason;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import forum.testkit.process.ClientProcess;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.relay.LossyRelay;
import forum.testkit.relay.Tap;
import forum.testkit.relay.Weather;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedTrafficTest {
  private static final String PASSWORD = "a password nobody may see";
  private static final String TEXT = "words that nobody may read";

  @TempDir static Path folder;
  private static ForumProcess server;

  @BeforeAll
  static void start() throws Exception {
    server = ForumProcess.start(folder.resolve("data"), Ports.free());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static LossyRelay relay() throws Exception {
    return LossyRelay.open(server.address(), Weather.FAIR, 1);
  }

  private static List<Tap.Seen> captured(LossyRelay relay) {
    List<Tap.Seen> seen = Collections.synchronizedList(new ArrayList<>());
    relay.tap(
        next -> {
          seen.add(next);
          return true;
        });
    return seen;
  }

  private static Request.Change create(String thread) {
    return new Request.CreateThread(new ThreadTitle(thread));
  }

  @Test
  void neither_password_nor_text_is_on_the_wire() throws Exception {
    try (LossyRelay relay = relay()) {
      List<Tap.Seen> seen = captured(relay);
      Path home = Files.createDirectories(folder.resolve("captured"));
      String script =
          "captured\n%s\nCRT hidden\nMSG hidden %s\nRDT hidden\nXIT\n".formatted(PASSWORD, TEXT);
      Finished client = ClientProcess.run(relay.address(), home, script);

      assertThat(client.status()).as("%s", client).isZero();
      assertThat(client.out()).contains(TEXT);
      assertThat(seen).hasSizeGreaterThan(10);
      for (Tap.Seen each : seen) {
        String wire = new String(each.bytes(), StandardCharsets.ISO_8859_1);
        assertThat(wire).doesNotContain(PASSWORD, TEXT, "hidden", "captured", "LOGIN");
        assertThat(each.bytes()[0] & 0xff).isIn(0x80, 0x81, 0x82, 0x83);
      }
    }
  }

  @Test
  void copies_from_elsewhere_do_nothing_and_get_nothing() throws Exception {
    try (LossyRelay relay = relay();
        Attacker attacker = new Attacker(server.address())) {
      List<Tap.Seen> seen = captured(relay);
      try (Bot bot = Bot.login(relay.address(), "copied", PASSWORD)) {
        bot.does(create("copies"));
        for (int i = 0; i < 20; i++) {
          bot.post("copies", "post " + i).get();
        }
        sendAll(attacker, seen);
        bot.post("copies", "still there").get();
        assertThat(bot.read("copies")).hasSize(21);
        bot.does(new Request.Exit());
      }
      sendAll(attacker, seen);
      sendAll(attacker, seen);

      assertThat(attacker.bytesBack()).isLessThan(attacker.bytesSent() / 10);
      try (Bot bot = Bot.login(server.address(), "copied", PASSWORD)) {
        assertThat(bot.read("copies")).hasSize(21);
      }
    }
  }

  private static void sendAll(Attacker attacker, List<Tap.Seen> seen) throws Exception {
    for (Tap.Seen each : List.copyOf(seen)) {
      if (each.toServer()) {
        attacker.send(each.bytes());
      }
    }
  }

  @Test
  void a_changed_bit_in_any_byte_of_the_head_is_noticed() throws Exception {
    try (LossyRelay relay = relay();
        Attacker attacker = new Attacker(server.address());
        Bot bot = Bot.login(relay.address(), "flipped", PASSWORD)) {
      List<Tap.Seen> held = Collections.synchronizedList(new ArrayList<>());
      bot.does(create("flips"));
      relay.tap(
          next -> {
            held.add(next);
            return !next.toServer();
          });
      CompletableFuture<?> posted = bot.post("flips", "only once");
      Deadline.inSeconds(20).await(() -> held.stream().anyMatch(Tap.Seen::toServer));
      byte[] datagram = held.stream().filter(Tap.Seen::toServer).findFirst().orElseThrow().bytes();
      for (int bit = 0; bit < 8 * 17; bit++) {
        byte[] changed = datagram.clone();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        attacker.send(changed);
      }
      assertThat(attacker.bytesBack()).isLessThan(attacker.bytesSent() / 10);
      assertThat(posted.isDone()).isFalse();
      relay.tap(next -> true);
      posted.get();

      assertThat(bot.read("flips")).hasSize(1);
    }
  }

  @Test
  void who_has_not_proven_an_address_gets_no_more_bytes_than_were_sent() throws Exception {
    try (Attacker attacker = new Attacker(server.address())) {
      byte[] flight = new byte[300];
      for (int aid = 0; aid < 50; aid++) {
        attacker.send(Attacker.bytes(new Frame.Hello(aid, new Frame.Cookie(aid, 1), 0, 1, flight)));
        attacker.send(Attacker.bytes(new Frame.Handshake(aid, 1, 0, 1, flight)));
        attacker.send(Attacker.bytes(new Frame.Sealed(aid, aid, new byte[80])));
        attacker.send(Attacker.bytes(new Frame.Reset(aid, Frame.Cookie.NONE)));
        attacker.send(new byte[] {(byte) 0x90, 1, 2, 3});
        attacker.send(ByteBuffer.allocate(30).put((byte) 0x93).array());
      }

      assertThat(attacker.bytesBack()).isPositive().isLessThan(attacker.bytesSent() / 10);
    }
  }

  @Test
  void what_others_say_in_the_clear_does_not_talk_a_client_out_of_sealing() throws Exception {
    List<Integer> firstBytes = Collections.synchronizedList(new ArrayList<>());
    try (Meddler meddler =
        new Meddler(
            server.address(),
            toServer -> {
              firstBytes.add(toServer[0] & 0xff);
              return lies(toServer);
            })) {
      try (Bot bot = Bot.login(meddler.address(), "steadfast", PASSWORD)) {
        bot.does(create("steady"));
        for (int i = 0; i < 10; i++) {
          bot.post("steady", "post " + i).get();
        }
        assertThat(bot.read("steady")).hasSize(10);
      }
      assertThat(firstBytes).containsOnly(0x80, 0x82, 0x83);
      assertThat(firstBytes.stream().filter(first -> first == 0x80).count())
          .as("handshakes begun: no lie has ended the first one")
          .isLessThan(10);
    }
  }

  /// What the server has not said, for the client that sent `datagram`.
  private static List<byte[]> lies(byte[] datagram) {
    long name = ByteBuffer.wrap(datagram).getLong(1);
    List<byte[]> lies = new ArrayList<>();
    lies.add(Attacker.bytes(new Frame.Reset(name, new Frame.Cookie(1, 2))));
    lies.add(Attacker.bytes(new Frame.Reset(name, Frame.Cookie.NONE)));
    lies.add(
        Attacker.bytes(
            new Frame.Plain(
                new Token(1, 2),
                Inner.bare(Inner.Kind.GONE, 0, 0, GoneReason.SUPERSEDED.number()))));
    lies.add(
        Attacker.bytes(
            new Frame.Stranger(name, Frame.Cookie.NONE, Inner.bare(Inner.Kind.GONE, 0, 0, 0))));
    lies.add(Attacker.bytes(new Frame.Sealed(name, 1 << 20, new byte[80])));
    if ((datagram[0] & 0xff) == 0x83) {
      lies.add(Attacker.bytes(new Frame.UseVersion(name, 2)));
      lies.add(Attacker.bytes(new Frame.Retry(name, new Frame.Cookie(3, 4))));
    }
    return lies;
  }

  @Test
  void a_ticket_of_a_sealed_session_is_worth_nothing_in_the_clear_and_once_in_all()
      throws Exception {
    try (Bot bot = Bot.login(server.address(), "uploader", PASSWORD)) {
      bot.does(create("tickets"));
      Path file = Files.writeString(folder.resolve("file"), "contents");
      bot.forum().upload(new ThreadTitle("tickets"), new FileName("one"), file, Progress.NONE);
      var grant = bot.forum().offer(new ThreadTitle("tickets"), new FileName("one"));
      byte[] ticket = Base64.getUrlDecoder().decode(grant.ticket());

      assertThat(answerInTheClear(grant.port(), ticket)).isEmpty();
      Path copy = folder.resolve("copy");
      bot.forum().download(grant, copy, false, Progress.NONE);

      assertThat(copy).hasContent("contents");
      assertThatThrownBy(
              () -> bot.forum().download(grant, folder.resolve("again"), false, Progress.NONE))
          .isInstanceOf(TransferFailure.class);
    }
  }

  private static byte[] answerInTheClear(int port, byte[] ticket) throws Exception {
    try (Socket socket = new Socket(server.address().getAddress(), port)) {
      ByteBuffer preface = ByteBuffer.allocate(1 + 5 + 40).put((byte) 0x84);
      socket.getOutputStream().write(preface.putInt(40).put((byte) 1).put(ticket).array());
      InputStream in = socket.getInputStream();
      socket.setSoTimeout(20_000);
      return in.readAllBytes();
    } catch (SocketException e) {
      return new byte[0]; // reset: closed without a word
    }
  }

  @Test
  void a_session_goes_on_from_another_address() throws Exception {
    try (LossyRelay relay = relay();
        Bot bot = Bot.login(relay.address(), "mover", PASSWORD)) {
      bot.does(create("moves"));
      for (int i = 0; i < 5; i++) {
        relay.move();
        bot.post("moves", "from place " + i).get();
      }
      assertThat(bot.read("moves")).hasSize(5);
      bot.does(new Request.Exit());
      assertThat(server.program().out().awaitText("mover exited", Deadline.inSeconds(30))).isTrue();
      assertThat(server.program().out().text()).containsOnlyOnce("mover successfully");
    }
  }

  @Test
  void a_flood_of_handshakes_keeps_nobody_from_posting() throws Exception {
    try (Bot bot = Bot.login(server.address(), "undisturbed", PASSWORD);
        Attacker attacker = new Attacker(server.address())) {
      bot.does(create("flood"));
      byte[] flight =
          new Handshake(Tls.clientEngine(new Witness(), "forum", 1, Tls.DATAGRAMS)).begin();
      int posts = 0;
      for (long aid = 1; aid <= 300; aid++) {
        Frame.Cookie cookie = attacker.cookie(aid, flight);
        attacker.send(Attacker.bytes(new Frame.Hello(aid, cookie, 0, 1, flight)));
        if (aid % 30 == 0) {
          bot.post("flood", "post").get();
          posts++;
        }
      }
      try (Bot other = Bot.login(server.address(), "late", PASSWORD)) {
        assertThat(other.read("flood")).hasSize(posts);
      }
    }
  }
}
