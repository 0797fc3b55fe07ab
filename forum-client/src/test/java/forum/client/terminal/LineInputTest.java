package forum.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import forum.client.text.Line;
import forum.client.verb.Verbs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The terminal library, with its ways to change what was typed turned off: one test for each.
class LineInputTest {
  @TempDir Path folder;

  private final HeadlessTerminal terminal = new HeadlessTerminal();
  private final ExecutorService typist = Executors.newSingleThreadExecutor();
  private List<Suggestion> titles =
      List.of(
          Suggestion.of("general", "15 messages"),
          Suggestion.of("release plan", "3 messages"),
          Suggestion.of("ops", "1 message"));
  private Screen screen;

  LineInputTest() throws IOException {}

  @AfterEach
  void end() {
    typist.shutdownNow();
  }

  private Screen screen() {
    if (screen == null) {
      Screen.Options options =
          new Screen.Options(false, "never", Map.of(), folder.resolve("history"));
      screen = Screen.on(terminal.terminal(), options, new Verbs(), word -> titles);
    }
    return screen;
  }

  private CompletableFuture<Typed> reads(String prompt) {
    LineInput input = screen().input();
    CompletableFuture<Typed> typed =
        CompletableFuture.supplyAsync(() -> input.command(prompt), typist);
    terminal.awaitText(prompt.strip());
    return typed;
  }

  private static Typed result(CompletableFuture<Typed> typed) throws Exception {
    return typed.get(20, TimeUnit.SECONDS);
  }

  private void assertTyped(String keys, String expected) throws Exception {
    CompletableFuture<Typed> typed = reads("hans> ");
    terminal.type(keys + "\r");
    assertThat(result(typed)).isEqualTo(new Typed.Text(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MSG general wow !1 ok",
        "MSG general !! !$ ^a^b",
        "MSG general C:\\\\temp\\new \\n \\",
        "MSG general \"open quote",
        "MSG general don't",
        "MSG general $HOME `ls` $(ls) *.txt ~",
        "MSG general a # no comment",
        "MSG general Привет 日本語 👩 e\u0301",
        "MSG general trailing blanks  ",
        " MSG general leading blank",
        "# comment"
      })
  void what_is_typed_arrives_as_it_was_typed(String line) throws Exception {
    assertTyped(line, line);
  }

  @Test
  void history_expansion_is_off_even_when_there_is_history() throws Exception {
    assertTyped("LST", "LST");
    assertTyped("MSG general !1 !! ok", "MSG general !1 !! ok");
  }

  @Test
  void a_paste_of_many_lines_is_one_line_of_input_and_byte_equal() throws Exception {
    String text =
        String.join(
            "\n",
            IntStream.range(0, 500)
                .mapToObj(
                    i -> "line " + i + " \"quotes\" 'and' !bang \\back\\slash 👩‍🚀 <<END\t-x")
                .toList());
    CompletableFuture<Typed> typed = reads("hans> ");
    terminal.type("MSG general ");
    terminal.paste(text);
    terminal.type("\r");
    assertThat(result(typed)).isEqualTo(new Typed.Text("MSG general " + text));
  }

  @Test
  void alt_enter_is_a_newline_and_enter_is_the_end() throws Exception {
    assertTyped("MSG general one\033\rtwo", "MSG general one\ntwo");
  }

  @Test
  void a_heredoc_goes_on_until_its_tag() throws Exception {
    assertTyped("MSG general <<END\rone\rEND of it\rEND", "MSG general <<END\none\nEND of it\nEND");
  }

  @Test
  void a_heredoc_sign_in_other_places_does_not_hold_the_line() throws Exception {
    assertTyped("MSG general a <<END", "MSG general a <<END");
    assertTyped("LST <<END", "LST <<END");
  }

  @Test
  void a_percent_sign_in_the_prompt_is_a_percent_sign() throws Exception {
    CompletableFuture<Typed> typed = reads("hans 100%M %1> ");
    terminal.type("x\r");
    assertThat(result(typed)).isEqualTo(new Typed.Text("x"));
  }

  @Test
  void a_remote_title_in_the_prompt_cannot_command_the_terminal() throws Exception {
    LineInput input = screen().input();
    CompletableFuture<Typed> typed =
        CompletableFuture.supplyAsync(() -> input.command("a\033]0;owned\007> "), typist);
    terminal.awaitText("a<U+001B>]0;owned<U+0007>>");
    terminal.type("\r");
    result(typed);
    assertThat(terminal.raw()).doesNotContain("\033]0;");
  }

  @Test
  void lines_printed_meanwhile_stand_above_and_the_typed_line_is_untouched() throws Exception {
    CompletableFuture<Typed> typed = reads("hans> ");
    terminal.type("MSG general half a li");
    terminal.awaitText("half a li");
    for (int i = 1; i <= 20; i++) {
      screen().printer().print(Line.of("* ops #" + i + " mira: disk full"));
    }
    terminal.type("ne");
    terminal.awaitLast("hans> MSG general half a line");
    assertThat(terminal.screen()).contains("* ops #20 mira: disk full");
    terminal.type("\r");
    assertThat(result(typed)).isEqualTo(new Typed.Text("MSG general half a line"));
  }

  @Test
  void a_status_line_stays_below_while_lines_are_printed_and_typed() throws Exception {
    CompletableFuture<Typed> typed = reads("hans> ");
    screen().showStatus(Line.of("lab:10005 | hans | rtt 1.8 ms"));
    terminal.await(rows -> rows.getLast().equals("lab:10005 | hans | rtt 1.8 ms"));
    terminal.type("MSG gen");
    for (int i = 1; i <= 40; i++) {
      screen().printer().print(Line.of("* line " + i));
    }
    terminal.await(
        rows ->
            rows.getLast().equals("lab:10005 | hans | rtt 1.8 ms")
                && rows.get(rows.size() - 2).equals("hans> MSG gen")
                && rows.get(rows.size() - 3).equals("* line 40"));
    terminal.type("\r");
    assertThat(result(typed)).isEqualTo(new Typed.Text("MSG gen"));
    screen().close();
    assertThat(terminal.screen().getLast()).isEmpty();
  }

  @Test
  void printed_text_cannot_command_the_terminal() {
    screen().printer().print(Line.of("\033]0;owned\007 \033[2J \u009b31m \u202e"));
    screen().printer().print(Line.of("\u2028 \u0000 \u007f \r\b tab\t."));
    terminal.awaitText("<U+001B>]0;owned<U+0007> <U+001B>[2J <U+009B>31m <U+202E>");
    terminal.awaitText("<U+2028> <U+0000> <U+007F> <U+000D><U+0008> tab    .");
    assertThat(terminal.raw())
        .doesNotContain("\033]0;", "\033[2J", "\u009b", "\u202e", "\u2028", "\007", "\b");
  }

  @Test
  void a_secret_is_neither_shown_nor_kept() throws Exception {
    LineInput input = screen().input();
    CompletableFuture<Typed> typed =
        CompletableFuture.supplyAsync(() -> input.secret("Enter password: "), typist);
    terminal.awaitText("Enter password:");
    terminal.type("open !1 \\sesame\r");
    assertThat(result(typed)).isEqualTo(new Typed.Text("open !1 \\sesame"));
    assertThat(terminal.raw()).doesNotContain("sesame");
    assertTyped("LST", "LST");
    assertThat(Files.readString(folder.resolve("history"))).doesNotContain("sesame");
  }

  @Test
  void an_answer_is_not_kept_and_is_never_taken_for_a_command() throws Exception {
    LineInput input = screen().input();
    CompletableFuture<Typed> typed =
        CompletableFuture.supplyAsync(() -> input.answer("Enter username: "), typist);
    terminal.awaitText("Enter username:");
    terminal.type("MSG x <<END\r");
    assertThat(result(typed)).isEqualTo(new Typed.Text("MSG x <<END"));
    assertThat(Files.readString(folder.resolve("history"))).isEmpty();
  }

  @Test
  void history_is_for_its_owner_only_and_skips_blanks_in_front_and_passwords() throws Exception {
    assertTyped("LST", "LST");
    assertTyped("LST", "LST");
    assertTyped(" MSG general secret", " MSG general secret");
    for (String line :
        List.of("PWD", "Pwd old new", "-pwd old new", "\"pwD\" old new", "- pwd x")) {
      assertTyped(line, line);
    }
    assertTyped("MSG general a\\b", "MSG general a\\b");
    Path file = folder.resolve("history");
    List<String> lines =
        Files.readAllLines(file).stream().map(l -> l.replaceFirst("^\\d+:", "")).toList();
    assertThat(lines).containsExactly("LST", "MSG general a\\\\b");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void the_arrow_up_brings_back_exactly_what_was_typed() throws Exception {
    assertTyped("MSG general C:\\temp \\\\ !x", "MSG general C:\\temp \\\\ !x");
    assertTyped("\033OA", "MSG general C:\\temp \\\\ !x");
  }

  @Test
  void ctrl_c_drops_the_line_and_ctrl_d_on_an_empty_one_is_the_end() throws Exception {
    CompletableFuture<Typed> typed = reads("hans> ");
    terminal.type("MSG general x");
    terminal.awaitText("MSG general x");
    terminal.type("\003");
    assertThat(result(typed)).isEqualTo(new Typed.Interrupted("MSG general x"));
    typed = reads("again> ");
    terminal.type("\004");
    assertThat(result(typed)).isEqualTo(new Typed.End());
  }

  @Test
  void tab_completes_commands_titles_with_quotes_and_inner_words() throws Exception {
    assertTyped("ms\tgen\thi", "MSG general hi");
    assertTyped("rdt plan\t", "rdt \"release plan\" ");
    assertTyped("msg \"rel\thi", "msg \"release plan\" hi");
  }

  @Test
  void tab_shows_value_and_preview_one_in_a_row_in_our_order() throws Exception {
    titles =
        List.of(
            Suggestion.of("14", "10:02  Patch is in."),
            Suggestion.of("9", "09:55  The second"),
            Suggestion.of("2", "12 Mar  Hello"));
    CompletableFuture<Typed> typed = reads("hans> ");
    terminal.type("DLT general \t");
    terminal.awaitText("12 Mar  Hello");
    List<String> rows = terminal.screen();
    int first = rows.indexOf("14  10:02  Patch is in.");
    assertThat(rows.subList(first, first + 3))
        .containsExactly("14  10:02  Patch is in.", "9   09:55  The second", "2   12 Mar  Hello");
    terminal.type("9\r");
    assertThat(result(typed)).isEqualTo(new Typed.Text("DLT general 9"));
  }

  @Test
  void tab_on_an_empty_line_lists_commands_with_their_purpose() throws Exception {
    CompletableFuture<Typed> typed = reads("hans> ");
    terminal.type("\t");
    terminal.awaitText("CRT  create a thread");
    terminal.awaitText("STA  your session");
    terminal.type("LST\r");
    assertThat(result(typed)).isEqualTo(new Typed.Text("LST"));
  }

  @Test
  void a_list_that_is_on_its_way_is_said_and_never_typed() throws Exception {
    titles = List.of(Suggestion.LOADING);
    CompletableFuture<Typed> typed = reads("hans> ");
    terminal.type("RDT ge\t");
    terminal.awaitText("(loading)");
    terminal.type("n\r");
    assertThat(result(typed)).isEqualTo(new Typed.Text("RDT gen"));
  }

  @Test
  void a_hostile_preview_cannot_command_the_terminal() throws Exception {
    titles = List.of(Suggestion.of("1", "\033[2Jone"), Suggestion.of("2", "two"));
    CompletableFuture<Typed> typed = reads("hans> ");
    terminal.type("DLT general \t");
    terminal.awaitText("<U+001B>[2Jone");
    terminal.type("\r");
    result(typed);
  }

  @Test
  void f1_and_the_editor_key_get_the_whole_line() throws Exception {
    StringBuilder asked = new StringBuilder();
    screen().input().keys().onHelp(asked::append);
    screen().input().keys().onEdit(line -> line + " edited\nby hand");
    CompletableFuture<Typed> typed = reads("hans> ");
    terminal.type("MSG general x\033OP\030\005");
    terminal.awaitText("by hand");
    terminal.type("\r");
    assertThat(result(typed)).isEqualTo(new Typed.Text("MSG general x edited\nby hand"));
    assertThat(asked.toString()).isEqualTo("MSG general x");
  }

  @Test
  void a_passing_line_is_replaced_by_what_follows() {
    Printer printer = screen().printer();
    printer.showPassing(Line.of("disk.img  [####....]  50%"));
    terminal.awaitText("50%");
    printer.showPassing(Line.of("disk.img  [########]"));
    printer.print(Line.of("done"));
    terminal.awaitText("done");
    assertThat(String.join("", terminal.screen()).strip()).isEqualTo("done");
  }
}
