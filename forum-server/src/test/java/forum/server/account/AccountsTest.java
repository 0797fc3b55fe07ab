package forum.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private final Accounts accounts = new Accounts();
  private final UserName yoda = new UserName("yoda");
  private final Verifier first = Verifier.decoy(new byte[1], yoda, 4096);
  private final Verifier second = Verifier.decoy(new byte[2], yoda, 4096);

  @Test
  void of_two_registrations_of_one_name_the_first_counts() {
    assertThat(accounts.register(yoda, first)).isTrue();
    assertThat(accounts.register(yoda, second)).isFalse();
    assertThat(accounts.find(yoda)).map(Account::verifier).contains(first);
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
    accounts.replace(yoda, second);
    assertThat(accounts.list())
        .containsExactly(
            new Account(yoda, second, new Account.LastLogin(Instant.EPOCH, "192.168.1.14")));
  }

  @Test
  void who_is_not_registered_is_not_made_up() {
    accounts.replace(yoda, first);
    accounts.loggedIn(yoda, Instant.EPOCH, "192.168.1.14");
    assertThat(accounts.size()).isZero();
  }
}
