package forum.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.UserName;
import forum.protocol.login.InvitationCode;
import forum.server.event.ConditionEvent;
import forum.server.model.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrationTest {
  private static final String PASSWORD = "falcon*solo";
  private static final long FAR = 4_000_000_000_000L;

  private TestService service;

  @BeforeEach
  void open() throws IOException {
    service = new TestService();
    service.account("hans", PASSWORD);
  }

  private void starts(Registration registration) throws IOException {
    service = service.again(new SessionRules(1, 86_400, Limits.PASSWORD_ROUNDS_MIN, registration));
  }

  private TestVisitor somebody() {
    return service.visitor("127.0.0.1");
  }

  private InvitationCode invite(int uses, long until) {
    InvitationCode code = InvitationCode.random(service.chance);
    service.happen(new Event.Invited(code.digest(), uses, until));
    return code;
  }

  @Test
  void closed_is_closed_to_new_names_and_says_so() throws IOException {
    starts(Registration.CLOSED);
    Reply reply = somebody().tryLogin("mira", PASSWORD);
    assertThat(reply.code()).isEqualTo(Code.AUTH_FAILED);
    assertThat(reply.detail()).isEqualTo("there is no user mira, and registration is closed");
    assertThat(somebody().tryLogin("hans", PASSWORD).code()).isEqualTo(Code.OK);
    assertThat(service.store.state().accounts().size()).isOne();
  }

  @Test
  void an_invitation_is_good_for_as_many_as_it_says_and_survives_a_crash() throws IOException {
    starts(Registration.INVITE);
    String code = invite(2, FAR).text();
    assertThat(somebody().invited("mira", PASSWORD, code).code()).isEqualTo(Code.OK);
    starts(Registration.INVITE);
    service.checkpoint();
    starts(Registration.INVITE);
    assertThat(somebody().invited("chewie", PASSWORD, code).code()).isEqualTo(Code.OK);
    Reply third = somebody().invited("lando", PASSWORD, code);
    assertThat(third.code()).isEqualTo(Code.INVITATION_REQUIRED);
    starts(Registration.INVITE);
    assertThat(somebody().invited("lando", PASSWORD, code).code())
        .isEqualTo(Code.INVITATION_REQUIRED);
    assertThat(service.store.state().accounts().size()).isEqualTo(3);
  }

  @Test
  void without_an_invitation_or_with_another_one_nobody_registers() throws IOException {
    starts(Registration.INVITE);
    invite(1, FAR);
    TestVisitor mira = somebody();
    assertThat(Objects.requireNonNull(mira.begin("mira").challenge()).asksForInvitation()).isTrue();
    assertThat(somebody().tryLogin("mira", PASSWORD).code()).isEqualTo(Code.INVITATION_REQUIRED);
    String other = InvitationCode.random(service.chance).text();
    assertThat(somebody().invited("mira", PASSWORD, other).code())
        .isEqualTo(Code.INVITATION_REQUIRED);
    assertThat(somebody().invited("mira", PASSWORD, "nonsense").code()).isEqualTo(Code.BAD_NAME);
    assertThat(somebody().tryLogin("hans", PASSWORD).code()).as("known").isEqualTo(Code.OK);
    assertThat(service.store.state().accounts().size()).isOne();
  }

  @Test
  void an_invitation_ends() throws IOException {
    starts(Registration.INVITE);
    String code = invite(5, service.ticker.now().plusSeconds(60).toEpochMilli()).text();
    service.pass(59_000);
    assertThat(somebody().invited("mira", PASSWORD, code).code()).isEqualTo(Code.OK);
    service.pass(2_000);
    assertThat(somebody().invited("lando", PASSWORD, code).code())
        .isEqualTo(Code.INVITATION_REQUIRED);
  }

  @Test
  void where_the_clock_was_set_back_no_invitation_is_forgotten_before_it_ends() throws IOException {
    starts(Registration.INVITE);
    service.ticker.jump(Duration.ofHours(-1));
    String code = invite(2, service.ticker.now().plusSeconds(600).toEpochMilli()).text();
    invite(1, FAR);
    assertThat(somebody().invited("mira", PASSWORD, code).code()).isEqualTo(Code.OK);
    service.checkpoint();
    starts(Registration.INVITE);
    assertThat(somebody().invited("lando", PASSWORD, code).code()).isEqualTo(Code.OK);
  }

  @Test
  void guessing_codes_becomes_slow() throws IOException {
    starts(Registration.INVITE);
    for (int i = 0; i < 5; i++) {
      String guess = InvitationCode.random(service.chance).text();
      assertThat(somebody().invited("mira", PASSWORD, guess).code())
          .isEqualTo(Code.INVITATION_REQUIRED);
    }
    assertThat(somebody().invited("mira", PASSWORD, invite(1, FAR).text()).code())
        .isEqualTo(Code.BUSY);
  }

  @Test
  void where_registration_is_open_nobody_asks_for_an_invitation() {
    assertThat(Objects.requireNonNull(somebody().begin("mira").challenge()).asksForInvitation())
        .isFalse();
    assertThat(somebody().tryLogin("mira", PASSWORD).code()).isEqualTo(Code.OK);
  }

  @Test
  void where_names_are_hidden_an_unknown_name_is_a_wrong_password() throws IOException {
    starts(Registration.HIDDEN);
    for (int i = 0; i < 4; i++) {
      Exchange known = exchange("hans");
      Exchange unknown = exchange("mira");
      assertThat(unknown.shape()).as("try %d", i).isEqualTo(known.shape());
    }
    assertThat(service.store.state().accounts().size()).isOne();
  }

  /// What a stranger sees of a login with a wrong password.
  private record Exchange(Reply first, Reply second) {
    /// All of it but what is random, as long as it is.
    String shape() {
      Reply.Challenge challenge = first.challenge();
      return challenge == null
          ? first.toString()
          : "%s %d %d %d %s %s %s"
                  .formatted(
                      first.code(),
                      challenge.snonce().length(),
                      challenge.salt().length(),
                      challenge.i(),
                      challenge.fresh(),
                      challenge.renew(),
                      challenge.invitation())
              + second;
    }
  }

  private Exchange exchange(String name) {
    TestVisitor visitor = somebody();
    String nonce = "abcdefghijklmnopqrst";
    Reply first = visitor.begin(name, nonce);
    Reply.Challenge challenge = first.challenge();
    Reply second =
        challenge == null ? first : visitor.finish(name, nonce, challenge, "a wrong password");
    return new Exchange(first, second);
  }

  @Test
  void the_salt_of_a_name_that_nobody_has_is_its_own_and_survives_restarts() throws IOException {
    starts(Registration.HIDDEN);
    String salt = salt("mira");
    assertThat(salt("lando")).isNotEqualTo(salt);
    starts(Registration.HIDDEN);
    assertThat(salt("mira")).isEqualTo(salt);
    service.checkpoint();
    starts(Registration.HIDDEN);
    assertThat(salt("mira")).isEqualTo(salt);
  }

  private String salt(String name) {
    return Objects.requireNonNull(somebody().begin(name).challenge()).salt();
  }

  @Test
  void where_names_are_hidden_who_is_on_line_shows_after_the_proof_only() throws IOException {
    starts(Registration.HIDDEN);
    TestVisitor hans = service.visitor("hans", PASSWORD);
    assertThat(exchange("hans").shape()).isEqualTo(exchange("mira").shape());
    TestVisitor second = somebody();
    String nonce = "abcdefghijklmnopqrst";
    Reply.Challenge challenge = Objects.requireNonNull(second.begin("hans", nonce).challenge());
    assertThat(second.finish("hans", nonce, challenge, PASSWORD).code())
        .as("a rival that does not answer")
        .isEqualTo(Code.OK);
    assertThat(hans.gone()).isNotNull();
    assertThat(service.store.state().sessions().of(new UserName("hans"))).hasSize(1);
  }

  @Test
  void the_operator_is_told_of_accounts_that_can_be_told_apart() throws IOException {
    service =
        service.again(
            new SessionRules(1, 86_400, Limits.PASSWORD_ROUNDS_MIN + 1, Registration.HIDDEN));
    assertThat(service.events)
        .filteredOn(ConditionEvent.class::isInstance)
        .anyMatch(event -> event.toString().contains("1 accounts have verifiers of another kind"));
  }
}
