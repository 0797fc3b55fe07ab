package forum.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogFormatTest {
  private final UserName hans = new UserName("hans");
  private final InetSocketAddress address = new InetSocketAddress("::1", 52144);

  @Test
  void text_is_time_level_event_and_details() {
    assertThat(text(new VisitEvent.LoginSucceeded(hans, address, false)))
        .isEqualTo(
            "2026-01-31T12:00:00.123Z info login.ok user=hans address=[0:0:0:0:0:0:0:1]:52144");
  }

  @Test
  void json_has_the_same_members() {
    assertThat(json(new VisitEvent.LoginFailed(hans, address, 5, 1000)).toString())
        .isEqualTo(
            """
            {"time":"2026-01-31T12:00:00.123Z","level":"warn","event":"login.fail","user":"hans",\
            "address":"[0:0:0:0:0:0:0:1]:52144","failures":5,"pauseMillis":1000}""");
  }

  @Test
  void a_value_that_would_not_end_where_it_ends_is_quoted() {
    assertThat(text(new VisitEvent.Connecting(address, "a b"))).endsWith(" agent=\"a b\"");
    assertThat(text(new VisitEvent.Connecting(address, ""))).endsWith(" agent=\"\"");
    assertThat(text(new VisitEvent.Connecting(address, "x user=root")))
        .endsWith(" agent=\"x user=root\"");
    assertThat(text(new VisitEvent.Connecting(address, "a\"\\"))).endsWith(" agent=\"a\\\"\\\\\"");
    assertThat(text(new VisitEvent.Connecting(address, "a\u00a0b"))).endsWith("\"a\u00a0b\"");
  }

  @ParameterizedTest
  @EnumSource
  void a_value_cannot_begin_a_line(LogFormat format) {
    String agent = "x\n2026-01-31T12:00:00.123Z info login.ok user=root\r\u0085\u2028";
    assertThat(line(format, new VisitEvent.Connecting(address, agent)))
        .doesNotContain("\n", "\r", "\u0085", "\u2028")
        .contains("<U+000A>");
  }

  @ParameterizedTest
  @EnumSource
  void nothing_of_a_login_is_written(LogFormat format) {
    Request.NewVerifier verifier = new Request.NewVerifier("SECRET", 1, "SECRET", "SECRET");
    List<Request> logins =
        List.of(
            new Request.LoginStart(hans, "SECRET", "agent", 1, false),
            new Request.LoginFinish("SECRET", "SECRET", false),
            new Request.PasswordStart("SECRET"),
            new Request.PasswordFinish("SECRET", "SECRET", verifier),
            new Request.Register("SECRET", "SECRET", 1, "SECRET", "SECRET", false));
    for (Request login : logins) {
      assertThat(line(format, new CommandEvent.Done(hans, login, Code.OK, 1, 40)))
          .doesNotContain("SECRET");
    }
  }

  @Test
  void a_command_says_what_it_is_about() {
    ThreadTitle thread = new ThreadTitle("my thread");
    Request attach = new Request.AttachFile(thread, new FileName("a.txt"), 12, "00");
    assertThat(text(new CommandEvent.Done(hans, attach, Code.OK, 812, 40)))
        .endsWith(
            "info done user=hans verb=UPC code=OK thread=\"my thread\" file=a.txt bytes=12"
                + " micros=812 sent=40");
    Request edit = new Request.EditMessage(thread, 3, null, null);
    assertThat(json(new CommandEvent.Issued(hans, edit, 30)))
        .hasToString(
            """
            {"time":"2026-01-31T12:00:00.123Z","level":"info","event":"command","user":"hans",\
            "verb":"EDT","thread":"my thread","n":3,"received":30}""");
  }

  @Test
  void a_mistake_of_the_server_is_found_under_its_id() {
    ServerEvent failed =
        new ConditionEvent.Failed("7f3a", "answering RDT", new IllegalStateException("hole\n"));
    assertThat(text(failed))
        .contains(" error error id=7f3a doing=\"answering RDT\"")
        .contains("cause=\"java.lang.IllegalStateException: hole<U+000A>\"")
        .contains("LogFormatTest.java:");
  }

  private static String text(ServerEvent event) {
    return line(LogFormat.TEXT, event);
  }

  private static JsonObject json(ServerEvent event) {
    return JsonParser.parseString(line(LogFormat.JSON, event)).getAsJsonObject();
  }

  private static String line(LogFormat format, ServerEvent event) {
    return format.line(LogFormat.times().of(Instant.parse("2026-01-31T12:00:00.123Z")), event);
  }
}
