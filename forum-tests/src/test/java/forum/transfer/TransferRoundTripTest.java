package forum.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.client.transfer.Downloader;
import forum.client.transfer.LocalFile;
import forum.client.transfer.Progress;
import forum.client.transfer.TransferFailure;
import forum.client.transfer.TransferFailure.Kind;
import forum.client.transfer.Uploader;
import forum.machine.Ticker;
import forum.protocol.Limits;
import forum.protocol.UserName;
import forum.testkit.process.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The client's end and the server's end of transfers over real sockets and files.
@Timeout(120)
class TransferRoundTripTest {
  private static final UserName HANS = new UserName("hans");
  private static final UserName YODA = new UserName("yoda");
  private static final int FRAME = Limits.TRANSFER_FRAME_BYTES;

  @TempDir Path folder;
  private RunningDesk desk;

  @BeforeEach
  void open() throws IOException {
    desk = new RunningDesk(folder.resolve("server"));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, FRAME - 1, FRAME, FRAME + 1, 10_000_019})
  void what_goes_up_comes_down(int size) throws Exception {
    Path file = file("up", size, size);
    upload(HANS, file);
    Path target = folder.resolve("down");
    download(YODA, file, target);
    assertThat(target).hasSameBinaryContentAs(file);
  }

  @Test
  void the_port_is_closed_when_all_is_done() throws Exception {
    upload(HANS, file("up", 1000, 1));
    assertThat(Deadline.inSeconds(10).await(this::isClosed)).isTrue();
  }

  private boolean isClosed() {
    try {
      return !desk.isListening();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void simultaneous_transfers_of_different_users_never_swap() throws Exception {
    List<Callable<Boolean>> rounds = new ArrayList<>();
    for (UserName user : List.of(HANS, YODA)) {
      for (int i = 0; i < 3; i++) {
        Path file = file(user + "-" + i, 1_000_000 + i, i + user.text().hashCode());
        rounds.add(
            () -> {
              for (int round = 0; round < 5; round++) {
                upload(user, file);
                Path target = folder.resolve(file.getFileName() + "-back" + round);
                download(user, file, target);
                assertThat(target).hasSameBinaryContentAs(file);
              }
              return true;
            });
      }
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> round : threads.invokeAll(rounds)) {
        assertThat(round.get()).isTrue();
      }
    }
  }

  @Test
  void an_upload_that_is_cut_again_and_again_arrives() throws Exception {
    Path file = file("up", 40 * FRAME, 3);
    Uploader uploader = new Uploader(Ticker.system(), Progress.NONE);
    LocalFile local = uploader.measure(file, Progress.NONE);
    Random random = new Random(5);
    int attempts = 0;
    boolean arrived = false;
    while (!arrived) {
      attempts++;
      var grant = desk.upload(HANS, "up", local);
      long cut = random.nextInt(10 * FRAME);
      try (CuttingRelay relay = new CuttingRelay(grant, CuttingRelay.Direction.UP, cut)) {
        uploader.send(RunningDesk.address(), relay.grant(), local);
        arrived = true;
      } catch (TransferFailure e) {
        assertThat(e.kind()).isEqualTo(Kind.NO_SERVER);
      }
    }
    assertThat(attempts).isBetween(5, 100);
    Path target = folder.resolve("down");
    download(HANS, file, target);
    assertThat(target).hasSameBinaryContentAs(file);
  }

  @Test
  void a_download_that_is_cut_again_and_again_arrives() throws Exception {
    Path file = file("up", 40 * FRAME, 4);
    LocalFile local = upload(HANS, file);
    Path target = folder.resolve("down");
    Random random = new Random(6);
    int attempts = 0;
    while (!Files.exists(target)) {
      attempts++;
      var grant = desk.download(HANS, "up", local);
      long cut = random.nextInt(10 * FRAME);
      try (CuttingRelay relay = new CuttingRelay(grant, CuttingRelay.Direction.DOWN, cut)) {
        new Downloader(Ticker.system(), Progress.NONE)
            .fetch(RunningDesk.address(), relay.grant(), target, false);
      } catch (TransferFailure e) {
        assertThat(e.kind()).isEqualTo(Kind.NO_SERVER);
      }
    }
    assertThat(attempts).isBetween(5, 100);
    assertThat(target).hasSameBinaryContentAs(file);
  }

  @Test
  void a_file_that_changes_while_it_is_sent_is_refused() throws Exception {
    Path file = file("up", 3 * FRAME, 7);
    Uploader uploader = new Uploader(Ticker.system(), Progress.NONE);
    LocalFile local = uploader.measure(file, Progress.NONE);
    file("up", 3 * FRAME, 8);
    var grant = desk.upload(HANS, "up", local);
    assertThatThrownBy(() -> uploader.send(RunningDesk.address(), grant, local))
        .isInstanceOfSatisfying(
            TransferFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.CHECKSUM))
        .hasMessageStartingWith("server: the bytes that arrived");
    assertThat(folder.resolve("server/forum-data/blobs")).isEmptyDirectory();
    assertThat(folder.resolve("server/forum-data/parts")).isEmptyDirectory();
  }

  @Test
  void the_same_name_can_be_fetched_again_and_is_there_already() throws Exception {
    Path file = file("up", 1000, 9);
    LocalFile local = upload(HANS, file);
    for (int i = 0; i < 20; i++) {
      assertThat(
              new Downloader(Ticker.system(), Progress.NONE)
                  .fetch(RunningDesk.address(), desk.download(HANS, "up", local), file, false))
          .isEqualTo(Downloader.Outcome.ALREADY_THERE);
    }
  }

  @Test
  void hundreds_of_megabytes_go_through_a_virtual_machine_of_32() throws Exception {
    assertThat(TransferProgram.runIn("-Xmx32m", folder, 300L << 20, "-XX:MaxDirectMemorySize=8m"))
        .contains("up and down");
  }

  private LocalFile upload(UserName user, Path file) throws Exception {
    Uploader uploader = new Uploader(Ticker.system(), Progress.NONE);
    LocalFile local = uploader.measure(file, Progress.NONE);
    String name = String.valueOf(file.getFileName());
    uploader.send(RunningDesk.address(), desk.upload(user, name, local), local);
    return local;
  }

  private void download(UserName user, Path file, Path target) throws Exception {
    LocalFile local = new Uploader(Ticker.system(), Progress.NONE).measure(file, Progress.NONE);
    String name = String.valueOf(file.getFileName());
    new Downloader(Ticker.system(), Progress.NONE)
        .fetch(RunningDesk.address(), desk.download(user, name, local), target, false);
  }

  private Path file(String name, int size, long seed) throws IOException {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return Files.write(folder.resolve(name), bytes);
  }
}
