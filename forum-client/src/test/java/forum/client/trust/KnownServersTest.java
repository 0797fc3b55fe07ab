package forum.client.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.protocol.seal.Fingerprint;
import forum.protocol.seal.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownServersTest {
  private final Fingerprint one = SelfSigned.create().fingerprint();
  private final Fingerprint other = SelfSigned.create().fingerprint();

  @TempDir Path folder;

  private KnownServers known() {
    return new KnownServers(folder.resolve("known_servers"));
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
  void a_key_that_was_damaged_is_not_taken_for_an_unknown_server() throws Exception {
    Files.writeString(folder.resolve("known_servers"), "lab:10005 SHA256:damaged\n");

    assertThatThrownBy(() -> known().find("lab:10005")).isInstanceOf(IOException.class);
  }
}
