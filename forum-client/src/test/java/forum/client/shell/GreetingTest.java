package forum.client.shell;

import static org.assertj.core.api.Assertions.assertThat;

import forum.client.text.Line;
import forum.client.text.Look;
import forum.protocol.UserName;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreetingTest {
  private static final Look LOOK =
      new Look(80, Instant.parse("2026-03-14T12:00:00Z"), ZoneOffset.UTC, "hans");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-13T18:20:00Z 127.0.0.1:4711 | yesterday 18:20 from this machine (127.0.0.1)",
        "2026-03-13T18:20:00Z [::1]:4711 | yesterday 18:20 from this machine (::1)",
        "2026-03-14T09:02:00Z 192.0.2.1:4711 | 09:02 from 192.0.2.1",
        "2026-03-14T09:02:00Z lab.example | 09:02 from lab.example",
        "2026-03-14T09:02:00Z | 09:02",
        "some day | some day"
      })
  void the_last_visit_is_said_as_people_say_it(String lastSeen, String said) {
    assertThat(Greeting.of(new UserName("hans"), false, lastSeen, LOOK))
        .extracting(Line::text)
        .containsExactly("Welcome to the forum", "hans, last here " + said);
  }
}
