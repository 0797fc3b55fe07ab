package forum.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class VisitLinesTest {
  @Test
  void lines_are_heard_until_the_other_end_closes() throws IOException {
    VisitLines lines = new VisitLines(new StringReader("backup\n\nhalf"));
    assertThat(lines.next()).isEqualTo("backup");
    assertThat(lines.next()).isEmpty();
    assertThat(lines.next()).isNull();
  }

  @Test
  void a_line_may_have_so_many_characters_and_no_more() throws IOException {
    String longest = "x".repeat(VisitLines.CHARS_MAX);
    assertThat(new VisitLines(new StringReader(longest + "\n")).next()).isEqualTo(longest);
    VisitLines endless = new VisitLines(new StringReader(longest + "x"));
    assertThatThrownBy(endless::next).isInstanceOf(IOException.class);
  }
}
