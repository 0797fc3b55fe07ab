package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.Token;
import forum.testkit.SeededChance;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Whatever arrives, whatever the machine lacks: a clear error or silence, nothing lost, and the
/// server alive.
@ExtendWith(NothingLeft.class)
class BadInputTest {
  private static final int CANNOT_BIND = 3;
  private static final int DATA_UNUSABLE = 4;
  private static final int RANDOM_DATAGRAMS = 5_000;
  private static final long SEED = Long.getLong("forum.seed", 1);

  /// Names that would leave their folder, hide in it or change a terminal.
  private static final List<String> EVIL_NAMES =
      List.of(
          "..",
          ".",
          "../up",
          "../../etc/passwd",
          "/etc/passwd",
          "a/b",
          "a\\\\b",
          ".hidden",
          "-rf",
          "",
          " ",
          "end ",
          "nul\\u0000byte",
          "new\\nline",
          "tab\\tulator",
          "esc\\u001b[2J",
          "right\\u202eto left",
          "line\\u2028separator",
          "half\\ud800character",
          "x".repeat(201),
          "ж".repeat(129));

  @TempDir private Path folder;

  @Test
  void random_truncated_and_oversized_datagrams_are_not_answered_and_do_no_harm() throws Exception {
    try (ForumProcess server = start();
        RawPeer peer = new RawPeer(server.address());
        RawPeer witness = new RawPeer(server.address())) {
      witness.login("witness", "a password");
      assertThat(witness.change("{\"op\":\"CRT\",\"thread\":\"t\"}", "").code()).isEqualTo(Code.OK);
      SeededChance chance = new SeededChance(SEED);
      for (int i = 0; i < RANDOM_DATAGRAMS; i++) {
        peer.send(chance.bytes(1 + chance.below(i % 100 == 0 ? 9_000 : 1_400)));
      }
      assertThat(peer.drain()).as("answers to noise, seed %d", SEED).isLessThan(200);
      for (byte[] datagram : mutations(witness, chance)) {
        witness.send(datagram);
      }
      witness.drain();
      try (RawPeer later = new RawPeer(server.address())) {
        later.login("later", "a password");
        assertThat(later.change("{\"op\":\"MSG\",\"thread\":\"t\"}", "alive").post().n()).isOne();
      }
      assertThat(Files.list(server.data().resolve("threads"))).hasSize(1);
      assertThat(server.program().err().text()).as("%s", server).doesNotContain("Exception");
    }
  }

  /// Datagrams of a session with one thing wrong: each shorter prefix, flipped bits, every kind.
  private static List<byte[]> mutations(RawPeer peer, SeededChance chance) {
    Inner inner =
        Inner.whole(
            Inner.Kind.PING, 0, 77, 1, 0, "{\"op\":\"LST\"}".getBytes(StandardCharsets.UTF_8));
    byte[] right = bytes(peer.frame(inner));
    Stream<byte[]> prefixes =
        Stream.iterate(0, length -> length < right.length, length -> length + 1)
            .map(length -> Arrays.copyOf(right, length));
    Stream<byte[]> flipped =
        Stream.generate(
                () -> {
                  byte[] wrong = right.clone();
                  wrong[chance.below(wrong.length)] ^= (byte) (1 << chance.below(8));
                  return wrong;
                })
            .limit(500);
    Stream<byte[]> kinds =
        Stream.iterate(0, kind -> kind < 256, kind -> kind + 1)
            .map(
                kind -> {
                  byte[] other = right.clone();
                  other[1 + Token.BYTES] = kind == 1 ? 2 : (byte) (int) kind;
                  return other;
                });
    return Stream.of(prefixes, flipped, kinds).flatMap(all -> all).toList();
  }

  private static byte[] bytes(Frame frame) {
    ByteBuffer datagram = ByteBuffer.allocate(1200);
    frame.writeTo(datagram);
    return Arrays.copyOf(datagram.array(), datagram.position());
  }

  @Test
  void titles_and_file_names_cannot_leave_their_folder() throws Exception {
    try (ForumProcess server = start();
        RawPeer peer = new RawPeer(server.address())) {
      peer.login("mallory", "a password");
      assertThat(peer.change("{\"op\":\"CRT\",\"thread\":\"t\"}", "").code()).isEqualTo(Code.OK);
      Set<Path> before = files();
      for (String name : EVIL_NAMES) {
        String file =
            "\"thread\":\"t\",\"file\":\"%s\",\"size\":1,\"sha256\":\"%s\"}"
                .formatted(name, "0".repeat(64));
        assertThat(
                List.of(
                    peer.change("{\"op\":\"CRT\",\"thread\":\"%s\"}".formatted(name), ""),
                    peer.change("{\"op\":\"RMV\",\"thread\":\"%s\"}".formatted(name), ""),
                    peer.query("{\"op\":\"RDT\",\"thread\":\"%s\"}".formatted(name)),
                    peer.query("{\"op\":\"UPD\"," + file),
                    peer.change("{\"op\":\"UPC\"," + file, "")))
            .as(name)
            .extracting(Reply::code)
            .containsOnly(Code.BAD_NAME);
      }
      assertThat(files()).isEqualTo(before);
    }
  }

  private Set<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !path.toString().contains("journal")).collect(Collectors.toSet());
    }
  }

  @Test
  void requests_that_are_none_are_refused_with_a_sentence() throws Exception {
    try (ForumProcess server = start();
        RawPeer peer = new RawPeer(server.address())) {
      assertThat(peer.query("{\"op\":\"LST\"}").code()).isEqualTo(Code.AUTH_REQUIRED);
      peer.login("mallory", "a password");
      for (String nonsense :
          List.of(
              "",
              "{}",
              "[]",
              "null",
              "{\"op\":7}",
              "{\"op\":\"NIX\"}",
              "{\"op\":\"MSG\"}",
              "{\"op\":\"DLT\",\"thread\":\"t\",\"n\":\"one\"}",
              "{'op':'LST'}",
              "{",
              "\"\\ud800\"",
              "{\"op\":\"CRT\",\"thread\":{\"a\":1}}",
              "[".repeat(1000))) {
        Reply reply = peer.change(nonsense, "");
        assertThat(reply.code()).as(nonsense).isIn(Code.BAD_NAME, Code.USAGE);
        assertThat(reply.detail()).as(nonsense).isNotBlank();
      }
      assertThat(peer.query("{\"op\":\"CRT\",\"thread\":\"t\"}").code()).isEqualTo(Code.USAGE);
      assertThat(peer.change("{\"op\":\"LST\"}", "").code()).isEqualTo(Code.USAGE);
    }
  }

  @Test
  void texts_that_are_none_are_refused_and_all_others_come_back_as_they_were() throws Exception {
    try (ForumProcess server = start();
        RawPeer peer = new RawPeer(server.address());
        Bot reader = Bot.login(server.address(), "reader", "a password")) {
      peer.login("mallory", "a password");
      peer.change("{\"op\":\"CRT\",\"thread\":\"t\"}", "");
      byte[] head = "{\"op\":\"MSG\",\"thread\":\"t\"}\0".getBytes(StandardCharsets.UTF_8);
      byte[] half = Arrays.copyOf(head, head.length + 2);
      half[head.length] = (byte) 0xc3;
      half[head.length + 1] = '(';
      assertThat(peer.change(half).code()).isEqualTo(Code.BAD_NAME);
      assertThat(peer.change(head).code()).isEqualTo(Code.BAD_NAME);
      assertThat(peer.change("{\"op\":\"MSG\",\"thread\":\"t\"}", " \n ").code())
          .isEqualTo(Code.BAD_NAME);
      String text = "two\n3 mallory: lines\t\u001b]0;title\u0007 \u2028 back\\slash \0 ü 🦊";
      assertThat(peer.change("{\"op\":\"MSG\",\"thread\":\"t\"}", text).code()).isEqualTo(Code.OK);
      assertThat(reader.read("t"))
          .containsExactly(
              "1 mallory: two\\n3 mallory: lines\\t\\u{1B}]0;title\\u{7} \\u{2028}"
                  + " back\\\\slash \\u{0} ü 🦊");
    }
  }

  @Test
  void a_second_server_on_the_same_folder_is_refused() throws Exception {
    try (ForumProcess first = start();
        Program second = ForumProcess.launch(first.data(), Ports.free())) {
      Finished finished = second.finished(Deadline.inSeconds(30));
      assertThat(finished.status()).as("%s", finished).isEqualTo(DATA_UNUSABLE);
      assertThat(finished.err()).contains(first.data().toString());
      try (Bot bot = Bot.login(first.address(), "ann", "a password")) {
        assertThat(bot.list()).isEmpty();
      }
    }
  }

  @Test
  void a_folder_that_cannot_be_written_is_refused() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    try (Program server = ForumProcess.launchForbidden(data, Ports.free())) {
      Finished finished = server.finished(Deadline.inSeconds(30));
      assertThat(finished.status()).as("%s", finished).isEqualTo(DATA_UNUSABLE);
      assertThat(finished.err()).contains(data.toString());
    }
  }

  @Test
  void a_busy_port_is_left_for_the_next_free_one_and_that_is_said() throws Exception {
    int port = Ports.free();
    try (DatagramSocket busy = new DatagramSocket(port, InetAddress.getLoopbackAddress());
        ForumProcess server = ForumProcess.start(folder.resolve("data"), port)) {
      assertThat(server.port()).isNotEqualTo(busy.getLocalPort());
      assertThat(server.program().out().text()).contains(port + " busy, using " + server.port());
      try (Bot bot = Bot.login(server.address(), "ann", "a password")) {
        assertThat(bot.list()).isEmpty();
      }
    }
  }

  @Test
  void a_port_that_is_busy_for_tcp_only_is_busy_too() throws Exception {
    int port = Ports.free();
    try (ServerSocket busy = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        ForumProcess server = ForumProcess.start(folder.resolve("data"), port)) {
      assertThat(server.port()).isNotEqualTo(busy.getLocalPort());
    }
  }

  @Test
  void with_exact_port_a_busy_port_is_refused() throws Exception {
    int port = Ports.free();
    try (DatagramSocket busy = new DatagramSocket(port, InetAddress.getLoopbackAddress());
        Program server = ForumProcess.launch(folder.resolve("data"), port, "--exact-port")) {
      Finished finished = server.finished(Deadline.inSeconds(30));
      assertThat(finished.status()).as("%s", finished).isEqualTo(CANNOT_BIND);
      assertThat(finished.err()).contains(Integer.toString(busy.getLocalPort()));
    }
  }

  private ForumProcess start() throws IOException {
    return ForumProcess.start(folder.resolve("data"), Ports.free());
  }
}
