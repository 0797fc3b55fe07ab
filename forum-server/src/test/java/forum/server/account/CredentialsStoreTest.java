package forum.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.Chance;
import forum.protocol.UserName;
import forum.protocol.login.Password;
import forum.protocol.login.Verifier;
import forum.testkit.Fault;
import forum.testkit.SeededChance;
import forum.testkit.SimulatedDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CredentialsStoreTest {
  private static final Path FILE = Path.of("credentials.txt");
  private static final int ROUNDS = 4096;
  private final Chance chance = new SeededChance(1);
  private final SimulatedDisk disk = new SimulatedDisk(1);
  private final Accounts accounts = new Accounts();
  private CredentialsStore store = new CredentialsStore(disk, FILE);

  @Test
  void a_forum_without_users_needs_no_file() throws IOException {
    assertThat(store.load()).isEqualTo(CredentialsFile.EMPTY);
    store.save(accounts.list());
    assertThat(disk.exists(FILE)).isFalse();
  }

  @Test
  void no_password_in_the_clear_remains() throws IOException {
    write("yoda jedi*knight\nhans falcon*solo");
    importFile();
    assertThat(text())
        .doesNotContain("jedi*knight", "falcon*solo")
        .startsWith("yoda $scram-sha-256$i=4096$")
        .contains("\nhans $scram-sha-256$i=4096$");
  }

  @Test
  void a_new_user_is_the_last_line() throws IOException {
    write("yoda jedi*knight\nhans falcon*solo");
    importFile();
    register("leia");
    assertThat(text().lines().map(line -> line.split(" ")[0]))
        .containsExactly("yoda", "hans", "leia");
  }

  @Test
  void what_was_written_by_hand_meanwhile_is_kept_and_imported_later() throws IOException {
    write("yoda jedi*knight");
    importFile();
    write(text().replaceFirst("yoda .*", "yoda changed") + "luke force\n");
    register("leia");
    assertThat(text()).startsWith("yoda changed\nluke force\nleia $scram-sha-256$");
    store = new CredentialsStore(disk, FILE);
    importFile();
    assertThat(isPassword("yoda", "changed")).isTrue();
    assertThat(isPassword("luke", "force")).isTrue();
    assertThat(text()).doesNotContain("changed", "force");
  }

  @Test
  void a_user_taken_out_by_hand_is_put_back() throws IOException {
    write("yoda jedi*knight\nhans falcon*solo");
    importFile();
    write("");
    store.save(accounts.list());
    assertThat(text().lines()).hasSize(2);
  }

  @Test
  void nothing_is_written_when_nothing_has_changed() throws IOException {
    write("yoda jedi*knight");
    importFile();
    write(text() + "\n\n");
    String before = text();
    store.save(accounts.list());
    assertThat(text()).isEqualTo(before);
  }

  @Test
  void a_power_failure_at_any_moment_leaves_the_old_file_or_the_new_one() throws IOException {
    write("yoda jedi*knight");
    importFile();
    String before = text();
    accounts.register(new UserName("leia"), verifier("organa"));
    boolean failed = true;
    for (int call = 1; failed; call++) {
      failed = savedWithFault(call);
      disk.crash(SimulatedDisk.Crash.POWER);
      assertThat(text()).startsWith(before);
    }
    assertThat(text()).startsWith(before + "leia $scram-sha-256$");
  }

  private boolean savedWithFault(int call) {
    disk.failCall(disk.calls() + call, Fault.IO_ERROR);
    try {
      store.save(accounts.list());
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private void importFile() throws IOException {
    CredentialsImport.Result result =
        CredentialsImport.of(store.load(), accounts).finish(chance, ROUNDS);
    result.added().forEach(accounts::register);
    result.changed().forEach(accounts::register);
    store.save(accounts.list());
  }

  private void register(String name) throws IOException {
    accounts.register(new UserName(name), verifier("organa"));
    store.save(accounts.list());
  }

  private Verifier verifier(String password) {
    return Verifier.of(Password.of(password), chance.bytes(16), ROUNDS);
  }

  private boolean isPassword(String name, String password) {
    return accounts
        .find(new UserName(name))
        .map(account -> account.verifier().isOf(Password.of(password)))
        .orElse(false);
  }

  private void write(String text) throws IOException {
    disk.replace(FILE, text.getBytes(StandardCharsets.UTF_8));
  }

  private String text() throws IOException {
    return new String(disk.readAll(FILE), StandardCharsets.UTF_8);
  }
}
