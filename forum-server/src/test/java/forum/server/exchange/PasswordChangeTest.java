package forum.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.login.Nonce;
import forum.protocol.wire.GoneReason;
import forum.server.commit.ForumStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordChangeTest {
  private static final UserName HANS = new UserName("hans");
  private static final String OLD = "falcon*solo";
  private static final String WANTED = "kessel*run*12";
  private static final SessionRules THREE = rules(Limits.PASSWORD_ROUNDS_MIN);

  private TestService service;
  private TestVisitor hans;

  private static SessionRules rules(int rounds) {
    return new SessionRules(3, 86_400, rounds);
  }

  @BeforeEach
  void open() throws IOException {
    service = new TestService().again(THREE);
    service.account("hans", OLD);
    hans = service.visitor("hans", OLD);
  }

  private Code login(String password) {
    return service.visitor("127.0.0.1").tryLogin("hans", password).code();
  }

  @Test
  void the_new_password_opens_and_the_old_one_does_not() {
    assertThat(hans.password("hans", OLD, WANTED).code()).isEqualTo(Code.OK);
    assertThat(login(OLD)).isEqualTo(Code.AUTH_FAILED);
    assertThat(login(WANTED)).isEqualTo(Code.OK);
  }

  @Test
  void the_other_sessions_end_and_this_one_stays() {
    TestVisitor other = service.visitor("hans", OLD);
    assertThat(hans.password("hans", OLD, WANTED).code()).isEqualTo(Code.OK);
    assertThat(other.gone()).isEqualTo(GoneReason.REVOKED);
    assertThat(hans.create("still-here").code()).isEqualTo(Code.OK);
  }

  @Test
  void it_survives_a_crash_and_the_file_shows_it_without_being_taken_for_hand_work()
      throws IOException {
    hans.password("hans", OLD, WANTED);
    service = service.again(THREE);
    assertThat(login(OLD)).isEqualTo(Code.AUTH_FAILED);
    assertThat(login(WANTED)).isEqualTo(Code.OK);
    String file = new String(service.disk.readAll(ForumStore.CREDENTIALS), StandardCharsets.UTF_8);
    assertThat(file).contains(service.verifier("hans").text()).doesNotContain(WANTED);
    assertThat(service.findings).isEmpty();
  }

  @Test
  void a_wrong_old_password_changes_nothing_and_guessing_becomes_slow() {
    for (int i = 0; i < 5; i++) {
      assertThat(hans.password("hans", "guess" + i, WANTED).code()).isEqualTo(Code.AUTH_FAILED);
    }
    Reply sixth = hans.password("hans", OLD, WANTED);
    assertThat(sixth.code()).isEqualTo(Code.BUSY);
    assertThat(Objects.requireNonNull(sixth.retryMillis())).isPositive();
    service.pass(sixth.retryMillis());
    assertThat(hans.password("hans", OLD, WANTED).code()).isEqualTo(Code.OK);
  }

  @Test
  void a_challenge_is_good_for_one_proof_of_its_own_session_and_for_two_minutes() {
    String nonce = Nonce.random(service.chance);
    Reply.Challenge challenge = Objects.requireNonNull(hans.beginPassword(nonce).challenge());
    Request.PasswordFinish finish = hans.passwordFinish("hans", nonce, challenge, OLD, WANTED);
    TestVisitor other = service.visitor("hans", OLD);
    assertThat(other.change(finish).code()).as("another session").isEqualTo(Code.AUTH_REQUIRED);
    service.pass(121_000);
    assertThat(hans.change(finish).code()).as("too late").isEqualTo(Code.AUTH_REQUIRED);
    assertThat(hans.change(finish).code()).as("again").isEqualTo(Code.AUTH_REQUIRED);
    assertThat(login(OLD)).isEqualTo(Code.OK);
  }

  @Test
  void a_copy_of_the_question_gets_the_same_challenge() {
    String nonce = Nonce.random(service.chance);
    Reply first = hans.beginPassword(nonce);
    assertThat(hans.beginPassword(nonce)).isEqualTo(first);
    Reply.Challenge challenge = Objects.requireNonNull(first.challenge());
    Request.PasswordFinish finish = hans.passwordFinish("hans", nonce, challenge, OLD, WANTED);
    assertThat(hans.change(finish).code()).isEqualTo(Code.OK);
    Reply later = hans.beginPassword(nonce);
    assertThat(Objects.requireNonNull(later.challenge()).snonce()).isNotEqualTo(challenge.snonce());
  }

  @Test
  void a_proof_for_another_challenge_is_no_wrong_password() {
    String nonce = Nonce.random(service.chance);
    Reply.Challenge early = Objects.requireNonNull(hans.beginPassword(nonce).challenge());
    String other = Nonce.random(service.chance);
    Reply.Challenge late = Objects.requireNonNull(hans.beginPassword(other).challenge());
    for (int i = 0; i < 6; i++) {
      assertThat(hans.change(hans.passwordFinish("hans", nonce, early, OLD, "no")).code())
          .isEqualTo(Code.AUTH_REQUIRED);
    }
    assertThat(hans.change(hans.passwordFinish("hans", other, late, OLD, WANTED)).code())
        .isEqualTo(Code.OK);
  }

  @Test
  void what_is_sent_again_gets_the_same_answer_and_happens_once() {
    String nonce = Nonce.random(service.chance);
    Reply.Challenge challenge = Objects.requireNonNull(hans.beginPassword(nonce).challenge());
    Request.PasswordFinish finish = hans.passwordFinish("hans", nonce, challenge, OLD, WANTED);
    assertThat(hans.change(finish).code()).isEqualTo(Code.OK);
    long lsn = service.store.commit().durableLsn();
    assertThat(hans.again(finish).code()).isEqualTo(Code.OK);
    assertThat(service.store.commit().durableLsn()).isEqualTo(lsn);
    assertThat(hans.change(finish).code()).as("as another").isEqualTo(Code.AUTH_REQUIRED);
  }

  @Test
  void a_verifier_that_costs_too_little_is_refused() throws IOException {
    service = service.again(rules(5000));
    hans = service.visitor("hans", OLD);
    String nonce = Nonce.random(service.chance);
    Reply.Challenge asked = Objects.requireNonNull(hans.beginPassword(nonce).challenge());
    assertThat(asked.renew()).isEqualTo(5000);
    Request.PasswordFinish finish =
        hans.passwordFinish(
            "hans",
            nonce,
            new Reply.Challenge(asked.snonce(), asked.salt(), asked.i(), false),
            OLD,
            WANTED);
    Request.NewVerifier given = finish.verifier();
    Request.PasswordFinish cheaper =
        new Request.PasswordFinish(
            finish.snonce(),
            finish.proof(),
            new Request.NewVerifier(given.salt(), 4999, given.storedKey(), given.serverKey()));
    assertThat(hans.change(cheaper).code()).isEqualTo(Code.BAD_NAME);
    assertThat(login(OLD)).isEqualTo(Code.OK);
  }

  @Test
  void it_stands_in_the_audit_log_without_any_secret() throws IOException {
    hans.password("hans", OLD, WANTED);
    String log =
        new String(
            service.disk.readAll(ForumStore.FOLDER.resolve("audit.log")), StandardCharsets.UTF_8);
    assertThat(log.lines()).hasSize(1);
    assertThat(log)
        .contains("\"by\":\"hans\",\"act\":\"passwd\",\"about\":\"hans\"")
        .doesNotContain("scram");
  }

  @Test
  void nothing_of_it_is_taken_in_the_clear_from_another_computer() {
    TestVisitor far = service.visitor("10.0.0.7");
    far.login("hans", OLD);
    assertThat(far.beginPassword(Nonce.random(service.chance)).code()).isEqualTo(Code.NOT_ALLOWED);
    Request.NewVerifier verifier = new Request.NewVerifier("c2FsdHNhbHQ=", 4096, "k", "l");
    assertThat(far.change(new Request.PasswordFinish("s", "p", verifier)).code())
        .isEqualTo(Code.NOT_ALLOWED);
  }

  @Test
  void no_account_is_made_in_the_clear_from_another_computer() {
    assertThat(service.visitor("10.0.0.7").tryLogin("mira", WANTED).code())
        .isEqualTo(Code.NOT_ALLOWED);
    assertThat(service.store.state().accounts().size()).isOne();
    assertThat(service.visitor("127.0.0.1").tryLogin("mira", WANTED).code()).isEqualTo(Code.OK);
  }

  @Test
  void a_verifier_of_fewer_rounds_than_usual_is_renewed_at_the_next_login() throws IOException {
    assertThat(service.verifier("hans").rounds()).isEqualTo(4096);
    service = service.again(rules(5000));
    TestVisitor first = service.visitor("hans", OLD);
    assertThat(service.verifier("hans").rounds()).isEqualTo(5000);
    TestVisitor second = service.visitor("hans", OLD);
    assertThat(service.verifier("hans").rounds()).isEqualTo(5000);
    assertThat(first.create("both").code()).as("no session ends").isEqualTo(Code.OK);
    assertThat(second.post("both", "stay").code()).isEqualTo(Code.OK);
    service = service.again(rules(5000));
    assertThat(service.verifier("hans").rounds()).as("after a crash").isEqualTo(5000);
    assertThat(login(OLD)).isEqualTo(Code.OK);
    assertThat(service.findings).isEmpty();
  }

  @Test
  void no_verifier_is_renewed_in_the_clear_from_another_computer() throws IOException {
    service = service.again(rules(5000));
    service.visitor("10.0.0.7").login("hans", OLD);
    assertThat(service.verifier("hans").rounds()).isEqualTo(4096);
  }

  @Test
  void a_login_that_was_begun_with_the_old_password_ends_with_it() {
    TestVisitor slow = service.visitor("127.0.0.1");
    String nonce = Nonce.random(service.chance);
    Reply.Challenge challenge = Objects.requireNonNull(slow.begin("hans", nonce).challenge());
    assertThat(hans.password("hans", OLD, WANTED).code()).isEqualTo(Code.OK);
    assertThat(slow.finish("hans", nonce, challenge, OLD).code()).isEqualTo(Code.AUTH_REQUIRED);
    assertThat(service.store.state().sessions().of(HANS)).hasSize(1);
  }
}
