package forum.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.InvalidValue;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  private static final ThreadTitle TITLE = new ThreadTitle("Überblick \"1\"");

  @Test
  void every_request_is_read_as_it_was_written() {
    List<Request> requests =
        List.of(
            new Request.CreateThread(TITLE),
            new Request.PostMessage(TITLE),
            new Request.EditMessage(TITLE, 3, 17L, 2),
            new Request.DeleteMessage(TITLE, 3, null, null),
            new Request.RemoveThread(TITLE),
            new Request.AttachFile(TITLE, new FileName("a.txt"), 5, "ab"),
            new Request.Exit(),
            new Request.ListThreads(new Request.Page(4, 1000)),
            new Request.ReadThread(TITLE, 20, 1, 2, "2026-01-01T00:00:00Z", null),
            new Request.ListUsers(null),
            new Request.OfferUpload(TITLE, new FileName("a.txt"), 5, "ab"),
            new Request.OfferDownload(TITLE, new FileName("a.txt")),
            new Request.LoginStart(new UserName("yoda"), "n", "test", 1, true),
            new Request.LoginFinish("s", "p", false),
            new Request.LoginFinish(
                "s", "p", false, new Request.NewVerifier("salt", 4096, "k", "l")),
            new Request.LoginStart(new UserName("yoda"), "n", "test", 1, true, true),
            new Request.CreateToken("ci", "read", 60, "ab"),
            new Request.RevokeToken("ci"),
            new Request.ListTokens(null),
            new Request.PasswordStart("n"),
            new Request.PasswordFinish("s", "p", new Request.NewVerifier("salt", 4096, "k", "l")),
            new Request.Register("s", "salt", 4096, "k", "l", true),
            new Request.Register("s", "salt", 4096, "k", "l", true, "0123-4567"));
    for (Request request : requests) {
      byte[] text = "text\nwith \0 zero".getBytes(UTF_8);
      Body read = Body.of(Body.request(request, text).bytes());

      assertThat(read.request()).isEqualTo(request);
      assertThat(read.tail()).isEqualTo(text);
    }
  }

  @Test
  void a_reply_is_read_as_it_was_written() throws Exception {
    Reply reply = Reply.post(Code.STALE, new Reply.Post(3, 17, 2, "yoda"));

    assertThat(Body.of(Body.reply(reply).bytes()).reply()).isEqualTo(reply);
    assertThat(new String(Body.reply(Reply.ok()).json(), UTF_8)).isEqualTo("{\"code\":\"OK\"}");
  }

  @Test
  void a_code_from_the_future_is_an_internal_error() throws Exception {
    assertThat(new Body("{\"code\":\"NEW_CODE\"}".getBytes(UTF_8), new byte[0]).reply().code())
        .isEqualTo(Code.INTERNAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "7",
        "\"CRT\"",
        "{}",
        "{\"op\":null}",
        "{\"op\":\"NOP\",\"thread\":\"a\"}",
        "{\"op\":\"CRT\"}",
        "{\"op\":\"CRT\",\"thread\":null}",
        "{\"op\":\"CRT\",\"thread\":5}",
        "{\"op\":\"CRT\",\"thread\":[\"a\"]}",
        "{\"op\":\"CRT\",\"thread\":\"../etc\"}",
        "{\"op\":\"CRT\",\"thread\":\"a\"",
        "{\"op\":\"CRT\",\"thread\":\"a\"} {}",
        "{'op':'CRT','thread':'a'}",
        "{\"op\":\"DLT\",\"thread\":\"a\",\"n\":\"x\"}",
        "{\"op\":\"LST\",\"page\":7}"
      })
  void what_is_no_request_is_refused_with_a_sentence(String json) {
    assertThatThrownBy(() -> new Body(json.getBytes(UTF_8), new byte[0]).request())
        .isInstanceOf(InvalidValue.class)
        .message()
        .isNotBlank();
  }

  @Test
  void half_a_character_is_refused() {
    byte[] json = "{\"op\":\"CRT\",\"thread\":\"?\"}".getBytes(UTF_8);
    json[json.length - 3] = (byte) 0xc3;

    assertThatThrownBy(() -> new Body(json, new byte[0]).request())
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void an_escaped_half_character_is_no_title() {
    byte[] json = "{\"op\":\"CRT\",\"thread\":\"a\\ud800\"}".getBytes(UTF_8);

    assertThatThrownBy(() -> new Body(json, new byte[0]).request())
        .isInstanceOf(InvalidValue.class);
  }
}
