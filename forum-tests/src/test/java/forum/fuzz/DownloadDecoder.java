package forum.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.client.transfer.Downloads;
import forum.client.transfer.TransferFailure;
import forum.protocol.Reply;
import forum.protocol.transfer.Refusal;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.TransferFrame;
import forum.testkit.SimulatedDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What a server, which may be hostile, sends when a file is downloaded.
final class DownloadDecoder {
  private static final int SOCKET_COST = 10;
  private static final byte[] CONTENTS = "the contents of a file".getBytes(UTF_8);
  private static final int BEGUN = 4;
  private static final Path NAME = Path.of("a.txt");
  private static final ServerSocketChannel LISTENER = listener();

  private DownloadDecoder() {}

  static List<Decoder> all() {
    return List.of(new Decoder("download", seeds(), SOCKET_COST, DownloadDecoder::check));
  }

  private static ServerSocketChannel listener() {
    try {
      return ServerSocketChannel.open()
          .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> seeds() {
    ByteBuffer all = ByteBuffer.wrap(CONTENTS);
    TransferFrame end = new TransferFrame.End(Sha256.of(CONTENTS));
    return List.of(
        frames(new TransferFrame.Go(0, CONTENTS.length), new TransferFrame.Data(all), end),
        frames(
            new TransferFrame.Go(BEGUN, CONTENTS.length),
            new TransferFrame.Data(all.slice(BEGUN, 5)),
            new TransferFrame.Data(all.slice(BEGUN + 5, CONTENTS.length - BEGUN - 5)),
            end),
        frames(new TransferFrame.Refused(Refusal.BUSY, "later")),
        frames(
            new TransferFrame.Go(0, CONTENTS.length),
            new TransferFrame.Refused(Refusal.STORAGE, "it cannot be read")));
  }

  private static byte[] frames(TransferFrame... frames) {
    ByteBuffer out = ByteBuffer.allocate(1024);
    Stream.of(frames).forEach(frame -> frame.writeTo(out));
    return Arrays.copyOf(out.array(), out.position());
  }

  /// With nothing there, and with a part of an earlier attempt.
  private static void check(byte[] input) throws IOException {
    check(input, 0);
    check(input, BEGUN);
  }

  /// The file gets its name with the bytes that were announced, and with no others.
  private static void check(byte[] input, int begun) throws IOException {
    SimulatedDisk disk = new SimulatedDisk(1);
    Path part = Path.of("." + NAME + "." + Sha256.of(CONTENTS).hex().substring(0, 8) + ".part");
    if (begun > 0) {
      SegmentBytes.write(disk, part, Arrays.copyOf(CONTENTS, begun));
    }
    try {
      Downloads.fetch(server(), grant(), (socket, _) -> hostile(input), disk, NAME);
      assertThat(disk.readAll(NAME)).isEqualTo(CONTENTS);
      assertThat(disk.exists(part)).isFalse();
    } catch (TransferFailure e) {
      assertThat(e.getMessage()).isNotBlank();
      assertThat(disk.exists(NAME)).isFalse();
      assertThat(disk.exists(part) ? disk.size(part) : 0).isLessThanOrEqualTo(CONTENTS.length);
    }
  }

  private static InetSocketAddress server() throws IOException {
    return (InetSocketAddress) LISTENER.getLocalAddress();
  }

  private static Reply.Grant grant() throws IOException {
    return new Reply.Grant(
        "A".repeat(43), server().getPort(), CONTENTS.length, Sha256.of(CONTENTS).hex(), null);
  }

  /// The client has connected; from here on it hears the input.
  private static ByteChannel hostile(byte[] input) throws IOException {
    try (SocketChannel accepted = LISTENER.accept()) {
      assertThat(accepted.isConnected()).isTrue();
    }
    return new Pipe(input);
  }
}
