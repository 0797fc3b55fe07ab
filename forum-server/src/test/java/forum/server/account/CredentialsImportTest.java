package forum.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.Chance;
import forum.protocol.UserName;
import forum.protocol.login.Password;
import forum.protocol.login.Verifier;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CredentialsImportTest {
  private static final int ROUNDS = 4096;
  private final Chance chance = new Random(3)::nextBytes;
  private final Accounts accounts = new Accounts();
  private final Verifier pencil = verifier("pencil");

  @Test
  void a_classic_file_makes_users_in_its_order() {
    CredentialsImport found = compared("yoda jedi*knight\nhans falcon*solo\nleia " + pencil.text());
    assertThat(found.clearPasswords()).isEqualTo(2);
    CredentialsImport.Result result = found.finish(chance, ROUNDS);
    assertThat(result.added().keySet()).map(UserName::text).containsExactly("yoda", "hans", "leia");
    assertThat(result.added().get(user("yoda")).isOf(Password.of("jedi*knight"))).isTrue();
    assertThat(result.added()).containsEntry(user("leia"), pencil);
    assertThat(result.changed()).isEmpty();
  }

  @Test
  void equal_passwords_do_not_look_equal() {
    CredentialsImport.Result result = compared("yoda same\nhans same").finish(chance, ROUNDS);
    assertThat(result.added().get(user("yoda"))).isNotEqualTo(result.added().get(user("hans")));
  }

  @Test
  void a_file_this_server_wrote_changes_nothing() {
    accounts.register(user("yoda"), pencil);
    CredentialsImport found = compared("yoda " + pencil.text());
    assertThat(found).isEqualTo(compared("yoda " + pencil.text() + "\n"));
    assertThat(found.tasks()).isEmpty();
    assertThat(found.restored()).isEmpty();
  }

  @Test
  void a_known_password_in_the_clear_changes_nothing() {
    accounts.register(user("yoda"), pencil);
    CredentialsImport found = compared("yoda pencil");
    assertThat(found.clearPasswords()).isEqualTo(1);
    CredentialsImport.Result result = found.finish(chance, ROUNDS);
    assertThat(result.added()).isEmpty();
    assertThat(result.changed()).isEmpty();
  }

  @Test
  void another_password_is_a_change() {
    accounts.register(user("yoda"), pencil);
    accounts.register(user("hans"), pencil);
    Verifier pen = verifier("pen");
    CredentialsImport.Result result =
        compared("yoda eraser\nhans " + pen.text()).finish(chance, ROUNDS);
    assertThat(result.added()).isEmpty();
    assertThat(result.changed().get(user("yoda")).isOf(Password.of("eraser"))).isTrue();
    assertThat(result.changed()).containsEntry(user("hans"), pen);
  }

  @Test
  void a_name_taken_out_of_the_file_is_named() {
    accounts.register(user("yoda"), pencil);
    accounts.register(user("hans"), pencil);
    assertThat(compared("hans " + pencil.text()).restored()).containsExactly(user("yoda"));
  }

  private CredentialsImport compared(String text) {
    return CredentialsImport.of(
        CredentialsFile.parse(text.getBytes(StandardCharsets.UTF_8)), accounts);
  }

  private Verifier verifier(String password) {
    return Verifier.of(Password.of(password), chance.bytes(16), ROUNDS);
  }

  private static UserName user(String name) {
    return new UserName(name);
  }
}
