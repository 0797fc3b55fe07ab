package forum.client.transfer;

import static forum.client.transfer.ScriptedServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.client.transfer.TransferFailure.Kind;
import forum.protocol.transfer.Refusal;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.TransferFrame;
import forum.testkit.ManualTicker;
import forum.testkit.SimulatedDisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloaderTest {
  private static final byte[] FILE = bytes(200_000);

  @TempDir Path folder;
  private final ManualTicker ticker = new ManualTicker();
  private final List<String> told = new ArrayList<>();
  private final Downloader downloader =
      new Downloader(
          ticker, (bytes, total, from) -> told.add(bytes + "/" + total + " from " + from));
  private Path target;

  @BeforeEach
  void name() {
    target = folder.resolve("plan.pdf");
  }

  @Test
  void a_file_is_fetched_and_nothing_else_is_left() throws Exception {
    try (ScriptedServer server = sending(FILE)) {
      assertThat(fetch(server, false)).isEqualTo(Downloader.Outcome.FETCHED);
      server.awaitEnd();
    }
    assertThat(target).hasBinaryContent(FILE);
    assertThat(names()).containsExactly("plan.pdf");
    assertThat(told).containsExactly("0/200000 from 0", "200000/200000 from 0");
  }

  @Test
  void an_empty_file_is_fetched() throws Exception {
    try (ScriptedServer server = sending(new byte[0])) {
      downloader.fetch(server.address(), server.grant(new byte[0]), target, false);
    }
    assertThat(target).isEmptyFile();
  }

  @Test
  void an_interrupted_download_goes_on_where_it_was_interrupted() throws Exception {
    interrupt();
    assertThat(target).doesNotExist();
    try (ScriptedServer server = sending(FILE)) {
      fetch(server, false);
    }
    assertThat(target).hasBinaryContent(FILE);
    assertThat(told).contains("65536/200000 from 65536");
  }

  private void interrupt() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            peer -> {
              peer.out().write(new TransferFrame.Go(0, FILE.length));
              peer.data(FILE, 0, 65536);
            })) {
      assertFailure(server, Kind.NO_SERVER, "server: the connection broke");
    }
  }

  @Test
  void a_part_that_is_whole_already_is_only_confirmed() throws Exception {
    Files.write(part(), FILE);
    try (ScriptedServer server = sending(FILE)) {
      assertThat(fetch(server, false)).isEqualTo(Downloader.Outcome.FETCHED);
    }
    assertThat(target).hasBinaryContent(FILE);
    assertThat(told).containsExactly("200000/200000 from 200000");
  }

  @Test
  void a_part_that_is_too_long_is_begun_anew() throws Exception {
    Files.write(part(), bytes(FILE.length + 1));
    try (ScriptedServer server = sending(FILE)) {
      fetch(server, false);
    }
    assertThat(target).hasBinaryContent(FILE);
  }

  @Test
  void a_part_with_wrong_bytes_is_found_out_and_deleted() throws Exception {
    Files.write(part(), new byte[1000]);
    try (ScriptedServer server = sending(FILE)) {
      assertFailure(server, Kind.CHECKSUM, "server: the bytes that arrived");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void a_turned_bit_is_found_and_nothing_is_visible() throws Exception {
    byte[] wrong = FILE.clone();
    wrong[100_000] ^= 1;
    try (ScriptedServer server =
        new ScriptedServer(
            peer -> {
              peer.out().write(new TransferFrame.Go(0, FILE.length));
              peer.data(wrong, 0, wrong.length);
              peer.out().write(new TransferFrame.End(Sha256.of(FILE)));
              assertThat(peer.in().read())
                  .isInstanceOfSatisfying(
                      TransferFrame.Refused.class,
                      refused -> assertThat(refused.refusal()).isEqualTo(Refusal.CHECKSUM));
            })) {
      assertFailure(server, Kind.CHECKSUM, "server: the bytes that arrived");
      server.awaitEnd();
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void other_bytes_than_granted_are_refused_though_they_arrived_well() throws Exception {
    byte[] other = bytes(FILE.length + 1);
    try (ScriptedServer server = sending(Arrays.copyOf(other, FILE.length))) {
      assertFailure(server, Kind.CHECKSUM, "server: the bytes that arrived");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void the_same_file_need_not_be_fetched_again() throws Exception {
    Files.write(target, FILE);
    try (ScriptedServer server =
        new ScriptedServer(
            peer -> {
              assertThat(peer.ticket().offset()).isEqualTo(FILE.length);
              peer.send(FILE);
              assertThat(peer.in().read()).isInstanceOf(TransferFrame.Done.class);
            })) {
      assertThat(fetch(server, false)).isEqualTo(Downloader.Outcome.ALREADY_THERE);
      server.awaitEnd();
    }
  }

  @Test
  void another_file_of_this_name_is_not_overwritten() throws Exception {
    Files.writeString(target, "mine");
    try (ScriptedServer server =
        new ScriptedServer(
            peer -> {
              peer.send(FILE);
              assertThat(peer.in().read())
                  .isInstanceOfSatisfying(
                      TransferFrame.Refused.class,
                      refused -> assertThat(refused.refusal()).isEqualTo(Refusal.UNWANTED));
            })) {
      assertFailure(server, Kind.LOCAL_FILE, "local: there is another file \"plan.pdf\"");
      server.awaitEnd();
    }
    assertThat(target).hasContent("mine");
    assertThat(names()).containsExactly("plan.pdf");
  }

  @Test
  void another_file_of_this_name_is_overwritten_on_demand() throws Exception {
    Files.writeString(target, "mine");
    try (ScriptedServer server = sending(FILE)) {
      assertThat(fetch(server, true)).isEqualTo(Downloader.Outcome.FETCHED);
    }
    assertThat(target).hasBinaryContent(FILE);
  }

  @Test
  void a_file_that_appears_meanwhile_is_not_overwritten_and_the_part_is_kept() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            peer -> {
              Files.writeString(target, "mine");
              peer.send(FILE);
              peer.in().read();
            })) {
      assertFailure(server, Kind.LOCAL_FILE, "local: there is another file");
    }
    assertThat(target).hasContent("mine");
    assertThat(part()).hasBinaryContent(FILE);
  }

  @Test
  void a_folder_that_is_missing_is_said_and_not_made() throws Exception {
    target = folder.resolve("missing").resolve("plan.pdf");
    try (ScriptedServer server = sending(FILE)) {
      assertFailure(server, Kind.LOCAL_FILE, "local: the folder");
    }
    assertThat(target.getParent()).doesNotExist();
  }

  @Test
  void a_full_disk_is_said_and_keeps_the_part() throws Exception {
    SimulatedDisk disk = new SimulatedDisk(1);
    disk.capacity(100_000);
    try (ScriptedServer server = sending(FILE)) {
      Target small = Downloader.target(server.grant(FILE), disk, Path.of("plan.pdf"));
      Incoming incoming = new Incoming(server.address(), server.grant(FILE), ticker, Progress.NONE);
      assertThatThrownBy(() -> downloader.fetch(incoming, small, false))
          .isInstanceOfSatisfying(
              TransferFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.DISK_FULL))
          .hasMessageStartingWith("local: the disk is full");
      assertThat(disk.size(small.part())).isGreaterThanOrEqualTo(65536);
      assertThat(small.exists()).isFalse();
    }
  }

  @Test
  void the_user_can_stop_it_and_the_part_is_kept() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(
            peer -> {
              peer.out().write(new TransferFrame.Go(0, FILE.length));
              peer.data(FILE, 0, 65536);
              while (Files.size(part()) < 65536) {
                Thread.onSpinWait();
              }
              downloader.cancel();
              peer.socket().read(ByteBuffer.allocate(1));
            })) {
      assertFailure(server, Kind.CANCELLED, "local: stopped");
    }
    assertThat(part()).hasSize(65536);
  }

  @Test
  void a_download_can_go_into_a_stream() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ScriptedServer server = sending(FILE)) {
      downloader.fetch(server.address(), server.grant(FILE), out);
    }
    assertThat(out.toByteArray()).isEqualTo(FILE);
  }

  @Test
  void a_stream_that_breaks_is_local() throws Exception {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    try (ScriptedServer server = sending(FILE)) {
      assertThatThrownBy(() -> downloader.fetch(server.address(), server.grant(FILE), broken))
          .isInstanceOfSatisfying(
              TransferFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOCAL_FILE))
          .hasMessageContaining("Broken pipe");
    }
  }

  @Test
  void a_view_is_fetched_in_order() throws Exception {
    ByteArrayOutputStream view = new ByteArrayOutputStream();
    try (ScriptedServer server = sending(FILE)) {
      new ViewFetcher(ticker, Progress.NONE)
          .fetch(
              server.address(),
              server.grant(FILE.length, null),
              (bytes, position) -> {
                assertThat(position).isEqualTo(view.size());
                byte[] piece = new byte[bytes.remaining()];
                bytes.get(piece);
                view.writeBytes(piece);
              });
    }
    assertThat(view.toByteArray()).isEqualTo(FILE);
  }

  @Test
  void a_name_that_fills_its_folder_entry_still_has_a_part() throws Exception {
    target = folder.resolve("a".repeat(255));
    try (ScriptedServer server = sending(FILE)) {
      fetch(server, false);
    }
    assertThat(target).hasBinaryContent(FILE);
  }

  private static ScriptedServer sending(byte[] bytes) throws IOException {
    return new ScriptedServer(
        peer -> {
          peer.send(bytes);
          peer.in().read();
        });
  }

  private Downloader.Outcome fetch(ScriptedServer server, boolean overwrite) throws Exception {
    return downloader.fetch(server.address(), server.grant(FILE), target, overwrite);
  }

  private void assertFailure(ScriptedServer server, Kind kind, String message) {
    assertThatThrownBy(() -> fetch(server, false))
        .isInstanceOfSatisfying(TransferFailure.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageStartingWith(message);
  }

  private Path part() {
    return folder.resolve(".plan.pdf." + Sha256.of(FILE).hex().substring(0, 8) + ".part");
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
