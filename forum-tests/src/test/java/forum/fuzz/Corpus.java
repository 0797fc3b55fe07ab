package forum.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Inputs that once led somewhere new, or to a defect: a line of base64 for each, kept for ever.
final class Corpus {
  private static final int INPUTS_MAX = 400;
  private static final int INPUT_BYTES_MAX = 1024;

  private Corpus() {}

  /// Where those of one decoder are kept.
  static Path file(Decoder decoder) {
    Path module = Files.exists(Path.of("forum-tests")) ? Path.of("forum-tests") : Path.of("");
    return module.resolve("src/test/resources/fuzz").resolve(decoder.name() + ".base64");
  }

  /// All inputs to begin with.
  static List<byte[]> of(Decoder decoder) throws IOException {
    List<byte[]> inputs = new ArrayList<>(decoder.seeds());
    if (Files.exists(file(decoder))) {
      Files.readAllLines(file(decoder), US_ASCII).stream()
          .map(Base64.getDecoder()::decode)
          .forEach(inputs::add);
    }
    return inputs;
  }

  /// Lays the inputs out as files, as a fuzzer wants them.
  static void unpack(Decoder decoder, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<byte[]> inputs = of(decoder);
    for (int i = 0; i < inputs.size(); i++) {
      Files.write(folder.resolve("kept-" + i), inputs.get(i));
    }
  }

  /// Keeps the shorter ones of the files in `folder`, in the place of what was kept before.
  static void keep(Decoder decoder, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> lines =
          files
              .map(Corpus::bytes)
              .filter(input -> input.length <= INPUT_BYTES_MAX)
              .map(Base64.getEncoder()::encodeToString)
              .sorted(Comparator.comparing(String::length).thenComparing(line -> line))
              .limit(INPUTS_MAX)
              .toList();
      Files.createDirectories(file(decoder).getParent());
      Files.write(file(decoder), lines, US_ASCII);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
