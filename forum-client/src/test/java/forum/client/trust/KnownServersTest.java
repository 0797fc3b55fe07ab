package forum.client.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.Ticker;
import forum.protocol.seal.Fingerprint;
import forum.protocol.seal.SelfSigned;
import forum.testkit.ManualTicker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownServersTest {
  private final Fingerprint one = SelfSigned.create().fingerprint();
  private final Fingerprint other = SelfSigned.create().fingerprint();

  @TempDir Path folder;

  private KnownServers known() {
    return new KnownServers(folder.resolve("known_servers"), Ticker.system());
  }

  @Test
  void what_is_remembered_is_found_under_its_name_only() throws Exception {
    known().remember(KnownServers.name("Lab", 10005), one);
    known().remember(KnownServers.name("::1", 10005), other);

    assertThat(known().find("lab:10005")).contains(one);
    assertThat(known().find("[::1]:10005")).contains(other);
    assertThat(known().find("lab:10006")).isEmpty();
    assertThat(known().find("la")).isEmpty();
  }

  @Test
  void a_new_key_takes_the_place_of_the_old_one_and_other_lines_stay() throws Exception {
    Path file = folder.resolve("known_servers");
    Files.writeString(file, "# mine\nlab:10005 " + one + "\nlab:100 " + one + "\n");

    known().remember("lab:10005", other);

    assertThat(Files.readAllLines(file))
        .containsExactly("# mine", "lab:100 " + one, "lab:10005 " + other);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void a_line_may_have_any_white_space_between_its_words() throws Exception {
    Files.writeString(folder.resolve("known_servers"), "  lab:10005 \t  " + one + " \r\n");

    assertThat(known().find("lab:10005")).contains(one);
    known().remember("lab:10005", other);
    assertThat(Files.readAllLines(folder.resolve("known_servers")))
        .containsExactly("lab:10005 " + other);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lab:10005",
        "lab:10005 SHA256:damaged",
        "lab:10005 %s and more",
        "lab:10005\tx %s",
        "lab:10005 %s%s"
      })
  void a_line_that_was_damaged_is_not_taken_for_an_unknown_server(String line) throws Exception {
    Path file = folder.resolve("known_servers");
    Files.writeString(file, "# mine\n" + line.replace("%s", one.text()) + "\n");

    assertThatThrownBy(() -> known().find("lab:10005"))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file.toString(), "line 2", "--fingerprint");
    known().remember("lab:10005", other);
    assertThat(known().find("lab:10005")).contains(other);
  }

  @Test
  void a_file_that_is_no_text_is_refused() throws Exception {
    Files.write(folder.resolve("known_servers"), new byte[] {(byte) 0xff, 10});

    assertThatThrownBy(() -> known().find("lab:10005")).hasMessageContaining("is not UTF-8");
  }

  @Test
  void what_is_forgotten_is_not_known_any_more() throws Exception {
    known().remember("lab:10005", one);
    known().remember("lab:10006", other);
    known().forget("lab:10005");

    assertThat(known().find("lab:10005")).isEmpty();
    assertThat(known().find("lab:10006")).contains(other);
  }

  @Test
  void clients_that_remember_at_the_same_time_lose_nothing() throws Exception {
    List<Callable<Void>> clients = new ArrayList<>();
    for (int client = 0; client < 4; client++) {
      int number = client;
      clients.add(
          () -> {
            for (int i = 0; i < 25; i++) {
              known().remember("host" + number + ":" + i, one);
            }
            return null;
          });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(clients.size())) {
      for (Future<Void> client : pool.invokeAll(clients)) {
        client.get();
      }
    }

    assertThat(Files.readAllLines(folder.resolve("known_servers"))).hasSize(100);
  }

  @Test
  void another_program_that_does_not_let_go_is_not_waited_for_for_ever() throws Exception {
    Path lock = folder.resolve("known_servers.lock");
    ManualTicker ticker = new ManualTicker();
    try (FileChannel held =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(held.tryLock()).isNotNull();
      Ticker hasty =
          new Ticker() {
            @Override
            public long nanos() {
              ticker.pass(1_000_000_000);
              return ticker.nanos();
            }

            @Override
            public Instant now() {
              return ticker.now();
            }
          };
      KnownServers known = new KnownServers(folder.resolve("known_servers"), hasty);

      assertThatThrownBy(() -> known.remember("lab:10005", one))
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll("known_servers.lock", "another program");
    }
  }
}
