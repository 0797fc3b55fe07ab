package forum.protocol.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import forum.protocol.FileName;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine.Header;
import forum.protocol.line.ThreadLine.Message;
import forum.protocol.line.ThreadLine.Upload;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicLineTest {
  private static final UserName HANS = new UserName("hans");

  @Test
  void one_word_is_the_creator() throws MalformedLine {
    assertThat(LineCodec.readClassic("hans")).isEqualTo(new Header(HANS, Instant.EPOCH, 0));
  }

  @Test
  void a_colon_behind_the_second_word_makes_a_message() throws MalformedLine {
    assertThat(LineCodec.readClassic("1 hans: mira uploaded it"))
        .isEqualTo(message("mira uploaded it"));
  }

  @Test
  void uploaded_as_the_second_word_makes_an_upload() throws MalformedLine {
    assertThat(LineCodec.readClassic("7 uploaded f.txt")).isEqualTo(upload("7", "f.txt"));
  }

  @Test
  void a_colon_may_be_part_of_a_name() throws MalformedLine {
    assertThat(LineCodec.readClassic("1 a:b:: x"))
        .isEqualTo(new Message(1, new UserName("a:b:"), "x", Instant.EPOCH, 0, 0));
  }

  @Test
  void somebody_may_be_called_uploaded() throws MalformedLine {
    assertThat(LineCodec.readClassic("1 uploaded: x"))
        .isEqualTo(new Message(1, new UserName("uploaded"), "x", Instant.EPOCH, 0, 0));
    assertThat(LineCodec.readClassic("uploaded uploaded uploaded"))
        .isEqualTo(upload("uploaded", "uploaded"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "  two  blanks ", "\\n stays", "a\tTAB", "\u001b[2J", "x\r"})
  void text_is_taken_as_it_is(String text) throws MalformedLine {
    assertThat(LineCodec.readClassic("1 hans: " + text)).isEqualTo(message(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "1 hans", "one hans: x", "1 hans : x", "hans sent f", "hans uploaded "})
  void other_lines_are_refused(String line) {
    assertThatExceptionOfType(MalformedLine.class).isThrownBy(() -> LineCodec.readClassic(line));
  }

  private static Message message(String text) {
    return new Message(1, HANS, text, Instant.EPOCH, 0, 0);
  }

  private static Upload upload(String user, String file) {
    return new Upload(
        new UserName(user), new FileName(file), Instant.EPOCH, 0, Upload.UNKNOWN_SIZE, "");
  }
}
