package forum.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ConsoleSinkTest {
  private final UserName hans = new UserName("hans");
  private final InetSocketAddress address = new InetSocketAddress("192.168.1.14", 52144);
  private final ThreadTitle thread = new ThreadTitle("general");
  private final FileName file = new FileName("report.pdf");

  @Test
  void lines_that_scripts_wait_for_stand_alone() throws IOException {
    assertThat(shown(new LifeEvent.Waiting())).isEqualTo("Waiting for clients\n");
    assertThat(shown(new LifeEvent.PortBusy(10005, 10006))).isEqualTo("10005 busy, using 10006\n");
  }

  @Test
  void others_have_a_time_and_details_in_a_column() throws IOException {
    assertThat(
            shown(
                new VisitEvent.Connecting(address, "forum-client/0.1.0"),
                new VisitEvent.LoginSucceeded(hans, address, false),
                new CommandEvent.Issued(hans, new Request.CreateThread(thread), 30),
                done(new Request.CreateThread(thread), Code.OK)))
        .isEqualTo(
            """
            12:00:00.123  Client authenticating                 192.168.1.14:52144  forum-client/0.1.0
            12:00:00.123  hans successful login                 192.168.1.14:52144
            12:00:00.123  hans issued CRT command
            12:00:00.123  Thread general created                0.9 ms
            """);
  }

  @Test
  void trouble_has_its_level_before_it() throws IOException {
    assertThat(shown(new VisitEvent.LoginFailed(hans, address, 5, 1000)))
        .isEqualTo(
            "12:00:00.123  WARN  Incorrect password              "
                + "hans 192.168.1.14:52144, 5x, paused 1.0 s\n");
  }

  @Test
  void commands_keep_the_words_of_the_classic_forum() throws IOException {
    assertThat(phrase(new Request.CreateThread(thread), Code.EXISTS))
        .isEqualTo("Thread general exists");
    assertThat(phrase(new Request.PostMessage(thread), Code.OK))
        .isEqualTo("Message posted to general thread");
    assertThat(phrase(new Request.PostMessage(thread), Code.NO_SUCH_THREAD))
        .isEqualTo("Incorrect thread specified");
    assertThat(phrase(new Request.DeleteMessage(thread, 1, null, null), Code.OK))
        .isEqualTo("Message has been deleted");
    assertThat(phrase(new Request.DeleteMessage(thread, 1, null, null), Code.NOT_OWNER))
        .isEqualTo("Message cannot be deleted");
    assertThat(phrase(new Request.EditMessage(thread, 1, null, null), Code.OK))
        .isEqualTo("Message has been edited");
    assertThat(phrase(new Request.EditMessage(thread, 1, null, null), Code.NO_SUCH_MESSAGE))
        .isEqualTo("Message cannot be edited");
    assertThat(phrase(read(null), Code.OK)).isEqualTo("Thread general read");
    assertThat(phrase(read(null), Code.NO_SUCH_THREAD)).isEqualTo("Incorrect thread specified");
    assertThat(phrase(new Request.AttachFile(thread, file, 1, ""), Code.OK))
        .isEqualTo("hans uploaded file report.pdf to general thread");
    assertThat(phrase(new Request.OfferUpload(thread, file, 1, ""), Code.EXISTS))
        .isEqualTo("report.pdf exists in Thread general");
    assertThat(phrase(new Request.OfferDownload(thread, file), Code.NO_SUCH_FILE))
        .isEqualTo("report.pdf does not exist in Thread general");
    assertThat(phrase(new Request.RemoveThread(thread), Code.OK))
        .isEqualTo("Thread general removed");
    assertThat(phrase(new Request.RemoveThread(thread), Code.NOT_OWNER))
        .isEqualTo("Thread general cannot be removed");
    assertThat(phrase(new Request.PostMessage(thread), Code.READ_ONLY))
        .isEqualTo("MSG refused: READ_ONLY");
  }

  @Test
  void what_clients_do_by_themselves_is_no_command() throws IOException {
    Request.Page page = new Request.Page(1, 1120);
    assertThat(
            shown(
                new CommandEvent.Issued(hans, read(page), 30),
                done(read(page), Code.OK),
                new CommandEvent.Issued(hans, new Request.AttachFile(thread, file, 1, ""), 30),
                done(new Request.OfferUpload(thread, file, 1, ""), Code.OK),
                done(new Request.ListThreads(null), Code.OK)))
        .isEmpty();
  }

  @Test
  void transfers_show_their_speed() throws IOException {
    TransferEvent.Subject up =
        new TransferEvent.Subject(hans, TransferEvent.Kind.UPLOAD, "general", "report.pdf");
    TransferEvent.Subject down =
        new TransferEvent.Subject(hans, TransferEvent.Kind.DOWNLOAD, "general", "report.pdf");
    TransferEvent.Subject view =
        new TransferEvent.Subject(hans, TransferEvent.Kind.VIEW, "general", "");
    assertThat(
            shown(
                new TransferEvent.Began(up, 1_200_000),
                new TransferEvent.Ended(up, 1_200_000, 30, true),
                new TransferEvent.Ended(down, 1_200_000, 30, true),
                new TransferEvent.Ended(down, 999, 30, false),
                new TransferEvent.Ended(view, 1, 1, true)))
        .isEqualTo(
            """
            12:00:00.123  upload of report.pdf begins           1.2 MB
            12:00:00.123  upload of report.pdf ends             1.2 MB  40 MB/s
            12:00:00.123  report.pdf downloaded from Thread general  1.2 MB  40 MB/s
            12:00:00.123  download of report.pdf broke off      999 bytes  33 kB/s
            """);
  }

  @Test
  void nothing_from_outside_can_move_the_cursor() throws IOException {
    assertThat(shown(new VisitEvent.Connecting(address, "evil\u001b]0;x\u0007\nWaiting\u202e")))
        .endsWith("evil<U+001B>]0;x<U+0007><U+000A>Waiting<U+202E>\n")
        .hasLineCount(1);
  }

  @Test
  void a_brief_console_shows_what_scripts_wait_for_and_what_is_wrong() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ConsoleSink console = new ConsoleSink(out, () -> ZoneOffset.UTC, true)) {
      console.write(stamped(new LifeEvent.Waiting()));
      console.write(stamped(new VisitEvent.Exited(hans)));
      console.write(stamped(ConditionEvent.warning("the disk is nearly full")));
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("Waiting for clients\n12:00:00.123  WARN  the disk is nearly full\n");
  }

  private Request.ReadThread read(Request.Page page) {
    return new Request.ReadThread(thread, null, null, null, null, page);
  }

  private String phrase(Request request, Code code) throws IOException {
    String line = shown(done(request, code));
    return line.substring("12:00:00.123  ".length()).replaceFirst(" +0.9 ms\n", "");
  }

  private CommandEvent done(Request request, Code code) {
    return new CommandEvent.Done(hans, request, code, 900, 40);
  }

  private static String shown(ServerEvent... events) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ConsoleSink console = new ConsoleSink(out, () -> ZoneOffset.UTC, false)) {
      for (ServerEvent event : events) {
        console.write(stamped(event));
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Stamped stamped(ServerEvent event) {
    return new Stamped(Instant.parse("2026-01-31T12:00:00.123Z"), event);
  }
}
