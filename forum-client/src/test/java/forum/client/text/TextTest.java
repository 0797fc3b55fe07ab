package forum.client.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  private static final Look LOOK =
      new Look(80, Instant.parse("2026-03-14T12:00:00Z"), ZoneOffset.UTC, "hans");

  @ParameterizedTest
  @CsvSource({
    "2026-03-14T10:02:59Z,10:02",
    "2026-03-13T23:59:00Z,yesterday 23:59",
    "2026-03-12T09:10:00Z,12 Mar 09:10",
    "2025-12-31T09:10:00Z,2025-12-31 09:10",
    "2026-03-15T09:10:00Z,15 Mar 09:10"
  })
  void times_are_as_short_as_their_distance_allows(Instant time, String shown) {
    assertThat(LOOK.time(time)).isEqualTo(shown);
  }

  @Test
  void exact_times_always_have_milliseconds() {
    assertThat(Times.exact(Instant.parse("2026-03-14T10:02:11Z")))
        .isEqualTo("2026-03-14T10:02:11.000Z");
    assertThat(Times.exact(Instant.parse("2026-03-14T10:02:11.4829Z")))
        .isEqualTo("2026-03-14T10:02:11.482Z");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 bytes",
    "1,1 byte",
    "999,999 bytes",
    "1000,1 KB",
    "18000,18 KB",
    "1234567,1.2 MB",
    "999999,1 MB",
    "412000000,412 MB",
    "4294967296,4.3 GB"
  })
  void sizes_have_two_or_three_digits(long bytes, String shown) {
    assertThat(Sizes.shown(bytes)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0,0s", "59,59s", "60,1m", "3600,1h", "86400,1d"})
  void spans_have_one_unit(long seconds, String shown) {
    assertThat(Times.span(Duration.ofSeconds(seconds))).isEqualTo(shown);
  }

  @Test
  void wide_characters_take_two_columns_and_accents_none() {
    assertThat(Width.of("ab")).isEqualTo(2);
    assertThat(Width.of("日本")).isEqualTo(4);
    assertThat(Width.of("e\u0301")).isEqualTo(1);
  }

  @Test
  void text_is_cut_between_characters_as_readers_see_them() {
    assertThat(Width.cut("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Width.cut("abcdefg", 6)).isEqualTo("abc...");
    assertThat(Width.cut("日本語テキスト", 9)).isEqualTo("日本語...");
    assertThat(Width.cut("abe\u0301def", 6)).isEqualTo("abe\u0301def");
    assertThat(Width.cut("abe\u0301defg", 6)).isEqualTo("abe\u0301...");
  }
}
