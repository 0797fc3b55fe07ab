package forum.client.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionFinderTest {
  private static final Syntax MSG =
      new Syntax(
          "MSG",
          "MSG [-f FILE] title [text]",
          List.of(new Option("-f", Kind.PATH, "from a file")),
          List.of(Argument.required("title", Kind.TITLE)),
          true);
  private static final Syntax DLT =
      new Syntax(
          "DLT",
          "DLT title number",
          List.of(Option.alone("-y", "yes")),
          List.of(
              Argument.required("title", Kind.TITLE),
              Argument.required("number", Kind.OWN_MESSAGE)),
          false);

  private final CompletionFinder finder =
      new CompletionFinder(
          word ->
              List.of(MSG, DLT).stream()
                  .filter(syntax -> syntax.word().equalsIgnoreCase(word))
                  .findFirst()
                  .or(Optional::empty));

  private CompletionPoint at(String marked) {
    int cursor = marked.indexOf('|');
    return finder.find(marked.replace("|", ""), cursor);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "|;Command",
        "ms|;Command",
        "  ms|;Command",
        "MSG|;Command",
        "MSG |;TITLE",
        "MSG gen|;TITLE",
        "msg gen|;TITLE",
        "MSG \"two w|;TITLE",
        "MSG -|;OptionName",
        "MSG -f |;PATH",
        "MSG -f no|;PATH",
        "MSG -f \"my no|;PATH",
        "MSG -f notes |;TITLE",
        "MSG general |;Nothing",
        "MSG general -|;Nothing",
        "DLT general |;OWN_MESSAGE",
        "DLT \"two words\" |;OWN_MESSAGE",
        "DLT general 1|;OWN_MESSAGE",
        "DLT -y |;TITLE",
        "DLT general -|;OptionName",
        "DLT -- -|;TITLE",
        "DLT general 1 |;Nothing",
        "DLT gen| 4;TITLE",
        "XYZ |;Nothing"
      })
  void the_place_of_the_cursor_says_what_can_be_completed(String marked, String expected) {
    CompletionPoint point = at(marked);
    String found =
        point instanceof CompletionPoint.Word word
            ? word.kind().name()
            : point.getClass().getSimpleName();
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void a_word_knows_what_is_typed_of_it_where_it_begins_and_what_stands_before() {
    assertThat(at("DLT \"two words\" 1|"))
        .isEqualTo(
            new CompletionPoint.Word("1", 16, DLT, Kind.OWN_MESSAGE, List.of("two words"), false));
    assertThat(at("MSG \"two w|"))
        .isEqualTo(new CompletionPoint.Word("two w", 4, MSG, Kind.TITLE, List.of(), true));
  }

  @Test
  void the_text_begins_behind_one_blank_after_the_last_word() {
    assertThat(TextStart.in(MSG, CommandLine.of("MSG general  hi").orElseThrow())).hasValue(12);
    assertThat(TextStart.in(MSG, CommandLine.of("MSG -f x \"a b\" hi").orElseThrow())).hasValue(15);
    assertThat(TextStart.in(MSG, CommandLine.of("MSG general").orElseThrow())).hasValue(11);
    assertThat(TextStart.in(MSG, CommandLine.of("MSG").orElseThrow())).isEmpty();
    assertThat(TextStart.in(DLT, CommandLine.of("DLT general 1").orElseThrow())).isEmpty();
  }
}
