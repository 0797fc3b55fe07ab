package forum.fuzz;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every decoder keeps its promises for everything in its corpus and for some thousand inputs made
/// of it: a slice of [FuzzCampaignTest]. A failure shows the input, which then belongs into the
/// corpus.
class DecodersTest {
  private static final int INPUTS = Integer.getInteger("forum.fuzz.inputs", 3_000);

  /// The same ones in every build, and others in each.
  private static final List<Long> SEEDS =
      List.of(Long.getLong("forum.seed", 1), System.currentTimeMillis());

  @BeforeAll
  static void tell() {
    System.out.println("DecodersTest: seeds " + SEEDS + "; -Dforum.seed=N repeats one");
  }

  static List<Decoder> decoders() {
    return Decoders.all();
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void what_is_in_the_corpus_is_read_or_refused(Decoder decoder) throws IOException {
    for (byte[] input : Corpus.of(decoder)) {
      check(decoder, input);
    }
  }

  @ParameterizedTest
  @MethodSource("decoders")
  @Timeout(60)
  void what_is_made_of_it_is_read_or_refused(Decoder decoder) throws IOException {
    for (long seed : SEEDS) {
      Mutation mutation = new Mutation(seed, Corpus.of(decoder));
      for (int i = 0; i < INPUTS / SEEDS.size() / decoder.cost(); i++) {
        check(decoder, mutation.next());
      }
    }
  }

  /// The test of the test.
  @Test
  void a_decoder_that_throws_something_else_is_found_out() throws IOException {
    Decoder sloppy =
        new Decoder("sloppy", WireDecoders.all().getFirst().seeds(), input -> read(input[30]));
    Mutation mutation = new Mutation(SEEDS.getFirst(), sloppy.seeds());
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < INPUTS; i++) {
                check(sloppy, mutation.next());
              }
            })
        .isInstanceOf(AssertionError.class);
  }

  private static void read(byte value) {
    assert value < 128;
  }

  private static void check(Decoder decoder, byte[] input) {
    assertThatCode(() -> decoder.check().of(input))
        .as("%s of %s", decoder, HexFormat.of().formatHex(input))
        .doesNotThrowAnyException();
  }
}
