package forum.server.transfer;

import static forum.server.transfer.TransferWorld.HANS;
import static forum.server.transfer.TransferWorld.SESSION;
import static forum.server.transfer.TransferWorld.THREAD;
import static forum.server.transfer.TransferWorld.YODA;
import static forum.server.transfer.TransferWorld.bytes;
import static forum.server.transfer.TransferWorld.granted;
import static forum.server.transfer.TransferWorld.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import forum.machine.FileSystemDisk;
import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.InvalidValue;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.TransferFrame;
import forum.server.model.ServerLimits;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TransferDeskTest {
  private static final byte[] FILE = bytes(100);

  @TempDir Path folder;
  private TransferWorld world;

  @BeforeEach
  void open() throws IOException {
    world = new TransferWorld(FileSystemDisk.at(folder));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void an_idle_desk_has_no_port_open() throws IOException {
    assertThat(world.desk.isListening()).isFalse();
    Reply.Grant grant = world.grant(FILE);
    assertThat(world.desk.isListening()).isTrue();
    world.pass(Duration.ofSeconds(ServerLimits.TICKET_SECONDS));
    world.desk.tick();
    assertThat(world.desk.isListening()).isFalse();
    assertThatThrownBy(() -> RawPeer.connected(grant.port())).isInstanceOf(IOException.class);
  }

  @Test
  void the_port_is_closed_when_the_last_transfer_has_ended() throws Exception {
    world.upload(FILE);
    world.desk.tick();
    assertThat(world.desk.isListening()).isFalse();
    assertThat(world.desk.isIdle()).isTrue();
  }

  @Test
  void the_port_can_be_opened_again_at_once() throws Exception {
    int port = world.grant(FILE).port();
    try (TransferWorld other = new TransferWorld(world.disk, freed(port))) {
      for (int i = 0; i < 300; i++) {
        granted(other.desk.upload(SESSION, HANS, offer("a.bin", FILE)));
        other.pass(Duration.ofSeconds(ServerLimits.TICKET_SECONDS));
        other.desk.tick();
        assertThat(other.desk.isListening()).isFalse();
      }
    }
  }

  private int freed(int port) {
    world.close();
    return port;
  }

  @Test
  void the_same_offer_gets_the_same_ticket_until_it_is_used() throws Exception {
    Reply.Grant first = world.grant(FILE);
    assertThat(world.grant(FILE)).isEqualTo(first);
    try (RawPeer peer = RawPeer.with(first, 0)) {
      peer.go();
      assertThat(world.grant(FILE).ticket()).isNotEqualTo(first.ticket());
    }
  }

  @Test
  void a_ticket_has_32_bytes_and_differs_from_session_to_session() {
    Reply.Grant mine = world.grant(FILE);
    Reply.Grant other = granted(world.desk.upload("0ther", HANS, offer("a.bin", FILE)));
    assertThat(mine.ticket()).hasSize(43).isNotEqualTo(other.ticket());
  }

  @Test
  void a_digest_that_is_none_is_refused() {
    var offer = new Request.OfferUpload(THREAD, new FileName("a"), 1, "../../../etc/passwd");
    assertThatThrownBy(() -> world.desk.upload(SESSION, HANS, offer))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void a_wrong_ticket_is_left_without_a_word() throws Exception {
    Reply.Grant grant = world.grant(FILE);
    try (RawPeer peer = RawPeer.connected(grant.port())) {
      peer.out.begin();
      peer.out.write(new TransferFrame.Ticket(new byte[32], 0));
      assertThat(peer.isLeftWithoutWord()).isTrue();
    }
    try (RawPeer peer = RawPeer.with(grant, 0)) {
      assertThat(peer.go().size()).isEqualTo(FILE.length);
    }
  }

  @Test
  void what_is_no_preface_is_left_without_a_word() throws Exception {
    Reply.Grant grant = world.grant(FILE);
    for (String noise : List.of("GET / HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001", "\0\0\0\0")) {
      try (RawPeer peer = RawPeer.connected(grant.port())) {
        peer.sendRaw(noise.getBytes(StandardCharsets.ISO_8859_1), noise.length());
        assertThat(peer.isLeftWithoutWord()).isTrue();
      }
    }
  }

  @Test
  void another_frame_in_the_place_of_the_ticket_is_left_without_a_word() throws Exception {
    Reply.Grant grant = world.grant(FILE);
    try (RawPeer peer = RawPeer.connected(grant.port())) {
      peer.out.begin();
      peer.out.write(new TransferFrame.Done());
      assertThat(peer.isLeftWithoutWord()).isTrue();
    }
  }

  @Test
  void a_used_ticket_is_left_without_a_word() throws Exception {
    Reply.Grant grant = world.grant(FILE);
    try (RawPeer first = RawPeer.with(grant, 0);
        RawPeer second = awaited(first, grant)) {
      assertThat(second.isLeftWithoutWord()).isTrue();
    }
  }

  private static RawPeer awaited(RawPeer first, Reply.Grant grant) throws Exception {
    first.go();
    return RawPeer.with(grant, 0);
  }

  @Test
  void of_many_who_show_one_ticket_at_once_one_is_admitted() throws Exception {
    for (int round = 0; round < 20; round++) {
      Reply.Grant grant = world.grant(bytes(1000 + round));
      assertThat(admitted(grant, 8)).isEqualTo(1);
    }
  }

  private static int admitted(Reply.Grant grant, int peers) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Boolean>> attempts = new ArrayList<>();
      for (int i = 0; i < peers; i++) {
        attempts.add(
            () -> {
              try (RawPeer peer = RawPeer.with(grant, 0)) {
                return !peer.isLeftWithoutWord();
              }
            });
      }
      int admitted = 0;
      for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
        admitted += attempt.get() ? 1 : 0;
      }
      return admitted;
    }
  }

  @Test
  void an_expired_ticket_is_left_without_a_word_even_before_the_loop_has_seen_it()
      throws Exception {
    Reply.Grant grant = world.grant(FILE);
    world.pass(Duration.ofSeconds(ServerLimits.TICKET_SECONDS));
    try (RawPeer peer = RawPeer.with(grant, 0)) {
      assertThat(peer.isLeftWithoutWord()).isTrue();
    }
  }

  @Test
  void a_user_has_four_transfers_at_once_and_others_theirs() {
    for (int i = 0; i < ServerLimits.TRANSFERS_PER_USER; i++) {
      granted(world.desk.upload(SESSION, HANS, offer("file" + i, FILE)));
    }
    Reply fifth = world.desk.upload(SESSION, HANS, offer("file", FILE));
    assertThat(fifth.code()).isEqualTo(Code.BUSY);
    assertThat(fifth.retryMillis()).isPositive();
    granted(world.desk.upload(SESSION, HANS, offer("file0", FILE)));
    granted(world.desk.upload("0ther", YODA, offer("file", FILE)));
  }

  @Test
  void there_are_256_transfers_in_all() {
    for (int i = 0; i < ServerLimits.TRANSFERS; i++) {
      granted(world.desk.upload("s" + i, new UserName("user" + i), offer("file", FILE)));
    }
    assertThat(world.desk.upload(SESSION, HANS, offer("file", FILE)).code()).isEqualTo(Code.BUSY);
  }

  @Test
  void a_transfer_that_has_moved_all_its_bytes_does_not_count() throws Exception {
    world.upload(FILE);
    List<RawPeer> peers = new ArrayList<>();
    for (int i = 0; i < 3 * ServerLimits.TRANSFERS_PER_USER; i++) {
      RawPeer peer = RawPeer.with(downloadGrant("file" + i), 0);
      peers.add(peer);
      peer.go();
      peer.in.read(TransferFrame.Data.class);
      peer.in.read(TransferFrame.End.class);
      world.next();
    }
    for (RawPeer peer : peers) {
      peer.out.write(new TransferFrame.Done());
      assertThat(world.next()).isInstanceOf(TransferResult.Ended.class);
      peer.close();
    }
  }

  private Reply.Grant downloadGrant(String file) {
    return granted(
        world.desk.download(
            SESSION,
            HANS,
            new Request.OfferDownload(THREAD, new FileName(file)),
            Sha256.of(FILE).hex(),
            FILE.length));
  }

  @Test
  void a_port_that_is_taken_is_said_and_does_no_harm() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TransferWorld other = new TransferWorld(world.disk, taken.getLocalPort())) {
      Reply reply = other.desk.upload(SESSION, HANS, offer("a.bin", FILE));
      assertThat(reply.code()).isEqualTo(Code.BUSY);
      assertThat(reply.detail()).contains("TCP port " + taken.getLocalPort());
    }
  }

  @Test
  void a_connection_in_the_clear_from_another_address_than_loopback_is_left_without_a_word()
      throws Exception {
    InetAddress other = addressOfThisComputer();
    assumeThat(other).isNotNull();
    InetSocketAddress everywhere = new InetSocketAddress(0);
    try (TransferWorld open = new TransferWorld(world.disk, everywhere, false);
        TransferWorld lenient = new TransferWorld(world.disk, everywhere, true)) {
      try (RawPeer peer = RawPeer.with(open.grant(FILE), 0, other)) {
        assertThat(peer.isLeftWithoutWord()).isTrue();
      }
      try (RawPeer peer = RawPeer.with(lenient.grant(FILE), 0, other)) {
        assertThat(peer.go().size()).isEqualTo(FILE.length);
      }
    }
  }

  private static @Nullable InetAddress addressOfThisComputer() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst()
        .orElse(null);
  }

  @Test
  void whoever_shows_no_ticket_in_five_seconds_is_dropped() throws Exception {
    Reply.Grant grant = world.grant(FILE);
    try (RawPeer silent = RawPeer.connected(grant.port())) {
      silent.socket.configureBlocking(false);
      boolean dropped = false;
      while (!dropped) {
        world.pass(Duration.ofSeconds(ServerLimits.PREFACE_SECONDS));
        world.desk.tick();
        world.grant(FILE); // keeps the port open
        dropped = silent.socket.read(ByteBuffer.allocate(1)) < 0;
        Thread.onSpinWait();
      }
    }
    assertThat(world.desk.isListening()).isTrue();
  }

  @Test
  void of_more_than_64_strangers_the_oldest_has_to_go() throws Exception {
    Reply.Grant grant = world.grant(FILE);
    List<RawPeer> strangers = new ArrayList<>();
    for (int i = 0; i < ServerLimits.TRANSFER_STRANGERS; i++) {
      strangers.add(RawPeer.connected(grant.port()));
    }
    try (RawPeer newcomer = RawPeer.connected(grant.port())) {
      assertThat(strangers.getFirst().isLeftWithoutWord()).isTrue();
      newcomer.out.begin();
      newcomer.out.write(RawPeer.ticket(grant, 0));
      assertThat(newcomer.go().size()).isEqualTo(FILE.length);
    }
    for (RawPeer stranger : strangers) {
      stranger.close();
    }
  }

  @Test
  void a_session_that_is_over_has_no_tickets_and_no_transfers() throws Exception {
    Reply.Grant waiting = world.grant(FILE);
    Reply.Grant running = granted(world.desk.upload(SESSION, HANS, offer("b", FILE)));
    granted(world.desk.upload("0ther", HANS, offer("c", FILE)));
    try (RawPeer peer = RawPeer.with(running, 0)) {
      peer.go();
      world.desk.revoke(SESSION);
      assertThat(world.failure().reason()).isEqualTo(TransferResult.Reason.REVOKED);
      assertThat(peer.isLeftWithoutWord()).isTrue();
    }
    try (RawPeer peer = RawPeer.with(waiting, 0)) {
      assertThat(peer.isLeftWithoutWord()).isTrue();
    }
    assertThat(world.desk.isIdle()).isFalse();
  }

  @Test
  void a_stop_leaves_running_transfers_ten_seconds() throws Exception {
    Reply.Grant grant = world.grant(FILE);
    granted(world.desk.upload(SESSION, HANS, offer("b", FILE)));
    try (RawPeer peer = RawPeer.with(grant, 0)) {
      peer.go();
      world.next();
      world.desk.stop();
      assertThat(world.desk.upload(SESSION, HANS, offer("c", FILE)).code()).isEqualTo(Code.BUSY);
      world.pass(Duration.ofSeconds(ServerLimits.TRANSFER_STOP_SECONDS - 1));
      world.desk.tick();
      assertThat(world.desk.isIdle()).isFalse();
      world.pass(Duration.ofSeconds(1));
      world.desk.tick();
      assertThat(world.failure().reason())
          .isIn(TransferResult.Reason.STOPPED, TransferResult.Reason.SLOW);
      assertThat(world.desk.isIdle()).isTrue();
    }
  }

  @Test
  void an_offer_that_the_disk_has_no_room_for_is_refused() throws Exception {
    long size = world.disk.usableBytes();
    var offer = new Request.OfferUpload(THREAD, new FileName("a"), size, "0".repeat(64));
    Reply reply = world.desk.upload(SESSION, HANS, offer);
    assertThat(reply.code()).isEqualTo(Code.READ_ONLY);
    assertThat(reply.detail()).contains("has room for");
  }

  @Test
  void what_was_granted_is_room_that_others_do_not_have() throws Exception {
    long size = world.disk.usableBytes() * 2 / 3;
    var first = new Request.OfferUpload(THREAD, new FileName("a"), size, "0".repeat(64));
    var second = new Request.OfferUpload(THREAD, new FileName("b"), size, "1".repeat(64));
    granted(world.desk.upload(SESSION, HANS, first));
    assertThat(world.desk.upload("0ther", YODA, second).code()).isEqualTo(Code.READ_ONLY);
    granted(world.desk.upload(SESSION, HANS, first));
  }
}
