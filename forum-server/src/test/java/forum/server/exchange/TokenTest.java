package forum.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.Scope;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.login.AccessToken;
import forum.protocol.wire.GoneReason;
import forum.server.account.ScriptToken;
import forum.server.account.ScriptTokens;
import forum.server.commit.ForumStore;
import forum.server.model.Event;
import forum.server.model.ServerLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenTest {
  private static final ThreadTitle T = new ThreadTitle("t");
  private static final UserName HANS = new UserName("hans");
  private static final String PASSWORD = "falcon*solo";
  private static final long DAY = 86_400;

  private TestService service;
  private TestVisitor hans;

  @BeforeEach
  void open() throws IOException {
    service = new TestService();
    service.account("hans", PASSWORD, "moderator");
    hans = service.visitor("hans", PASSWORD);
    hans.create("t");
    hans.post("t", "one");
  }

  private AccessToken token(String name, Scope scope, long seconds) {
    AccessToken token = AccessToken.random(HANS, service.chance);
    assertThat(hans.create(token, name, scope.word(), seconds).code()).isEqualTo(Code.OK);
    return token;
  }

  private TestVisitor script(AccessToken token) {
    TestVisitor script = service.visitor("127.0.0.1");
    Reply reply = script.enter(token);
    assertThat(reply.isOk()).as("%s", reply).isTrue();
    return script;
  }

  private static List<Request> requests(Scope scope) {
    return switch (scope) {
      case READ ->
          List.of(
              new Request.ListThreads(null),
              new Request.ReadThread(T, null, null, null, null, null),
              new Request.ListUsers(null),
              new Request.ListBans(null),
              new Request.OfferDownload(T, new FileName("f")));
      case POST ->
          List.of(
              new Request.CreateThread(new ThreadTitle("t2")),
              new Request.PostMessage(T),
              new Request.OfferUpload(T, new FileName("f"), 1, "00".repeat(32)),
              new Request.AttachFile(T, new FileName("f"), 1, "00".repeat(32)));
      case ALL ->
          List.of(
              new Request.EditMessage(T, 1, null, null),
              new Request.DeleteMessage(T, 1, null, null),
              new Request.LockThread(T, true, null),
              new Request.Kick(new UserName("nobody"), null),
              new Request.Ban("nobody", null, null),
              new Request.Unban("nobody", null),
              new Request.RemoveThread(T));
    };
  }

  private static Reply ask(TestVisitor script, Request request) {
    return request instanceof Request.Change change
        ? script.change(change, "text")
        : script.query((Request.Query) request);
  }

  @Test
  void a_scope_allows_what_it_says_and_nothing_beyond() {
    for (Scope scope : Scope.values()) {
      TestVisitor script = script(token("of-" + scope.word(), scope, DAY));
      for (Scope needed : Scope.values()) {
        for (Request request : requests(needed)) {
          Reply reply = ask(script, request);
          String said = String.valueOf(reply.detail());
          assertThat(said.contains("and this takes " + needed.word()))
              .as("%s with a token of scope %s: %s", request, scope, reply)
              .isEqualTo(!scope.isAtLeast(needed));
          assertThat(reply.code() == Code.NOT_ALLOWED && said.contains("scope"))
              .isEqualTo(!scope.isAtLeast(needed));
        }
      }
    }
  }

  @Test
  void no_token_changes_the_password_or_makes_tokens() {
    TestVisitor script = script(token("ci", Scope.ALL, DAY));
    Request.NewVerifier verifier = new Request.NewVerifier("c2FsdHNhbHQ=", 4096, "k", "l");
    for (Request request :
        List.of(
            new Request.PasswordStart("abcdefghijklmnopqrst"),
            new Request.PasswordFinish("s", "p", verifier),
            new Request.CreateToken("more", "all", DAY, "00".repeat(32)),
            new Request.RevokeToken("ci"),
            new Request.ListTokens(null))) {
      Reply reply = ask(script, request);
      assertThat(reply.code()).as("%s", request).isEqualTo(Code.NOT_ALLOWED);
      assertThat(reply.detail()).contains("the token ci");
    }
  }

  @Test
  void a_script_is_not_in_the_way_of_its_user_nor_the_other_way_round() {
    AccessToken token = token("ci", Scope.READ, DAY);
    TestVisitor first = script(token);
    for (int i = 1; i < ServerLimits.TOKEN_SESSIONS; i++) {
      script(token);
    }
    assertThat(service.store.state().sessions().of(HANS)).hasSize(1 + ServerLimits.TOKEN_SESSIONS);
    assertThat(hans.post("t", "still here").code()).isEqualTo(Code.OK);
    script(token);
    assertThat(first.gone()).as("one too many").isEqualTo(GoneReason.SUPERSEDED);
    assertThat(hans.post("t", "still here").code()).isEqualTo(Code.OK);
  }

  @Test
  void revoking_ends_the_sessions_at_once_and_the_token_opens_nothing_any_more() {
    AccessToken token = token("ci", Scope.POST, DAY);
    AccessToken other = token("other", Scope.POST, DAY);
    TestVisitor script = script(token);
    TestVisitor stays = script(other);
    assertThat(hans.change(new Request.RevokeToken("ci")).code()).isEqualTo(Code.OK);
    assertThat(script.gone()).isEqualTo(GoneReason.REVOKED);
    Reply reply = service.visitor("127.0.0.1").enter(token);
    assertThat(reply.code()).isEqualTo(Code.AUTH_FAILED);
    assertThat(reply.detail()).contains("the token ci was revoked at 2026-01-01T");
    assertThat(stays.post("t", "two").code()).isEqualTo(Code.OK);
    assertThat(hans.post("t", "three").code()).isEqualTo(Code.OK);
    assertThat(hans.change(new Request.RevokeToken("ci")).code()).isEqualTo(Code.NO_SUCH_TOKEN);
    token("ci", Scope.READ, DAY);
  }

  @Test
  void a_token_that_expires_ends_its_sessions_and_is_told_to_have_expired() {
    AccessToken token = token("short", Scope.POST, 60);
    TestVisitor script = script(token);
    service.pass(50_000);
    assertThat(script.post("t", "in time").code()).isEqualTo(Code.OK);
    service.pass(15_000);
    service.pass(5_000);
    assertThat(script.gone()).isEqualTo(GoneReason.REVOKED);
    Reply reply = service.visitor("127.0.0.1").enter(token);
    assertThat(reply.code()).isEqualTo(Code.AUTH_FAILED);
    assertThat(reply.detail()).contains("the token short has expired at 2026-01-01T");
  }

  @Test
  void a_token_of_somebody_else_or_of_nobody_opens_nothing_and_the_answer_is_the_same() {
    service.account("mira", "organa*leia");
    token("ci", Scope.READ, DAY);
    for (String name : List.of("hans", "mira", "nobody")) {
      AccessToken guessed = AccessToken.random(new UserName(name), service.chance);
      Reply reply = service.visitor("127.0.0.1").enter(guessed);
      assertThat(reply).as(name).isEqualTo(Reply.of(Code.AUTH_FAILED));
    }
  }

  @Test
  void tokens_and_their_sessions_survive_a_crash_and_a_checkpoint() throws IOException {
    AccessToken token = token("ci", Scope.POST, DAY);
    AccessToken gone = token("gone", Scope.POST, DAY);
    script(token);
    hans.change(new Request.RevokeToken("gone"));
    List<ScriptToken> before = service.store.state().tokens().of(HANS);
    service = service.again(TestService.RULES);
    assertThat(service.store.state().tokens().of(HANS)).isEqualTo(before);
    service.checkpoint();
    service = service.again(TestService.RULES);
    assertThat(service.store.state().tokens().of(HANS)).isEqualTo(before);
    assertThat(service.store.state().sessions().of(HANS).stream().filter(it -> it.token() != null))
        .hasSize(1);
    assertThat(service.visitor("127.0.0.1").enter(gone).code()).isEqualTo(Code.AUTH_FAILED);
    assertThat(script(token).post("t", "after a crash").code()).isEqualTo(Code.OK);
  }

  @Test
  void a_password_that_changes_leaves_tokens_alone_and_a_removed_account_takes_them_along() {
    AccessToken token = token("ci", Scope.POST, DAY);
    TestVisitor script = script(token);
    assertThat(hans.password("hans", PASSWORD, "another*one").code()).isEqualTo(Code.OK);
    assertThat(script.post("t", "still here").code()).isEqualTo(Code.OK);
    service.happen(new Event.AccountRemoved(HANS));
    assertThat(script.gone()).isEqualTo(GoneReason.EXPELLED);
    assertThat(service.visitor("127.0.0.1").enter(token).code()).isEqualTo(Code.AUTH_FAILED);
    assertThat(service.store.state().tokens().all()).isEmpty();
  }

  @Test
  void a_user_has_at_most_32_and_those_that_are_dead_make_room() {
    for (int i = 0; i < ScriptTokens.PER_USER; i++) {
      token("t" + i, Scope.READ, DAY);
    }
    AccessToken more = AccessToken.random(HANS, service.chance);
    assertThat(hans.create(more, "more", "read", DAY).code()).isEqualTo(Code.QUOTA);
    hans.change(new Request.RevokeToken("t7"));
    assertThat(hans.create(more, "more", "read", DAY).code()).isEqualTo(Code.OK);
    assertThat(service.store.state().tokens().of(HANS)).hasSize(ScriptTokens.PER_USER);
  }

  @Test
  void a_session_has_no_more_power_when_its_token_is_forgotten() {
    TestVisitor script = script(token("short", Scope.READ, 60));
    for (int i = 1; i < ScriptTokens.PER_USER; i++) {
      token("t" + i, Scope.READ, DAY);
    }
    service.pass(58_000);
    service.pass(3_000); // it has expired, and nobody has looked at its sessions
    token("in-its-place", Scope.READ, DAY);
    assertThat(script.post("t", "two").code()).isEqualTo(Code.NOT_ALLOWED);
    service.pass(5_000);
    assertThat(script.gone()).isEqualTo(GoneReason.REVOKED);
  }

  @Test
  void what_makes_no_sense_is_refused() {
    AccessToken token = AccessToken.random(HANS, service.chance);
    assertThat(hans.create(token, "two words", "read", DAY).code()).isEqualTo(Code.BAD_NAME);
    assertThat(hans.create(token, "ci", "write", DAY).code()).isEqualTo(Code.BAD_NAME);
    assertThat(hans.create(token, "ci", "read", 59).code()).isEqualTo(Code.USAGE);
    assertThat(hans.create(token, "ci", "read", 366 * DAY + 1).code()).isEqualTo(Code.USAGE);
    assertThat(hans.change(new Request.CreateToken("ci", "read", DAY, "00")).code())
        .isEqualTo(Code.BAD_NAME);
    assertThat(hans.create(token, "ci", "read", 366 * DAY).code()).isEqualTo(Code.OK);
    assertThat(hans.create(token, "ci", "read", 60).code()).isEqualTo(Code.EXISTS);
  }

  @Test
  void making_and_revoking_stand_in_the_audit_log_and_the_token_nowhere() throws IOException {
    AccessToken token = token("ci", Scope.READ, DAY);
    hans.change(new Request.RevokeToken("ci"));
    String log =
        new String(
            service.disk.readAll(ForumStore.FOLDER.resolve("audit.log")), StandardCharsets.UTF_8);
    assertThat(log.lines()).hasSize(2);
    assertThat(log).contains("\"act\":\"token\",\"about\":\"ci of hans, read, until 2026-01-02");
    assertThat(log).contains("\"act\":\"revoke\"").doesNotContain(token.digest());
  }

  @Test
  void nobody_makes_a_token_in_the_clear_from_another_computer() {
    TestVisitor far = service.visitor("10.0.0.7");
    service.account("mira", "organa*leia");
    far.login("mira", "organa*leia");
    AccessToken token = AccessToken.random(new UserName("mira"), service.chance);
    assertThat(far.create(token, "ci", "read", DAY).code()).isEqualTo(Code.NOT_ALLOWED);
  }
}
