package forum.fuzz;

import java.util.List;

/// Something that reads bytes nobody vouches for, and what must hold whatever they are.
///
/// @param name of its corpus: `src/test/resources/fuzz/<name>`
/// @param seeds inputs as they should be, from which bad ones are made
/// @param cost how many times as long as a short input of bytes alone an input takes
/// @param check decodes one input and throws nothing, unless a promise is broken
record Decoder(String name, List<byte[]> seeds, int cost, Check check) {
  Decoder(String name, List<byte[]> seeds, Check check) {
    this(name, seeds, 1, check);
  }

  /// Decodes one input.
  @FunctionalInterface
  interface Check {
    /// Returns when the input was either read, and what was read holds what it promises, or refused
    /// in the way its decoder declares.
    void of(byte[] input) throws Exception;
  }

  @Override
  public String toString() {
    return name;
  }
}
