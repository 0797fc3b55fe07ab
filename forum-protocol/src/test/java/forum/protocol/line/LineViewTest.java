package forum.protocol.line;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.FileName;
import forum.protocol.UserName;
import forum.protocol.line.LineView.Kind;
import forum.protocol.line.ThreadLine.Header;
import forum.protocol.line.ThreadLine.Message;
import forum.protocol.line.ThreadLine.Upload;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LineViewTest {
  private static final Instant AT = Instant.parse("2026-11-20T17:24:05.120Z");
  private static final Message MESSAGE = new Message(9, new UserName("7"), "a\nb", AT, 18, 2);

  @Test
  void a_message_shows_its_number_and_id() throws MalformedLine {
    LineView view = view(MESSAGE);
    assertThat(view.kind()).isEqualTo(Kind.MESSAGE);
    assertThat(view.number()).isEqualTo(9);
    assertThat(view.id()).isEqualTo(18);
    assertThat(view.at()).isEqualTo(AT);
    assertThat(view.line()).isEqualTo(MESSAGE);
  }

  @Test
  void an_upload_shows_its_id() throws MalformedLine {
    LineView view = view(new Upload(new UserName("7"), new FileName("a: b"), AT, 19, 1, ""));
    assertThat(view.kind()).isEqualTo(Kind.UPLOAD);
    assertThat(view.number()).isZero();
    assertThat(view.id()).isEqualTo(19);
  }

  @Test
  void a_header_shows_its_thread() throws MalformedLine {
    LineView view = view(new Header(new UserName("a:"), AT, 17));
    assertThat(view.kind()).isEqualTo(Kind.HEADER);
    assertThat(view.id()).isEqualTo(17);
  }

  @Test
  void a_line_can_be_looked_at_in_the_midst_of_others() throws MalformedLine {
    byte[] line = LineCodec.write(MESSAGE);
    byte[] lines = new byte[3 * line.length];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(line, 0, lines, i * line.length, line.length);
    }
    LineView view = LineView.of(lines, line.length, 2 * line.length - 1);
    assertThat(view.line()).isEqualTo(MESSAGE);
    assertThat(view.bytes()).isEqualTo(line);
  }

  @Test
  void another_number_changes_nothing_else() throws MalformedLine {
    for (int number : new int[] {1, 8, 10, Integer.MAX_VALUE}) {
      assertThat(LineCodec.read(view(MESSAGE).renumbered(number)))
          .isEqualTo(new Message(number, MESSAGE.author(), MESSAGE.text(), AT, 18, 2));
    }
  }

  private static LineView view(ThreadLine line) throws MalformedLine {
    byte[] bytes = LineCodec.write(line);
    return LineView.of(bytes, 0, bytes.length - 1);
  }
}
