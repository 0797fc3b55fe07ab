package forum.protocol.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import forum.protocol.Characters;
import forum.protocol.FileName;
import forum.protocol.Limits;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine.Header;
import forum.protocol.line.ThreadLine.Message;
import forum.protocol.line.ThreadLine.Upload;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCodecTest {
  private static final Instant AT = Instant.parse("2026-11-20T17:24:05.120Z");
  private static final UserName HANS = new UserName("hans");
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @Test
  void a_header_is_the_creator_then_time_and_thread() {
    assertThat(written(new Header(HANS, AT, 17)))
        .isEqualTo("hans\t2026-11-20T17:24:05.120Z 17 6a27d828\n");
  }

  @Test
  void a_message_is_the_classic_line_then_time_and_id() {
    assertThat(written(message("good morning")))
        .startsWith("3 hans: good morning\t2026-11-20T17:24:05.120Z 18 ");
  }

  @Test
  void an_edited_message_says_how_often() {
    assertThat(written(new Message(3, HANS, "good morning", AT, 18, 2)))
        .startsWith("3 hans: good morning\t2026-11-20T17:24:05.120Z 18 rev=2 ");
  }

  @Test
  void an_escaped_message_says_so() {
    assertThat(written(message("one\ntwo\tC:\\new \u001b[2J\r\u2028")))
        .startsWith(
            "3 hans: one\\ntwo\\tC:\\\\new \\u{1B}[2J\\r\\u{2028}\t2026-11-20T17:24:05.120Z 18 esc ");
  }

  @Test
  void harmless_text_stays_as_it_was_typed() {
    assertThat(written(message("C:\\new\\u{1B} äöü 👍 0% <b>")))
        .startsWith("3 hans: C:\\new\\u{1B} äöü 👍 0% <b>\t2026-11-20T17:24:05.120Z 18 ");
  }

  @Test
  void an_upload_has_size_and_digest() {
    assertThat(written(new Upload(HANS, new FileName("my notes.pdf"), AT, 19, 48213, DIGEST)))
        .startsWith(
            "hans uploaded my notes.pdf\t2026-11-20T17:24:05.120Z 19 size=48213 sha256=" + DIGEST);
  }

  @Test
  void every_line_is_read_as_it_was_written() throws MalformedLine {
    for (ThreadLine line : lines()) {
      assertThat(LineCodec.read(LineCodec.write(line))).isEqualTo(line);
    }
  }

  private static List<ThreadLine> lines() {
    return List.of(
        new Header(new UserName("7"), AT, Long.MAX_VALUE / 100),
        new Message(1, new UserName(":"), "x", Instant.EPOCH, 1, 0),
        new Message(Integer.MAX_VALUE, new UserName("a:b:"), " x  y ", AT, 2, 1),
        new Message(1, new UserName("uploaded"), "uploaded file: 1 hans:", AT, 3, 1000),
        new Message(12, new UserName("12"), "", AT, 4, 0),
        new Upload(new UserName("7"), new FileName("f.txt"), AT, 5, 0, DIGEST),
        new Upload(new UserName("x:"), new FileName("1 hans: f"), AT, 6, 4L << 30, DIGEST));
  }

  @Test
  void time_finer_than_a_millisecond_is_cut_off() throws MalformedLine {
    Header header = new Header(HANS, AT.plusNanos(999_999), 1);
    assertThat(header).isEqualTo(new Header(HANS, AT, 1));
  }

  @Test
  void every_character_travels_in_one_line_without_unsafe_ones() throws MalformedLine {
    for (int first = 0; first <= Character.MAX_CODE_POINT; first += 0x100) {
      String text = characters(first, 0x100);
      byte[] line = LineCodec.write(message(text));
      assertThat(((Message) LineCodec.read(line)).text()).isEqualTo(text);
      assertThatNothingUnsafeIsIn(new String(line, UTF_8));
    }
  }

  private static String characters(int first, int count) {
    return IntStream.range(first, first + count)
        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static void assertThatNothingUnsafeIsIn(String line) {
    assertThat(line).endsWith("\n");
    String inner = line.substring(0, line.length() - 1).replaceFirst("\t", "");
    assertThat(inner.codePoints().filter(Characters::isUnsafe).toArray()).isEmpty();
  }

  @Test
  void half_a_character_is_not_lost_either() throws MalformedLine {
    String text = "a\ud800b\udc00";
    assertThat(((Message) LineCodec.read(LineCodec.write(message(text)))).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\n4 mira: I never said this",
        "x\t2026-11-20T17:24:05.120Z 18 00000000",
        "x\r\n4 mira: I never said this",
        "x\u00854 mira: \u2029I never said this",
        "\\n4 mira: no newline at all",
        "\\t2026-11-20T17:24:05.120Z 99 esc 00000000",
        "esc",
        " uploaded f.txt",
        "\u0000"
      })
  void no_text_can_pass_for_a_line_or_for_metadata(String text) throws MalformedLine {
    byte[] line = LineCodec.write(message(text));
    assertThat(new String(line, UTF_8).chars().filter(c -> c == '\n')).hasSize(1);
    assertThat(new String(line, UTF_8).chars().filter(c -> c == '\t')).hasSize(1);
    assertThat(LineCodec.read(line)).isEqualTo(message(text));
  }

  @Test
  void the_longest_text_fits_the_longest_line() {
    assertThat(LineCodec.write(message("\u001b".repeat(Limits.TEXT_BYTES))).length)
        .isLessThan(LineView.BYTES_MAX);
  }

  @Test
  void a_line_with_one_bit_turned_is_refused() {
    byte[] line = LineCodec.write(message("good\nmorning"));
    for (int bit = 0; bit < 8 * (line.length - 1); bit++) {
      byte[] spoiled = line.clone();
      spoiled[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(spoiled);
    }
  }

  @Test
  void every_shorter_beginning_and_end_is_refused() {
    byte[] line = LineCodec.write(message("good morning"));
    for (int i = 0; i < line.length - 1; i++) {
      assertRefused(Arrays.copyOf(line, i));
      assertRefused(Arrays.copyOfRange(line, i + 1, line.length));
    }
  }

  @Test
  void what_is_no_line_is_refused_and_nothing_worse() {
    Random random = new Random(4711);
    for (int i = 0; i < 100_000; i++) {
      assertRefused(noise(random, " \t\n:1a=\\{}u\u00e4"));
    }
  }

  @Test
  void a_right_checksum_over_nonsense_helps_nobody() {
    Random random = new Random(4711);
    for (int i = 0; i < 100_000; i++) {
      byte[] nonsense = Checksum.complete(noise(random, " \t:1a=\\{}u\u00e4"));
      assertThatExceptionOfType(MalformedLine.class).isThrownBy(() -> LineCodec.read(nonsense));
    }
  }

  private static byte[] noise(Random random, String alphabet) {
    StringBuilder noise = new StringBuilder();
    for (int length = random.nextInt(40); length > 0; length--) {
      noise.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return noise.toString().getBytes(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 hans: a\tb\t2026-11-20T17:24:05.120Z 18 ",
        "1 hans: \\x\t2026-11-20T17:24:05.120Z 18 esc ",
        "1 hans: \\\t2026-11-20T17:24:05.120Z 18 esc ",
        "1 hans: \\u{}\t2026-11-20T17:24:05.120Z 18 esc ",
        "1 hans: \\u{110000}\t2026-11-20T17:24:05.120Z 18 esc ",
        "1 hans: \\u{0000041}\t2026-11-20T17:24:05.120Z 18 esc ",
        "1 hans: \\u{+41}\t2026-11-20T17:24:05.120Z 18 esc ",
        "1 hans: \\u41\t2026-11-20T17:24:05.120Z 18 esc ",
        "1 hans: x\t2026-11-20T17:24:05.120Z ",
        "1 hans: x\tyesterday 18 ",
        "1 hans: x\t2026-11-20T17:24:05.120Z -18 ",
        "1 hans: x\t2026-11-20T17:24:05.120Z 18 rev=a ",
        "-1 hans: x\t2026-11-20T17:24:05.120Z 18 ",
        "99999999999 hans: x\t2026-11-20T17:24:05.120Z 18 ",
        "1 : x\t2026-11-20T17:24:05.120Z 18 ",
        "1 hans x\t2026-11-20T17:24:05.120Z 18 ",
        "h\u00e4ns\t2026-11-20T17:24:05.120Z 18 ",
        "hans uploaded ../f\t2026-11-20T17:24:05.120Z 18 size=1 ",
        "hans uploaded f\t2026-11-20T17:24:05.120Z 18 size=-1 ",
        "hans uploaded f\t2026-11-20T17:24:05.120Z 18 sha256=00 "
      })
  void a_line_with_a_wrong_part_is_refused(String beginning) {
    assertRefused(Checksum.complete(beginning.getBytes(UTF_8)));
  }

  @Test
  void what_a_later_version_adds_is_skipped() throws MalformedLine {
    String line = "3 hans: x\t2026-11-20T17:24:05.120Z 18 pinned rev=2 mood=good  esc=1 ";
    assertThat(LineCodec.read(Checksum.complete(line.getBytes(UTF_8))))
        .isEqualTo(new Message(3, HANS, "x", AT, 18, 2));
  }

  private static Message message(String text) {
    return new Message(3, HANS, text, AT, 18, 0);
  }

  private static String written(ThreadLine line) {
    return new String(LineCodec.write(line), UTF_8);
  }

  private static void assertRefused(byte[] line) {
    assertThatExceptionOfType(MalformedLine.class).isThrownBy(() -> LineCodec.read(line));
  }
}
