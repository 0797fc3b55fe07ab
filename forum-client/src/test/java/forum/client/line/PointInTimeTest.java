package forum.client.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointInTimeTest {
  private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");
  private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

  @ParameterizedTest
  @CsvSource({
    "30s,2026-03-14T11:59:30Z",
    "10m,2026-03-14T11:50:00Z",
    "2h,2026-03-14T10:00:00Z",
    "3d,2026-03-11T12:00:00Z",
    "10:30,2026-03-14T09:30:00Z",
    "14:05,2026-03-13T13:05:00Z",
    "2026-03-01,2026-02-28T23:00:00Z",
    "2026-03-14T10:02,2026-03-14T09:02:00Z",
    "2026-03-14T10:02:03Z,2026-03-14T10:02:03Z"
  })
  void times_are_read_as_people_write_them(String written, Instant meant) {
    assertThat(PointInTime.of(written, NOW, VIENNA)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "5", "5y", "25:00", "2026-13-01", "Z", "-5m"})
  void other_words_are_none(String word) {
    assertThat(PointInTime.of(word, NOW, VIENNA)).isEmpty();
  }
}
