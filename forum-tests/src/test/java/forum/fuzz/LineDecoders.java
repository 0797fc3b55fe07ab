package forum.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.FileName;
import forum.protocol.Reason;
import forum.protocol.Scope;
import forum.protocol.Subject;
import forum.protocol.ThreadTitle;
import forum.protocol.TokenName;
import forum.protocol.UserName;
import forum.protocol.line.BanLine;
import forum.protocol.line.LineCodec;
import forum.protocol.line.LineView;
import forum.protocol.line.MalformedLine;
import forum.protocol.line.Presence;
import forum.protocol.line.ThreadLine;
import forum.protocol.line.ThreadSummary;
import forum.protocol.line.TokenLine;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// Lines of a thread's file, of LST and of WHO.
final class LineDecoders {
  private static final int DIGITS = 8;
  private static final UserName HANS = new UserName("hans");
  private static final Instant AT = Instant.ofEpochMilli(1_800_000_000_123L);

  private LineDecoders() {}

  static List<Decoder> all() {
    return List.of(
        new Decoder("thread-line", lines(), LineDecoders::line),
        new Decoder("thread-line-checked", lines(), LineDecoders::checkedLine),
        new Decoder("classic-line", classicLines(), LineDecoders::classicLine),
        new Decoder("summary", summaries(), LineDecoders::summary),
        new Decoder("token", tokens(), LineDecoders::token),
        new Decoder("presence", presences(), LineDecoders::presence),
        new Decoder("ban-line", bans(), LineDecoders::ban));
  }

  static List<byte[]> lines() {
    return List.<ThreadLine>of(
            new ThreadLine.Header(HANS, AT, 17),
            new ThreadLine.Message(1, HANS, "good morning", AT, 18, 0),
            new ThreadLine.Message(2, HANS, "two\nlines\tand \\ more", AT, 19, 3),
            new ThreadLine.Upload(HANS, new FileName("a b.txt"), AT, 20, 5, "0a".repeat(32)))
        .stream()
        .map(LineCodec::write)
        .toList();
  }

  private static List<byte[]> classicLines() {
    return List.of("hans", "1 hans: good\tmorning", "hans uploaded a.txt").stream()
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  private static void line(byte[] input) {
    try {
      ThreadLine line = LineCodec.read(input);
      byte[] written = LineCodec.write(line);
      assertThat(LineCodec.read(written)).isEqualTo(line);
      checkView(line, written);
    } catch (MalformedLine e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  /// What a search sees of a line is what the line says.
  private static void checkView(ThreadLine line, byte[] written) throws MalformedLine {
    LineView view = LineView.of(written, 0, written.length - 1);
    assertThat(view.bytes()).isEqualTo(written);
    assertThat(view.at()).isEqualTo(line.at());
    switch (line) {
      case ThreadLine.Message message -> {
        assertThat(view.kind()).isEqualTo(LineView.Kind.MESSAGE);
        assertThat(view.number()).isEqualTo(message.number());
        assertThat(view.id()).isEqualTo(message.id());
        assertThat(LineCodec.read(view.renumbered(5))).isEqualTo(renumbered(message, 5));
      }
      case ThreadLine.Upload upload -> assertThat(view.id()).isEqualTo(upload.id());
      case ThreadLine.Header header -> assertThat(view.id()).isEqualTo(header.thread());
    }
  }

  private static ThreadLine renumbered(ThreadLine.Message message, int number) {
    return new ThreadLine.Message(
        number, message.author(), message.text(), message.at(), message.id(), message.revision());
  }

  /// The input with its checksum put right, so that what stands before it is looked at.
  private static void checkedLine(byte[] input) {
    line(checked(input));
  }

  static byte[] checked(byte[] input) {
    byte[] line = Arrays.copyOf(input, Math.max(input.length, DIGITS + 2));
    int end = line.length - 1 - DIGITS;
    line[end - 1] = ' ';
    CRC32C crc = new CRC32C();
    crc.update(line, 0, end);
    byte[] digits = "%08x".formatted(crc.getValue()).getBytes(UTF_8);
    System.arraycopy(digits, 0, line, end, DIGITS);
    line[line.length - 1] = '\n';
    return line;
  }

  private static void classicLine(byte[] input) {
    try {
      ThreadLine line = LineCodec.readClassic(new String(input, UTF_8));
      assertThat(line.at()).isEqualTo(Instant.EPOCH);
    } catch (MalformedLine e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static List<byte[]> summaries() {
    return Stream.of(false, true)
        .map(l -> new ThreadSummary(new ThreadTitle("a b"), HANS, 3, 1, AT, AT, HANS, l).write())
        .toList();
  }

  private static void summary(byte[] input) {
    try {
      ThreadSummary read = ThreadSummary.read(input);
      assertThat(ThreadSummary.read(read.write())).isEqualTo(read);
    } catch (MalformedLine e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static List<byte[]> tokens() {
    TokenName name = new TokenName("ci");
    return List.of(
        new TokenLine(name, Scope.READ, AT, AT, null, null).write(),
        new TokenLine(name, Scope.ALL, AT, AT, AT, AT).write());
  }

  private static void token(byte[] input) {
    try {
      byte[] written = TokenLine.read(input).write();
      assertThat(TokenLine.read(written).write()).isEqualTo(written);
    } catch (MalformedLine e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static List<byte[]> presences() {
    return List.of(new Presence(HANS, AT, "127.0.0.1", 7).write());
  }

  private static void presence(byte[] input) {
    try {
      Presence read = Presence.read(input);
      assertThat(Presence.read(read.write())).isEqualTo(read);
    } catch (MalformedLine e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static List<byte[]> bans() {
    return List.of(
        new BanLine(Subject.of("hans"), "yoda", AT, null, new Reason("")).write(),
        new BanLine(Subject.of("192.0.2.0/24"), "yoda", AT, AT, new Reason("floods")).write());
  }

  private static void ban(byte[] input) {
    try {
      BanLine read = BanLine.read(input);
      assertThat(BanLine.read(read.write())).isEqualTo(read);
    } catch (MalformedLine e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
