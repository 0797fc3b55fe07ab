package forum.client.transfer;

import static forum.client.transfer.ScriptedServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.client.transfer.TransferFailure.Kind;
import forum.machine.Ticker;
import forum.protocol.transfer.Refusal;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.TransferFrame;
import forum.testkit.ManualTicker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UploaderTest {
  private static final byte[] FILE = bytes(200_000);

  @TempDir Path folder;
  private final ManualTicker ticker = new ManualTicker();
  private final List<String> told = new ArrayList<>();
  private final Uploader uploader =
      new Uploader(ticker, (bytes, total, from) -> told.add(bytes + "/" + total + " from " + from));
  private Path path;

  @BeforeEach
  void write() throws IOException {
    path = Files.write(folder.resolve("plan.pdf"), FILE);
  }

  @Test
  void a_file_is_measured_before_it_is_offered() throws Exception {
    LocalFile file = uploader.measure(path, Progress.NONE);
    assertThat(file).isEqualTo(new LocalFile(path, FILE.length, Sha256.of(FILE)));
  }

  @Test
  void a_file_that_is_missing_is_said() {
    assertThatThrownBy(() -> uploader.measure(folder.resolve("nothing"), Progress.NONE))
        .isInstanceOfSatisfying(
            TransferFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOCAL_FILE))
        .hasMessageStartingWith("local: ")
        .hasMessageEndingWith("does not exist");
  }

  @Test
  void a_folder_is_no_file() {
    assertThatThrownBy(() -> uploader.measure(folder, Progress.NONE))
        .isInstanceOf(TransferFailure.class)
        .hasMessageEndingWith("is no file");
  }

  @Test
  void what_the_server_does_not_have_is_sent() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            peer -> {
              peer.out().write(new TransferFrame.Go(100_000, FILE.length));
              int length = 0;
              while (peer.in().read() instanceof TransferFrame.Data data) {
                length += data.bytes().remaining();
              }
              assertThat(length).isEqualTo(100_000);
              peer.out().write(new TransferFrame.Done());
            })) {
      send(server);
      server.awaitEnd();
    }
    assertThat(told).containsExactly("100000/200000 from 100000", "200000/200000 from 100000");
  }

  @Test
  void a_refusal_in_the_middle_ends_the_sending() throws Exception {
    Path large = folder.resolve("large");
    Files.write(large, new byte[40_000_000]);
    LocalFile file = uploader.measure(large, Progress.NONE);
    try (ScriptedServer server =
        new ScriptedServer(
            peer -> {
              peer.out().write(new TransferFrame.Go(0, file.size()));
              peer.in().read();
              peer.out().write(new TransferFrame.Refused(Refusal.DISK_FULL, "the disk is full"));
              peer.socket().shutdownOutput();
              while (peer.socket().read(ByteBuffer.allocate(1000)) >= 0) {}
            })) {
      assertThatThrownBy(
              () -> uploader.send(server.address(), server.grant(file.size(), file.digest()), file))
          .isInstanceOfSatisfying(
              TransferFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.DISK_FULL))
          .hasMessage("server: the disk is full");
    }
  }

  @Test
  void a_broken_connection_is_the_servers() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            peer -> {
              peer.out().write(new TransferFrame.Go(0, FILE.length));
              peer.in().read();
            })) {
      assertFailure(server, Kind.NO_SERVER, "server: the connection broke");
    }
  }

  @Test
  void nobody_there_is_said() throws Exception {
    ScriptedServer gone = new ScriptedServer(peer -> {});
    var address = gone.address();
    var grant = gone.grant(FILE);
    gone.close();
    LocalFile file = uploader.measure(path, Progress.NONE);
    assertThatThrownBy(() -> uploader.send(address, grant, file))
        .isInstanceOfSatisfying(
            TransferFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.NO_SERVER));
  }

  @Test
  void a_server_that_falls_silent_is_given_up() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(
            peer -> {
              begun.countDown();
              peer.socket().read(ByteBuffer.allocate(1));
            })) {
      Thread.ofVirtual().start(() -> passAfter(begun));
      assertFailure(server, Kind.NO_SERVER, "server: no byte has moved for too long");
    }
  }

  private void passAfter(CountDownLatch begun) {
    try {
      begun.await();
      ticker.pass(TimeUnit.SECONDS.toNanos(120));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void the_user_can_stop_it() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            peer -> {
              uploader.cancel();
              peer.socket().read(ByteBuffer.allocate(1));
            })) {
      assertFailure(server, Kind.CANCELLED, "local: stopped");
    }
  }

  @Test
  void an_interrupt_stops_it() throws Exception {
    Thread sending = Thread.currentThread();
    try (ScriptedServer server =
        new ScriptedServer(
            peer -> {
              sending.interrupt();
              peer.socket().read(ByteBuffer.allocate(1));
            })) {
      assertFailure(server, Kind.CANCELLED, "local: stopped");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void a_file_that_has_shrunk_is_told_to_the_server() throws Exception {
    LocalFile file = uploader.measure(path, Progress.NONE);
    Files.write(path, new byte[10]);
    try (ScriptedServer server =
        new ScriptedServer(
            peer -> {
              peer.out().write(new TransferFrame.Go(0, file.size()));
              assertThat(peer.in().read())
                  .isInstanceOfSatisfying(
                      TransferFrame.Refused.class,
                      refused -> assertThat(refused.refusal()).isEqualTo(Refusal.CHANGED));
            })) {
      assertThatThrownBy(() -> uploader.send(server.address(), server.grant(FILE), file))
          .isInstanceOfSatisfying(
              TransferFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOCAL_FILE))
          .hasMessageStartingWith("local: the file has become shorter");
      server.awaitEnd();
    }
  }

  @Test
  void another_size_than_granted_is_not_the_protocol() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(peer -> peer.out().write(new TransferFrame.Go(0, 5)))) {
      assertFailure(server, Kind.NO_SERVER, "server: it does not keep to the protocol");
    }
  }

  @Test
  void progress_is_told_ten_times_a_second_at_most() throws Exception {
    List<Long> calls = new ArrayList<>();
    Files.write(path, new byte[20_000_000]);
    new Uploader(Ticker.system(), Progress.NONE)
        .measure(path, (bytes, total, from) -> calls.add(System.nanoTime()));
    assertThat(calls).hasSizeGreaterThanOrEqualTo(2);
    for (int i = 2; i < calls.size() - 1; i++) {
      assertThat(calls.get(i) - calls.get(i - 1)).isGreaterThan(90_000_000L);
    }
  }

  private void assertFailure(ScriptedServer server, Kind kind, String message) throws Exception {
    LocalFile file = new LocalFile(path, FILE.length, Sha256.of(FILE));
    assertThatThrownBy(() -> uploader.send(server.address(), server.grant(FILE), file))
        .isInstanceOfSatisfying(TransferFailure.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageStartingWith(message);
  }

  private void send(ScriptedServer server) throws Exception {
    LocalFile file = uploader.measure(path, Progress.NONE);
    uploader.send(server.address(), server.grant(FILE), file);
  }
}
