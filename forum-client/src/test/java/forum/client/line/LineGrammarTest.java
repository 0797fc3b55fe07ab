package forum.client.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineGrammarTest {
  private static final Syntax MSG =
      new Syntax(
          "MSG",
          "MSG [-f FILE] title [text]",
          List.of(new Option("-f", Kind.PATH, "from a file")),
          List.of(Argument.required("title", Kind.TITLE)),
          true);
  private static final Syntax EDT =
      new Syntax(
          "EDT",
          "EDT title number [text]",
          List.of(),
          List.of(
              Argument.required("title", Kind.TITLE),
              Argument.required("number", Kind.OWN_MESSAGE)),
          true);
  private static final Syntax RDT =
      new Syntax(
          "RDT",
          "RDT [-n K] title [range]",
          List.of(
              new Option("-n", Kind.COUNT, "last"),
              new Option("--since", Kind.TIME, "since"),
              Option.alone("-a", "all")),
          List.of(Argument.required("title", Kind.TITLE), Argument.optional("range", Kind.RANGE)),
          false);

  private static Arguments read(Syntax syntax, String line) throws Misuse {
    return CommandLine.of(line).orElseThrow().arguments(syntax);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wow !1 ok",
        "!!",
        "C:\\\\temp\\new",
        "C:\\temp\\a.txt",
        "don't",
        "say \"hi\" \\\"there\\\"",
        "$HOME ~ *.txt {a,b} `ls` $(ls)",
        "-e looks like an option",
        "--",
        "# no comment",
        " leading blank",
        "trailing blanks  ",
        "a\ttab",
        "<<",
        "<<END of text",
        "Привет, мир 👩‍👩‍👧",
        "e\u0301 combining",
        "\u202eright to left\u202c",
        "line\nbreak"
      })
  void text_arrives_exactly_as_typed(String text) throws Misuse {
    assertThat(read(MSG, "MSG general " + text).text()).isEqualTo(text);
    assertThat(read(MSG, "msg \"two words\" " + text).text()).isEqualTo(text);
    assertThat(read(EDT, "EDT general 4 " + text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "MSG general hi               | general",
        "MSG    general hi            | general",
        "MSG \"two words\" hi         | two words",
        "MSG \"a \\\"b\\\" c\" hi     | a \"b\" c",
        "MSG \"a\\\\b\" hi            | a\\b",
        "MSG \"a\\nb\" hi             | a\\nb",
        "MSG it's hi                  | it's",
        "MSG a\\b hi                  | a\\b",
        "MSG a\"b hi                  | a\"b",
        "MSG \"\" hi                  | ''",
      })
  void a_title_is_a_word_or_stands_in_quotes(String line, String title) throws Misuse {
    assertThat(read(MSG, line).words()).containsExactly(title);
  }

  @Test
  void exactly_one_blank_stands_between_title_and_text() throws Misuse {
    assertThat(read(MSG, "MSG general  two").text()).isEqualTo(" two");
    assertThat(read(MSG, "MSG general\ttab").text()).isEqualTo("tab");
    assertThat(read(MSG, "MSG general").text()).isNull();
    assertThat(read(MSG, "MSG general ").text()).isNull();
  }

  @Test
  void options_of_a_command_with_text_stand_before_the_title() throws Misuse {
    Arguments before = read(MSG, "MSG -f \"my notes.txt\" general");
    assertThat(before.options()).containsExactly(Map.entry("-f", "my notes.txt"));
    assertThat(read(MSG, "MSG general -f notes.txt").text()).isEqualTo("-f notes.txt");
    assertThat(read(MSG, "MSG -f - general").option("-f")).contains("-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RDT -n 5 general", "RDT general -n 5", "RDT -n 5 -- general"})
  void other_options_stand_anywhere(String line) throws Misuse {
    Arguments arguments = read(RDT, line);
    assertThat(arguments.option("-n")).contains("5");
    assertThat(arguments.words()).containsExactly("general");
  }

  @Test
  void a_long_option_may_have_its_value_behind_an_equals_sign() throws Misuse {
    assertThat(read(RDT, "RDT --since=2h general").option("--since")).contains("2h");
  }

  @Test
  void a_negative_number_is_a_range_where_ranges_are_allowed() throws Misuse {
    assertThat(read(RDT, "RDT -5 general").words()).containsExactly("-5", "general");
    assertThatThrownBy(() -> read(MSG, "MSG -5 general x")).isInstanceOf(Misuse.class);
  }

  @Test
  void a_heredoc_holds_lines_that_look_like_anything() throws Misuse {
    String command = "MSG general <<END\nMSG general no\n\n# no comment\n END\nEND";
    assertThat(read(MSG, command).text()).isEqualTo("MSG general no\n\n# no comment\n END");
    assertThat(read(MSG, "MSG general <<END\nEND").text()).isNull();
    assertThat(read(EDT, "EDT \"a b\" 4 <<X\none\ntwo\nX").text()).isEqualTo("one\ntwo");
  }

  @Test
  void a_heredoc_is_open_until_its_tag_stands_alone() {
    assertThat(Heredoc.openTag(MSG, "MSG general <<END")).contains("END");
    assertThat(Heredoc.openTag(MSG, "MSG -f x general <<END\nEND of it")).contains("END");
    assertThat(Heredoc.openTag(MSG, "MSG general <<END\none\nEND")).isEmpty();
    assertThat(Heredoc.openTag(MSG, "MSG general a <<END")).isEmpty();
    assertThat(Heredoc.openTag(RDT, "RDT <<END")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RDT                   | it needs a title",
        "RDT general 1-2 more  | there is too much: more",
        "RDT -x general        | it has no option -x",
        "RDT -n                | the option -n needs a value",
        "RDT -a=1 general      | it has no option -a=1",
        "RDT --since= general extra words | there is too much: words",
        "RDT \"general         | the quote before general has no end",
        "RDT \"a\"b            | a blank is missing behind \"a\"",
      })
  void a_misuse_is_said_with_its_reason(String line, String reason) {
    assertThatThrownBy(() -> read(RDT, line))
        .isInstanceOf(Misuse.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void a_quoted_title_needs_a_blank_behind_it_or_a_letter_of_the_text_would_be_lost() {
    assertThatThrownBy(() -> read(MSG, "MSG \"a b\"text")).isInstanceOf(Misuse.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "# comment", "  # comment", "-", "\t"})
  void blank_lines_and_comments_ask_for_nothing(String line) {
    assertThat(CommandLine.of(line)).isEmpty();
  }

  @Test
  void a_dash_in_front_says_that_failure_does_not_count() throws Misuse {
    CommandLine line = CommandLine.of("-MSG general -x").orElseThrow();
    assertThat(line.tolerated()).isTrue();
    assertThat(line.word()).isEqualTo("MSG");
    assertThat(line.arguments(MSG).text()).isEqualTo("-x");
    assertThat(CommandLine.of(" - LST").orElseThrow().word()).isEqualTo("LST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"general", "two words", "a\"b", "\"", "back\\slash", "-x", "", ".", "é"})
  void what_is_quoted_is_read_back(String word) throws Misuse {
    Arguments arguments = read(MSG, "MSG -- " + Quoting.quoted(word) + " text");
    assertThat(arguments.words()).containsExactly(word);
    assertThat(arguments.text()).isEqualTo("text");
  }

  @Test
  void written_arguments_are_read_back() throws Misuse {
    Arguments arguments = read(MSG, "MSG -f \"a b\" \"x y\" <text>");
    assertThat(read(MSG, "MSG" + arguments.written())).isEqualTo(arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "genral,general",
    "GENERAL,general",
    "gneeral,general",
    "geneerall,general",
    "opps,ops"
  })
  void the_nearest_word_is_found(String typed, String meant) {
    assertThat(Nearest.to(typed, List.of("ops", "general", "plans"))).contains(meant);
  }

  @Test
  void a_word_far_from_all_others_is_left_alone() {
    assertThat(Nearest.to("holiday", List.of("ops", "general"))).isEmpty();
    assertThat(Nearest.to("abcd", List.of("abxy"))).isEmpty();
  }
}
