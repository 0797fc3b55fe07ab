package forum.server.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.wire.GoneReason;
import forum.server.audit.AuditCheck;
import forum.server.audit.AuditFile;
import forum.server.audit.AuditTrail;
import forum.server.model.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {
  private static final ThreadTitle T = new ThreadTitle("t");
  private static final UserName HANS = new UserName("hans");

  private TestService service;
  private TestVisitor hans;
  private TestVisitor mira;

  @BeforeEach
  void open() throws IOException {
    service = new TestService();
    service.account("hans", "falcon*solo");
    service.account("mira", "organa*leia", "moderator");
    service.account("root", "death*star*1", "admin");
    hans = service.visitor("hans", "falcon*solo");
    mira = service.visitor("mira", "organa*leia");
    assertThat(hans.create("t").code()).isEqualTo(Code.OK);
    assertThat(hans.post("t", "one").code()).isEqualTo(Code.OK);
  }

  private static List<Request.Order> orders() {
    return List.of(
        new Request.LockThread(T, true, null),
        new Request.Kick(new UserName("mira"), null),
        new Request.Ban("mira", 60L, null),
        new Request.Ban("10.0.0.7", null, null),
        new Request.Unban("mira", null));
  }

  @Test
  void a_user_gives_no_orders_and_is_told_what_it_takes() {
    for (Request.Order order : orders()) {
      Reply reply = hans.change(order);
      assertThat(reply.code()).as("%s", order).isEqualTo(Code.NOT_ALLOWED);
      assertThat(reply.detail()).contains("only moderators");
    }
    assertThat(hans.query(new Request.ListBans(null)).code()).isEqualTo(Code.NOT_ALLOWED);
    assertThat(log()).isEmpty();
  }

  /// As on a full disk, where the end of the session waits for room.
  @Test
  void a_checkpoint_between_a_kick_and_the_end_of_the_session_keeps_both() throws IOException {
    service.happen(new Event.Kicked(HANS));
    assertThat(service.store.state().sessions().of(HANS)).hasSize(1);
    service.checkpoint();
    TestService next = service.again(TestService.RULES);
    assertThat(next.store.state().sessions().of(HANS)).hasSize(1);
    next.turn();
    assertThat(next.store.state().sessions().of(HANS)).isEmpty();
  }

  @Test
  void a_moderator_edits_deletes_and_removes_what_others_wrote() {
    Request.EditMessage edit = new Request.EditMessage(T, 1, null, null);
    assertThat(mira.change(edit, "better").code()).isEqualTo(Code.OK);
    assertThat(mira.change(new Request.DeleteMessage(T, 1, null, null)).code()).isEqualTo(Code.OK);
    assertThat(mira.change(new Request.RemoveThread(T)).code()).isEqualTo(Code.OK);
    assertThat(log()).hasSize(3);
    assertThat(log().getFirst()).contains("\"by\":\"mira\"", "\"act\":\"edit\"", "of hans in t");
  }

  @Test
  void what_a_moderator_does_with_own_things_is_no_act_of_power() {
    mira.post("t", "two");
    assertThat(mira.change(new Request.EditMessage(T, 2, null, null), "2").code())
        .isEqualTo(Code.OK);
    assertThat(mira.change(new Request.DeleteMessage(T, 2, null, null)).code()).isEqualTo(Code.OK);
    assertThat(log()).isEmpty();
  }

  @Test
  void only_moderators_can_change_a_thread_that_is_locked() {
    assertThat(mira.change(new Request.LockThread(T, true, "calm down")).code()).isEqualTo(Code.OK);
    assertThat(hans.post("t", "two").code()).isEqualTo(Code.LOCKED);
    assertThat(hans.change(new Request.EditMessage(T, 1, null, null), "x").code())
        .isEqualTo(Code.LOCKED);
    assertThat(hans.change(new Request.DeleteMessage(T, 1, null, null)).code())
        .isEqualTo(Code.LOCKED);
    assertThat(hans.change(new Request.RemoveThread(T)).code()).isEqualTo(Code.LOCKED);
    assertThat(mira.post("t", "two").code()).isEqualTo(Code.OK);
    assertThat(mira.change(new Request.LockThread(T, true, null)).code()).isEqualTo(Code.EXISTS);
    assertThat(mira.change(new Request.LockThread(T, false, null)).code()).isEqualTo(Code.OK);
    assertThat(hans.post("t", "three").code()).isEqualTo(Code.OK);
    assertThat(log().getFirst()).contains("\"act\":\"lock\"", "calm down");
  }

  @Test
  void of_a_locked_thread_everybody_learns_first_that_it_is_locked() {
    service.account("greedo", "greedo*greedo");
    TestVisitor greedo = service.visitor("greedo", "greedo*greedo");
    mira.change(new Request.LockThread(T, true, null));
    for (Request.Change change :
        List.of(new Request.RemoveThread(T), new Request.DeleteMessage(T, 1, null, null))) {
      assertThat(greedo.change(change).code()).as("%s", change).isEqualTo(Code.LOCKED);
    }
  }

  @Test
  void who_is_kicked_is_told_and_can_come_back() {
    assertThat(mira.change(new Request.Kick(HANS, "flooding")).code()).isEqualTo(Code.OK);
    assertThat(hans.gone()).isEqualTo(GoneReason.EXPELLED);
    assertThat(mira.change(new Request.Kick(HANS, null)).code()).isEqualTo(Code.NO_SUCH_USER);
    assertThat(service.visitor("hans", "falcon*solo").post("t", "back").code()).isEqualTo(Code.OK);
  }

  @Test
  void who_is_banned_is_told_until_when_and_why_once_the_password_was_right() {
    assertThat(mira.change(new Request.Ban("hans", 60L, "flooding")).code()).isEqualTo(Code.OK);
    assertThat(hans.gone()).isEqualTo(GoneReason.EXPELLED);
    TestVisitor again = service.visitor("127.0.0.1");
    assertThat(again.tryLogin("hans", "wrong").code()).isEqualTo(Code.AUTH_FAILED);
    Reply reply = again.tryLogin("hans", "falcon*solo");
    assertThat(reply.code()).isEqualTo(Code.BANNED);
    assertThat(reply.detail()).contains("until 2026-01-01T00:01", "flooding");
    service.pass(61_000);
    assertThat(again.tryLogin("hans", "falcon*solo").code()).isEqualTo(Code.OK);
  }

  @Test
  void where_the_clock_was_set_back_no_ban_is_forgotten_before_it_ends() throws IOException {
    service.ticker.jump(Duration.ofHours(-1));
    mira.change(new Request.Ban("hans", 600L, null));
    mira.change(new Request.Ban("greedo", 600L, null));
    TestVisitor again = service.visitor("127.0.0.1");
    assertThat(again.tryLogin("hans", "falcon*solo").code()).isEqualTo(Code.BANNED);
    service.checkpoint();
    again = service.again(TestService.RULES).visitor("127.0.0.1");
    assertThat(again.tryLogin("hans", "falcon*solo").code()).isEqualTo(Code.BANNED);
  }

  @Test
  void a_banned_address_is_refused_before_any_name_is_looked_at() {
    TestVisitor far = service.visitor("10.0.0.7");
    far.login("root", "death*star*1");
    assertThat(mira.change(new Request.Ban("10.0.0.7", null, "guessing")).code())
        .isEqualTo(Code.OK);
    assertThat(far.gone()).isEqualTo(GoneReason.EXPELLED);
    assertThat(service.visitor("10.0.0.7").begin("nobody").code()).isEqualTo(Code.BANNED);
    assertThat(service.visitor("10.0.0.8").begin("nobody").code()).isEqualTo(Code.OK);
    assertThat(mira.change(new Request.Unban("10.0.0.7", null)).code()).isEqualTo(Code.OK);
    assertThat(service.visitor("10.0.0.7").begin("nobody").code()).isEqualTo(Code.OK);
  }

  @Test
  void of_ipv6_the_network_is_banned_in_which_a_computer_chooses_its_address() {
    mira.change(new Request.Ban("2001:db8:1:2::7", null, null));
    assertThat(service.visitor("2001:db8:1:2:aaaa::1").begin("x").code()).isEqualTo(Code.BANNED);
    assertThat(service.visitor("2001:db8:1:3::7").begin("x").code()).isEqualTo(Code.OK);
  }

  @Test
  void moderators_have_no_power_over_each_other_and_nobody_over_the_servers_own_computer() {
    service.account("greedo", "greedo*greedo", "moderator");
    assertThat(mira.change(new Request.Ban("greedo", null, null)).code())
        .isEqualTo(Code.NOT_ALLOWED);
    assertThat(mira.change(new Request.Kick(new UserName("root"), null)).code())
        .isEqualTo(Code.NOT_ALLOWED);
    assertThat(mira.change(new Request.Kick(new UserName("mira"), null)).code())
        .isEqualTo(Code.NOT_ALLOWED);
    assertThat(mira.change(new Request.Ban("127.0.0.1", null, null)).code())
        .isEqualTo(Code.NOT_ALLOWED);
    TestVisitor root = service.visitor("root", "death*star*1");
    assertThat(root.change(new Request.Ban("greedo", null, null)).code()).isEqualTo(Code.OK);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE})
  void a_ban_has_a_length_that_makes_sense(long seconds) {
    assertThat(mira.change(new Request.Ban("hans", seconds, null)).code()).isEqualTo(Code.USAGE);
  }

  @Test
  void a_reason_cannot_forge_lines() {
    assertThat(mira.change(new Request.Kick(HANS, "x\n{\"n\":9}")).code()).isEqualTo(Code.BAD_NAME);
    assertThat(mira.change(new Request.Kick(HANS, "\u202Egnp")).code()).isEqualTo(Code.BAD_NAME);
    assertThat(mira.change(new Request.Kick(HANS, "r".repeat(201))).code())
        .isEqualTo(Code.BAD_NAME);
    assertThat(mira.change(new Request.Kick(HANS, "r".repeat(200))).code()).isEqualTo(Code.OK);
    assertThat(log()).hasSize(1);
  }

  @Test
  void the_password_of_who_was_removed_opens_nothing_and_the_name_cannot_be_taken() {
    service.happen(new Event.AccountRemoved(HANS));
    assertThat(hans.gone()).isEqualTo(GoneReason.EXPELLED);
    assertThat(service.visitor("127.0.0.1").tryLogin("hans", "falcon*solo").code())
        .isEqualTo(Code.AUTH_FAILED);
  }

  @Test
  void who_is_locked_cannot_log_in_but_with_the_right_password_learns_why() {
    service.happen(new Event.AccountLocked(HANS, true));
    assertThat(hans.gone()).isEqualTo(GoneReason.EXPELLED);
    assertThat(service.visitor("127.0.0.1").tryLogin("hans", "wrong").code())
        .isEqualTo(Code.AUTH_FAILED);
    Reply reply = service.visitor("127.0.0.1").tryLogin("hans", "falcon*solo");
    assertThat(reply.code()).isEqualTo(Code.BANNED);
    assertThat(reply.detail()).contains("locked");
  }

  @Test
  void a_new_password_from_the_operator_ends_the_sessions_of_the_old_one() {
    service.account("hans", "another*one");
    assertThat(hans.gone()).isEqualTo(GoneReason.REVOKED);
  }

  @Test
  void roles_bans_locks_and_the_audit_log_survive_a_crash_and_a_checkpoint() throws IOException {
    mira.change(new Request.LockThread(T, true, null));
    mira.change(new Request.Ban("greedo", null, "shot first"));
    service.happen(new Event.AccountLocked(HANS, true));
    for (int i = 0; i < 2; i++) {
      TestService again = service.again(TestService.RULES);
      assertThat(again.store.state().accounts().role(new UserName("mira")).word())
          .isEqualTo("moderator");
      assertThat(again.store.state().accounts().find(HANS).orElseThrow().locked()).isTrue();
      assertThat(again.store.state().forum().find(T).isLocked()).isTrue();
      assertThat(again.store.state().bans().list(again.ticker.now()))
          .singleElement()
          .satisfies(ban -> assertThat(ban.sentence()).isEqualTo("greedo is banned: shot first"));
      assertThat(log()).hasSize(2);
      assertThat(fault(again.store.state().audit())).isNull();
      again.store.checkpointing().finish();
    }
  }

  @Test
  void credentials_txt_shows_role_and_lock() {
    service.happen(new Event.AccountLocked(new UserName("mira"), true));
    assertThat(text("credentials.txt").lines())
        .anyMatch(line -> line.startsWith("mira $scram-") && line.endsWith(" moderator locked"))
        .anyMatch(line -> line.startsWith("root $scram-") && line.endsWith(" admin"))
        .anyMatch(line -> line.startsWith("hans $scram-") && line.endsWith("="));
  }

  private AuditCheck.Fault fault(AuditTrail trail) throws IOException {
    return AuditCheck.of(service.disk, trail.certain(), trail.mark());
  }

  private List<String> log() {
    return service.disk.exists(AuditFile.PATH)
        ? text(AuditFile.PATH.toString()).lines().toList()
        : List.of();
  }

  private String text(String path) {
    try {
      return new String(service.disk.readAll(java.nio.file.Path.of(path)), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
