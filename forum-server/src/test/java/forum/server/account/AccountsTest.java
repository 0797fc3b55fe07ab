package forum.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Role;
import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private final Accounts accounts = new Accounts();
  private final UserName yoda = new UserName("yoda");
  private final Verifier first = Verifier.decoy(new byte[] {1}, yoda, 4096);
  private final Verifier second = Verifier.decoy(new byte[] {2}, yoda, 4096);

  @Test
  void everybody_begins_without_power() {
    accounts.register(yoda, first);
    assertThat(accounts.find(yoda)).contains(new Account(yoda, first, null, Role.USER, false));
    assertThat(accounts.role(new UserName("nobody"))).isEqualTo(Role.USER);
  }

  @Test
  void the_name_of_who_is_gone_stays_taken_until_it_is_given_again() {
    accounts.register(yoda, first);
    accounts.remove(yoda);
    assertThat(accounts.find(yoda)).isEmpty();
    assertThat(accounts.isRetired(yoda)).isTrue();
    accounts.register(yoda, second);
    assertThat(accounts.isRetired(yoda)).isFalse();
  }

  @Test
  void an_earlier_password_is_known_until_the_file_shows_the_new_one() {
    accounts.register(yoda, first);
    accounts.register(yoda, second);
    assertThat(accounts.isFormer(yoda, first)).isTrue();
    assertThat(accounts.isFormer(yoda, second)).isFalse();
    accounts.shown();
    assertThat(accounts.isFormer(yoda, first)).isFalse();
  }

  @Test
  void names_in_upper_and_lower_case_are_different_users() {
    accounts.register(yoda, first);
    assertThat(accounts.find(new UserName("Yoda"))).isEmpty();
  }

  @Test
  void a_new_password_keeps_the_rest() {
    accounts.register(yoda, first);
    accounts.loggedIn(yoda, Instant.EPOCH, "192.168.1.14");
    accounts.give(yoda, Role.MODERATOR);
    accounts.lock(yoda, true);
    accounts.register(yoda, second);
    Account.LastLogin last = new Account.LastLogin(Instant.EPOCH, "192.168.1.14");
    assertThat(accounts.list())
        .containsExactly(new Account(yoda, second, last, Role.MODERATOR, true));
  }

  @Test
  void who_is_not_registered_is_not_made_up() {
    accounts.give(yoda, Role.ADMIN);
    accounts.lock(yoda, true);
    accounts.remove(yoda);
    accounts.loggedIn(yoda, Instant.EPOCH, "192.168.1.14");
    assertThat(accounts.size()).isZero();
  }
}
