package forum.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.Scope;
import forum.protocol.UserName;
import forum.protocol.login.AccessToken;
import forum.protocol.login.ChannelBinding;
import forum.protocol.login.ClientLogin;
import forum.protocol.login.Password;
import forum.protocol.login.Verifier;
import forum.server.model.Event;
import forum.server.model.ServerLimits;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where names are hidden rivals are asked after the proof, for up to a second: what was proven
/// must still be so when the session is opened.
class OutdatedProofTest {
  private static final UserName HANS = new UserName("hans");
  private static final String PASSWORD = "falcon*solo";
  private static final String NONCE = "abcdefghijklmnopqrst";

  private TestService service;
  private TestVisitor first;
  private TestVisitor second;

  @BeforeEach
  void somebody_is_on_line() throws Exception {
    service = new TestService();
    service.account("hans", PASSWORD);
    service =
        service.again(new SessionRules(1, 86_400, Limits.PASSWORD_ROUNDS_MIN, Registration.HIDDEN));
    first = service.visitor("hans", PASSWORD);
    second = service.visitor("127.0.0.1");
  }

  private void prove() throws Exception {
    Reply.Challenge challenge = Objects.requireNonNull(second.begin("hans", NONCE).challenge());
    send(login().renew(challenge, Password.of(PASSWORD), service.chance, false));
  }

  private static ClientLogin login() {
    return new ClientLogin(HANS, NONCE, ChannelBinding.NONE, 1);
  }

  private void send(Request proof) {
    second.sendQuery((Request.Query) proof);
    service.turn();
    assertThat(second.received()).as("before the rivals were heard").isNull();
  }

  private Code outcome() {
    service.pass(ServerLimits.PROBE_MILLIS + 500);
    return Objects.requireNonNull(second.received()).code();
  }

  private int sessions() {
    return service.store.state().sessions().of(HANS).size();
  }

  @Test
  void a_proof_opens_a_session_when_nothing_has_changed_meanwhile() throws Exception {
    prove();

    assertThat(outcome()).isEqualTo(Code.OK);
    assertThat(first.gone()).isNotNull();
  }

  @Test
  void a_password_that_was_changed_meanwhile_opens_nothing() throws Exception {
    prove();
    Verifier other =
        Verifier.of(
            Password.of("another one"), new byte[Verifier.SALT_BYTES], Limits.PASSWORD_ROUNDS_MIN);
    service.happen(new Event.Registered(HANS, other.text()));

    assertThat(outcome()).isEqualTo(Code.AUTH_REQUIRED);
    assertThat(sessions()).isZero();
    assertThat(service.visitor("127.0.0.1").tryLogin("hans", "another one").isOk()).isTrue();
  }

  @Test
  void an_account_that_was_removed_meanwhile_opens_nothing() throws Exception {
    prove();
    service.happen(new Event.AccountRemoved(HANS));

    assertThat(outcome()).isEqualTo(Code.AUTH_REQUIRED);
    assertThat(sessions()).isZero();
    assertThat(service.store.state().accounts().size()).isZero();
  }

  @Test
  void a_token_that_was_revoked_meanwhile_opens_nothing() throws Exception {
    AccessToken kept = token("kept");
    for (int i = 0; i < ServerLimits.TOKEN_SESSIONS; i++) {
      assertThat(service.visitor("127.0.0.1").enter(kept).isOk()).isTrue();
    }
    AccessToken token = token("revoked");
    Request.LoginStart start = new Request.LoginStart(HANS, NONCE, "test", 1, false, true);
    Reply.Challenge challenge = Objects.requireNonNull(second.query(start).challenge());
    send(login().finish(challenge, token, false));
    assertThat(first.change(new Request.RevokeToken("revoked")).isOk()).isTrue();

    assertThat(outcome()).isEqualTo(Code.AUTH_REQUIRED);
    assertThat(sessions()).isEqualTo(1 + ServerLimits.TOKEN_SESSIONS);
  }

  private AccessToken token(String name) {
    AccessToken token = AccessToken.random(HANS, service.chance);
    assertThat(first.create(token, name, Scope.READ.word(), 3600).isOk()).isTrue();
    return token;
  }
}
