package forum.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import forum.client.batch.PrintedRows;
import forum.client.terminal.PaintedLines;
import forum.protocol.Characters;
import forum.protocol.UserName;
import forum.protocol.line.LineCodec;
import forum.protocol.line.ThreadLine;
import forum.server.audit.WrittenActs;
import forum.server.event.Complaint;
import forum.server.event.LogFormat;
import forum.server.event.WrittenEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every text that could command a terminal or begin a line of its own, in everything that is
/// printed, logged or kept in lines: what comes out is one line and commands nothing.
class HostileTextsTest {
  /// What the client itself sends: colours.
  private static final String COLOUR = "\u001b\\[[0-9;]*m";

  static Stream<String> texts() {
    Stream<String> each =
        IntStream.concat(
                IntStream.concat(IntStream.range(0, 0x20), IntStream.range(0x7f, 0xa0)),
                IntStream.of(
                    0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e,
                    0x2066, 0x2067, 0x2068, 0x2069, 0xfeff, 0xad, 0x200b, 0x2060, 0xfff9, 0x1d173))
            .mapToObj(point -> "a" + Character.toString(point) + "b");
    Stream<String> sequences =
        Stream.of(
            "\u001b]52;c;ZXZpbA==\u0007",
            "\u001b]0;title\u001b\\",
            "\u009d52;c;ZXZpbA==\u009c",
            "\u001b[2J\u001b[H",
            "\u009b2J",
            "\u001bPq#0\u001b\\",
            "\u001bc",
            "\u001b[6n",
            "\r\u001b[Kyoda> ",
            "x\n2026-11-20T12:00:00.000Z info login.ok user=root",
            "x\", \"by\":\"root",
            "x\ty",
            "1 root: forged\n2 root: forged",
            "\u202egpj.exe",
            "trailing\u001b");
    return Stream.concat(each, sequences);
  }

  private static void assertOneHarmlessLine(String line, String text) {
    assertThat(Characters.isSafe(line)).as("%s of %s", line, Characters.visible(text)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void on_the_clients_screen(String text) {
    assertOneHarmlessLine(PaintedLines.plain(text), text);
    assertOneHarmlessLine(PaintedLines.coloured(text).replaceAll(COLOUR, ""), text);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void in_what_scripts_read(String text) {
    assertOneHarmlessLine(PrintedRows.row(text), text);
    assertOneHarmlessLine(PrintedRows.json(text), text);
    assertThat(PrintedRows.problem(text).lines().toList()).hasSize(3);
    PrintedRows.problem(text).lines().forEach(line -> assertOneHarmlessLine(line, text));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void on_the_servers_console_and_in_its_log(String text) throws IOException {
    for (LogFormat format : LogFormat.values()) {
      WrittenEvents.logged(format, text).forEach(line -> assertOneHarmlessLine(line, text));
    }
    for (String shown : WrittenEvents.shown(text)) {
      assertThat(shown.lines().count()).as(shown).isLessThanOrEqualTo(1);
      shown.lines().forEach(line -> assertOneHarmlessLine(line, text));
    }
    String complaint = new Complaint(text, text, text).toString();
    assertThat(complaint.lines().toList()).hasSize(3);
    complaint.lines().forEach(line -> assertOneHarmlessLine(line, text));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void in_the_audit_log(String text) {
    assertOneHarmlessLine(WrittenActs.line(text), text);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void in_the_file_of_a_thread(String text) throws Exception {
    ThreadLine.Message message =
        new ThreadLine.Message(1, new UserName("hans"), text, Instant.EPOCH, 7, 0);
    byte[] line = LineCodec.write(message);
    String written = new String(line, StandardCharsets.UTF_8);
    assertThat(written.chars().filter(c -> c == '\t').count()).isEqualTo(1);
    assertOneHarmlessLine(written.replace("\t", "").stripTrailing(), text);
    String stripped = written.endsWith("\n") ? written.substring(0, written.length() - 1) : written;
    assertThat(LineCodec.read(stripped.getBytes(StandardCharsets.UTF_8))).isEqualTo(message);
  }

  @Test
  void the_door_knows_every_control_and_every_turn_of_direction() {
    List<String> missed =
        texts()
            .filter(text -> !text.contains("by") && Characters.isSafe(text))
            .map(Characters::visible)
            .toList();
    assertThat(missed).isEmpty();
  }
}
