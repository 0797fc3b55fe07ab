package forum.client.verb;

import static org.assertj.core.api.Assertions.assertThat;

import forum.client.line.CommandLine;
import forum.client.line.Heredoc;
import forum.client.text.Line;
import forum.client.text.Look;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerbsTest {
  private static final Look LOOK = new Look(80, Instant.EPOCH, ZoneOffset.UTC, "hans");

  private static Stream<Verb> verbs() {
    return new Verbs().all().stream();
  }

  private static Stream<String> topics() {
    return Stream.concat(
        Stream.of(""),
        Stream.concat(verbs().map(verb -> verb.syntax().word()), Topics.names().stream()));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void every_command_is_documented_with_examples_that_are_written_correctly(Verb verb)
      throws Exception {
    assertThat(verb.help().purpose()).isNotBlank();
    assertThat(verb.help().examples()).isNotEmpty();
    for (String example : verb.help().examples()) {
      CommandLine line = CommandLine.of(example).orElseThrow();
      assertThat(line.word()).isEqualTo(verb.syntax().word());
      if (Heredoc.openTag(verb.syntax(), example).isEmpty()) {
        line.arguments(verb.syntax());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void the_form_of_a_command_names_its_options(Verb verb) {
    verb.syntax()
        .options()
        .forEach(option -> assertThat(verb.syntax().form()).contains(option.name()));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void every_help_fits_a_screen_of_80x24(String topic) throws Exception {
    List<String> lines = new ArrayList<>();
    ShowHelp help = new ShowHelp(new Verbs());
    var arguments = CommandLine.of("HLP " + topic).orElseThrow().arguments(help.syntax());
    help.run(new Invocation(help, arguments, null, collecting(lines)));
    assertThat(lines).hasSizeBetween(4, 22).allMatch(line -> line.length() < 80);
  }

  private static Report collecting(List<String> lines) {
    return new Report() {
      @Override
      public void heading(Line line) {
        lines.add(line.text());
      }

      @Override
      public void note(String text) {
        lines.add(text);
      }

      @Override
      public void item(Item item) {
        item.lines(LOOK).forEach(line -> lines.add(line.text()));
      }
    };
  }

  @Test
  void commands_are_found_in_any_case_and_by_their_aliases() {
    Verbs verbs = new Verbs();
    for (String word : List.of("MSG", "msg", "Msg", "post", "POST")) {
      assertThat(verbs.find(word).orElseThrow().syntax().word()).isEqualTo("MSG");
    }
    assertThat(verbs.find("?").orElseThrow().syntax().word()).isEqualTo("HLP");
    assertThat(verbs.find("ms")).isEmpty();
  }

  @Test
  void the_ten_classic_commands_come_first() {
    assertThat(verbs().map(verb -> verb.syntax().word()).limit(10))
        .containsExactlyInAnyOrder(
            "CRT", "MSG", "DLT", "EDT", "LST", "RDT", "UPD", "DWN", "RMV", "XIT");
  }
}
