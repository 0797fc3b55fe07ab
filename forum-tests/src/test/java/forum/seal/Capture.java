package forum.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.Program;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/// What goes over loopback to and from one port, kept by Wireshark's `dumpcap` and read by its
/// `tshark`. Without them, or without the right to use them, the test is skipped.
final class Capture implements AutoCloseable {
  /// Ours, so that it is known when all before it was kept.
  private static final String END = "the end of the capture";

  private final InetSocketAddress server;
  private final Path file;
  private final Program program;

  private Capture(InetSocketAddress server, Path file, Program program) {
    this.server = server;
    this.file = file;
    this.program = program;
  }

  /// Begins to keep in `file` what is said to and by `server`.
  static Capture of(InetSocketAddress server, Path file) throws Exception {
    assumeThat(List.of("dumpcap", "tshark"))
        .as("programs of Debian's package tshark")
        .allMatch(Capture::isInstalled);
    Path folder = file.toAbsolutePath().getParent();
    Program program =
        Program.start(
            List.of("dumpcap", "-i", "lo", "-f", "port " + server.getPort(), "-w", file.toString()),
            folder);
    Capture capture = new Capture(server, file, program);
    boolean begun =
        Deadline.inSeconds(30)
            .await(
                () ->
                    !program.isAlive() || program.err().hasLine(line -> line.startsWith("File:")));
    assumeThat(begun && program.isAlive()).as("the right to capture; %s", program).isTrue();
    return capture;
  }

  private static boolean isInstalled(String name) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /// Ends it when all that was said has been kept.
  void end() throws Exception {
    byte[] end = END.getBytes(StandardCharsets.US_ASCII);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(end, end.length, server));
    }
    assertThat(Deadline.inSeconds(60).await(() -> raw().contains(END))).as("kept all").isTrue();
    program.terminate();
    program.finished(Deadline.inSeconds(30));
  }

  private String raw() {
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The file, each byte a character.
  String text() {
    return raw();
  }

  /// What the datagrams of the programs hold, in hexadecimal digits.
  List<String> datagrams() throws Exception {
    return fields("udp", "udp.payload").stream().filter(hex -> !hex.equals(hex(END))).toList();
  }

  /// What the segments of TCP hold, in hexadecimal digits.
  List<String> streamed() throws Exception {
    return fields("tcp.len > 0", "tcp.payload");
  }

  private List<String> fields(String filter, String field) throws Exception {
    List<String> command =
        List.of("tshark", "-r", file.toString(), "-Y", filter, "-T", "fields", "-e", field);
    try (Program tshark = Program.start(command, file.toAbsolutePath().getParent())) {
      Finished finished = tshark.finished(Deadline.inSeconds(60));
      assertThat(finished.status()).as("%s", finished).isZero();
      return finished.out().lines().filter(line -> !line.isBlank()).toList();
    }
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    program.close();
  }
}
