package forum.wire;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.login.ChannelBinding;
import forum.protocol.login.ClientLogin;
import forum.protocol.login.Password;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The bytes that docs/PROTOCOL.md shows in section 13 are those that the programs exchange.
class DocumentedExampleTest {
  private static final Pattern DATAGRAM = Pattern.compile("(?ms)^```datagram\n(.*?)^```");

  private final List<ByteBuffer> datagrams = documented();

  @Test
  void every_datagram_is_read_and_written_as_it_stands_there() throws Exception {
    for (ByteBuffer datagram : datagrams) {
      ByteBuffer written = ByteBuffer.allocate(datagram.remaining());
      Frame.readFrom(datagram.duplicate()).writeTo(written);
      assertThat(written.flip()).isEqualTo(datagram);
    }
  }

  @Test
  void bodies_are_written_by_the_programs_as_they_stand_there() throws Exception {
    for (int i : List.of(0, 2, 4, 6)) {
      Body request = Body.of(inner(i).body());
      assertThat(text(Body.request(request.request(), request.tail()))).isEqualTo(text(request));
    }
    for (int i : List.of(3, 5, 7)) {
      Body reply = Body.of(inner(i).body());
      assertThat(text(Body.reply(reply.reply()))).isEqualTo(text(reply));
    }
  }

  @Test
  void the_proof_answers_the_challenge_and_the_signature_the_proof() throws Exception {
    Request.LoginStart start = (Request.LoginStart) Body.of(inner(2).body()).request();
    Reply.Challenge challenge = Body.of(inner(3).body()).reply().challenge();
    Reply.Session session = Body.of(inner(5).body()).reply().session();
    ClientLogin login =
        new ClientLogin(new UserName("user"), start.cnonce(), ChannelBinding.NONE, 4096);
    assertThat(login.finish(Objects.requireNonNull(challenge), Password.of("pencil"), false))
        .isEqualTo(Body.of(inner(4).body()).request());
    assertThat(login.isTrusted(Objects.requireNonNull(session))).isTrue();
  }

  private Inner inner(int datagram) throws Exception {
    return switch (Frame.readFrom(datagrams.get(datagram).duplicate())) {
      case Frame.Plain plain -> plain.inner();
      case Frame.Stranger stranger -> stranger.inner();
      default -> throw new AssertionError("has no inner frame");
    };
  }

  private static String text(Body body) {
    return new String(body.bytes(), StandardCharsets.UTF_8);
  }

  private static List<ByteBuffer> documented() {
    return DATAGRAM
        .matcher(document())
        .results()
        .map((MatchResult block) -> ByteBuffer.wrap(bytes(block.group(1))))
        .toList();
  }

  private static byte[] bytes(String block) {
    String digits =
        block
            .lines()
            .map(line -> line.substring(0, line.indexOf('|')))
            .collect(Collectors.joining());
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  private static String document() {
    try {
      return Files.readString(Path.of("../docs/PROTOCOL.md"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
