package forum.protocol.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void frames_are_the_same_however_the_stream_is_cut(long seed) throws Exception {
    Random random = new Random(seed);
    List<String> written = new ArrayList<>();
    byte[] stream = stream(random, written);
    int largest = 1 + random.nextInt(1 << random.nextInt(1, 18));
    assertThat(read(stream, wanted -> 1 + random.nextInt(largest))).isEqualTo(written);
  }

  @Test
  void frames_are_the_same_byte_by_byte() throws Exception {
    List<String> written = new ArrayList<>();
    byte[] stream = stream(new Random(99), written);
    assertThat(read(stream, wanted -> 1)).isEqualTo(written);
  }

  @Test
  void random_bytes_are_refused_or_end_and_never_hang() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = Frames.bytes(random, random.nextInt(200));
      if (noise.length > 4 && random.nextBoolean()) {
        noise[0] = 0;
        noise[1] = 0;
        noise[2] = 0;
        noise[4] = (byte) random.nextInt(8);
      }
      assertThatThrownBy(() -> read(noise, wanted -> wanted))
          .isInstanceOfAny(MalformedFrame.class, EOFException.class);
    }
  }

  @Test
  void an_expected_frame_gives_way_to_a_refusal() {
    byte[] refused = Frames.bytes(new TransferFrame.Refused(Refusal.STORAGE, "the disk failed"));
    FrameReader reader = new FrameReader(ByteStream.whole(refused));
    assertThatThrownBy(() -> reader.read(TransferFrame.Go.class))
        .isInstanceOfSatisfying(
            TransferRefused.class,
            e -> {
              assertThat(e.refusal()).isEqualTo(Refusal.STORAGE);
              assertThat(e.isByPeer()).isTrue();
            })
        .hasMessage("the disk failed");
  }

  @Test
  void another_frame_than_the_expected_one_is_refused() {
    FrameReader reader = new FrameReader(ByteStream.whole(Frames.bytes(new TransferFrame.Done())));
    assertThatThrownBy(() -> reader.read(TransferFrame.Go.class))
        .isInstanceOf(MalformedFrame.class)
        .hasMessage("Done, expected Go");
  }

  private static byte[] stream(Random random, List<String> written) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(Channels.newChannel(stream));
    for (int i = 0; i < 12; i++) {
      TransferFrame frame = Frames.any(random);
      writer.write(frame);
      written.add(Frames.content(frame));
    }
    return stream.toByteArray();
  }

  /// All frames of the stream; fails with what is behind the last one unless it is the end.
  private static List<String> read(byte[] stream, IntUnaryOperator piece) throws Exception {
    FrameReader reader = new FrameReader(new ByteStream(stream, piece));
    List<String> read = new ArrayList<>();
    long length = 0;
    while (length < stream.length || stream.length == 0) {
      TransferFrame frame = reader.read();
      read.add(Frames.content(frame));
      length += Frames.bytes(frame).length;
    }
    if (read.size() != 12) {
      throw new EOFException("noise that happened to be frames");
    }
    return read;
  }
}
