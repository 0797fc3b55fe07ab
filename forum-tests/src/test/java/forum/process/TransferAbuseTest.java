package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.transfer.Sha256;
import forum.testkit.process.ClientProcess;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What can be done to the server by way of transfers, and who goes on being served meanwhile.
@ExtendWith(NothingLeft.class)
class TransferAbuseTest {
  private static final int CONNECTIONS = 1_000;
  private static final int OFFERS = 10_000;
  private static final int SPARE_FILES = 8;
  private static final String CREATE = "{\"op\":\"CRT\",\"thread\":\"t\"}";
  private static final String REMOVE = "{\"op\":\"RMV\",\"thread\":\"t\"}";
  private static final byte[] CONTENTS = "contents".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private ForumProcess start(String... options) throws IOException {
    return ForumProcess.start(folder.resolve("data"), Ports.free(), options);
  }

  private static RawPeer mallory(ForumProcess server) throws Exception {
    RawPeer peer = new RawPeer(server.address());
    peer.login("mallory", "a password");
    assertThat(peer.change(CREATE, "").code()).isEqualTo(Code.OK);
    return peer;
  }

  private static String transfer(String op, String file, long size) {
    return """
        {"op":"%s","thread":"t","file":"%s","size":%d,"sha256":"%s"}"""
        .formatted(op, file, size, Sha256.of(CONTENTS).hex());
  }

  private Finished upload(ForumProcess server) throws Exception {
    Path file = Files.write(folder.resolve("notes.txt"), CONTENTS);
    String script = "ann\na password\nMSG t hello\nUPD t " + file + "\n";
    return ClientProcess.run(server.address(), folder, script);
  }

  private static int openFiles(ForumProcess server) {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + server.program().pid() + "/fd"))) {
      return (int) open.count();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Half of them are silent, half send a byte now and then.
  @Test
  void a_thousand_slow_connections_are_dropped_and_keep_nobody_from_anything() throws Exception {
    try (ForumProcess server = start();
        RawPeer peer = mallory(server)) {
      int before = openFiles(server);
      Reply.Grant grant = Objects.requireNonNull(peer.query(transfer("UPD", "f", 1)).grant());
      List<SocketChannel> slow = new ArrayList<>();
      try {
        for (int i = 0; i < CONNECTIONS; i++) {
          slow.add(SocketChannel.open(new InetSocketAddress("127.0.0.1", grant.port())));
          slow.getLast().configureBlocking(false);
        }
        Finished honest = upload(server);
        assertThat(honest.status()).as("%s%n%s", honest, server).isZero();
        assertThat(Deadline.inSeconds(60).await(() -> slow.stream().noneMatch(this::lives)))
            .as("%s", server)
            .isTrue();
        assertThat(Deadline.inSeconds(60).await(() -> openFiles(server) <= before + SPARE_FILES))
            .as("open files: %d, before %d", openFiles(server), before)
            .isTrue();
      } finally {
        for (SocketChannel each : slow) {
          each.close();
        }
      }
    }
  }

  /// Whether the server has not closed it; every other connection sends a byte.
  private boolean lives(SocketChannel slow) {
    try {
      if (slow.socket().getLocalPort() % 2 == 0) {
        slow.write(ByteBuffer.wrap(new byte[] {'f'}));
      }
      return slow.read(ByteBuffer.allocate(100)) >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void ten_thousand_offers_without_a_connection_cost_one_port() throws Exception {
    try (ForumProcess server = start();
        RawPeer peer = mallory(server)) {
      int before = openFiles(server);
      int granted = 0;
      for (int i = 0; i < OFFERS; i++) {
        Reply reply = peer.query(transfer("UPD", "f" + i, 1));
        if (reply.grant() == null) {
          assertThat(reply.code()).isEqualTo(Code.BUSY);
          assertThat(reply.retryMillis()).isPositive();
        } else {
          granted++;
        }
      }
      assertThat(granted).isEqualTo(4);
      assertThat(openFiles(server)).isLessThanOrEqualTo(before + 2);
    }
  }

  @Test
  void uploads_stop_at_a_quota_before_a_byte_has_travelled() throws Exception {
    try (ForumProcess server = start("--quota", "bytes-per-user=100");
        RawPeer peer = mallory(server)) {
      Reply over = peer.query(transfer("UPD", "f", 101));
      assertThat(over.code()).as("%s", over).isEqualTo(Code.QUOTA);
      assertThat(over.detail()).contains("the limit is 100 (bytes-per-user)");
      Reply tooLarge = peer.query(transfer("UPD", "f", 5L << 30));
      assertThat(tooLarge.code()).as("%s", tooLarge).isEqualTo(Code.TOO_LARGE);
      assertThat(peer.query(transfer("UPD", "f", 100)).grant()).isNotNull();
    }
  }

  @Test
  void bytes_that_arrived_for_a_thread_that_is_gone_are_attached_nowhere() throws Exception {
    try (ForumProcess server = start();
        RawPeer peer = mallory(server)) {
      Finished uploaded = upload(server);
      assertThat(uploaded.status()).as("%s", uploaded).isZero();
      assertThat(peer.change(REMOVE, "").code()).isEqualTo(Code.OK);
      assertThat(peer.change(transfer("UPC", "late.txt", CONTENTS.length), "").code())
          .isEqualTo(Code.NO_SUCH_THREAD);
      assertThat(server.data().resolve("attachments/t")).doesNotExist();
    }
  }
}
