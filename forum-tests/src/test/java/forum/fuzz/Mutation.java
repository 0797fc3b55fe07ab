package forum.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Makes bad inputs out of good ones. The same seed makes the same ones.
final class Mutation {
  private static final int BYTES_MAX = 4096;
  private static final byte[] EDGES = {0, 1, -1, 127, -128, '\n', '\t', ' ', '"', '\\', '{', 0x1b};
  private static final List<byte[]> WORDS =
      List.of(
              "null",
              "{}",
              "[]",
              "\"\"",
              "-1",
              "0",
              "1e999",
              "9223372036854775808",
              "2147483648",
              "true",
              "\\u0000",
              "\\ud800",
              "\ud83d\ude00",
              "\u202e",
              "\u0661",
              "\r\n",
              ",",
              ":",
              "<<END\n",
              "-- ",
              "..",
              "/",
              "rev=",
              "esc ",
              " uploaded ",
              ": ",
              "{\"op\":",
              "}")
          .stream()
          .map(word -> word.getBytes(UTF_8))
          .toList();

  private final SplittableRandom random;
  private final List<byte[]> inputs;

  Mutation(long seed, List<byte[]> inputs) {
    this.random = new SplittableRandom(seed);
    this.inputs = inputs;
  }

  /// The next input: one of those it knows, changed in a few places.
  byte[] next() {
    byte[] input = any().clone();
    int changes = 1 << random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      input = changed(input);
    }
    return input.length > BYTES_MAX ? Arrays.copyOf(input, BYTES_MAX) : input;
  }

  private byte[] any() {
    return inputs.get(random.nextInt(inputs.size()));
  }

  private byte[] changed(byte[] input) {
    if (input.length == 0) {
      return any().clone();
    }
    int at = random.nextInt(input.length);
    return switch (random.nextInt(8)) {
      case 0 -> with(input, at, (byte) (input[at] ^ 1 << random.nextInt(8)));
      case 1 -> with(input, at, EDGES[random.nextInt(EDGES.length)]);
      case 2 -> with(input, at, (byte) random.nextInt());
      case 3 -> Arrays.copyOf(input, at);
      case 4 -> replaced(input, at, at, WORDS.get(random.nextInt(WORDS.size())));
      case 5 -> replaced(input, at, end(input, at), new byte[0]);
      case 6 -> replaced(input, at, at, Arrays.copyOfRange(input, at, end(input, at)));
      default -> spliced(input, at);
    };
  }

  private int end(byte[] input, int from) {
    return from + 1 + random.nextInt(input.length - from);
  }

  private static byte[] with(byte[] input, int at, byte value) {
    input[at] = value;
    return input;
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
    byte[] longer = new byte[input.length - (to - from) + by.length];
    System.arraycopy(input, 0, longer, 0, from);
    System.arraycopy(by, 0, longer, from, by.length);
    System.arraycopy(input, to, longer, from + by.length, input.length - to);
    return longer;
  }

  /// The beginning of this one and the end of another.
  private byte[] spliced(byte[] input, int at) {
    byte[] other = any();
    int from = other.length == 0 ? 0 : random.nextInt(other.length);
    return replaced(input, at, input.length, Arrays.copyOfRange(other, from, other.length));
  }
}
