package forum.protocol.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import forum.protocol.Scope;
import forum.protocol.ThreadTitle;
import forum.protocol.TokenName;
import forum.protocol.UserName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListLinesTest {
  private static final Instant CREATED = Instant.parse("2026-11-20T17:24:05.120Z");
  private static final Instant CHANGED = Instant.parse("2026-11-21T08:00:00Z");
  private static final UserName HANS = new UserName("hans");

  private static final ThreadSummary SUMMARY =
      new ThreadSummary(
          new ThreadTitle("straße 7 - plans"),
          HANS,
          15,
          2,
          CREATED,
          CHANGED,
          new UserName("mira"),
          false);

  private static final Presence PRESENCE = new Presence(HANS, CREATED, "[::1]:4711", 12);

  @Test
  void a_thread_is_its_title_then_what_else_is_known() {
    assertThat(new String(SUMMARY.write(), UTF_8))
        .isEqualTo(
            "straße 7 - plans\thans\t15\t2\t2026-11-20T17:24:05.120Z\t2026-11-21T08:00:00.000Z\tmira\n");
  }

  @Test
  void a_user_is_the_name_then_what_else_is_known() {
    assertThat(new String(PRESENCE.write(), UTF_8))
        .isEqualTo("hans\t2026-11-20T17:24:05.120Z\t[::1]:4711\t12\n");
  }

  @Test
  void lines_are_read_as_they_were_written() throws MalformedLine {
    assertThat(ThreadSummary.read(SUMMARY.write())).isEqualTo(SUMMARY);
    assertThat(Presence.read(PRESENCE.write())).isEqualTo(PRESENCE);
  }

  @Test
  void what_a_later_version_adds_is_skipped() throws MalformedLine {
    String user = new String(PRESENCE.write(), UTF_8).strip() + "\tmood\n";
    assertThat(Presence.read(user.getBytes(UTF_8))).isEqualTo(PRESENCE);
    String thread = new String(SUMMARY.write(), UTF_8).strip() + "\tpinned";
    assertThat(ThreadSummary.read(thread.getBytes(UTF_8))).isEqualTo(SUMMARY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "title",
        "title\thans\t15\t2\t2026-11-20T17:24:05.120Z\t2026-11-21T08:00:00.000Z",
        "title\thans\t-15\t2\t2026-11-20T17:24:05.120Z\t2026-11-21T08:00:00.000Z\tmira",
        "title\thans\t15\t2\tnow\t2026-11-21T08:00:00.000Z\tmira",
        "/title\thans\t15\t2\t2026-11-20T17:24:05.120Z\t2026-11-21T08:00:00.000Z\tmira",
        "title\t\t15\t2\t2026-11-20T17:24:05.120Z\t2026-11-21T08:00:00.000Z\tmira"
      })
  void other_lines_are_no_threads(String line) {
    assertThatExceptionOfType(MalformedLine.class)
        .isThrownBy(() -> ThreadSummary.read(line.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hans",
        "hans\t2026-11-20T17:24:05.120Z\t[::1]:4711\t",
        "hans\t2026-11-20T17:24:05.120Z\t\u001b[2J\t12",
        "hans\tnow\t[::1]:4711\t12"
      })
  void other_lines_are_no_users(String line) {
    assertThatExceptionOfType(MalformedLine.class)
        .isThrownBy(() -> Presence.read(line.getBytes(UTF_8)));
  }

  @Test
  void a_token_is_read_as_it_was_written() throws MalformedLine {
    TokenName name = new TokenName("ci.night-2_x");
    for (TokenLine line :
        List.of(
            new TokenLine(name, Scope.READ, CREATED, CREATED, null, null),
            new TokenLine(name, Scope.ALL, CREATED, CREATED, CREATED, CREATED))) {
      assertThat(TokenLine.read(line.write())).isEqualTo(line);
    }
    assertThat(
            new String(
                new TokenLine(name, Scope.POST, CREATED, CREATED, null, CREATED).write(), UTF_8))
        .isEqualTo(
            "ci.night-2_x\tpost\t2026-11-20T17:24:05.120Z\t2026-11-20T17:24:05.120Z\t-"
                + "\t2026-11-20T17:24:05.120Z\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ci\tread\t2026-11-20T17:24:05.120Z\t2026-11-20T17:24:05.120Z\t-",
        "c i\tread\t2026-11-20T17:24:05.120Z\t2026-11-20T17:24:05.120Z\t-\t-",
        "ci\twrite\t2026-11-20T17:24:05.120Z\t2026-11-20T17:24:05.120Z\t-\t-",
        "ci\tread\tnow\t2026-11-20T17:24:05.120Z\t-\t-"
      })
  void other_lines_are_no_tokens(String line) {
    assertThatExceptionOfType(MalformedLine.class)
        .isThrownBy(() -> TokenLine.read(line.getBytes(UTF_8)));
  }

  @Test
  void an_address_cannot_end_the_line() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Presence(HANS, CREATED, "host\nroot", 0));
  }
}
