package forum.client.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ViewAssemblyTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void pieces_may_overlap_and_come_in_any_order() {
    ViewAssembly assembly = new ViewAssembly(1000, 1010);
    assertThat(assembly.put(1007, bytes("789"))).isTrue();
    assertThat(assembly.gap()).isEqualTo(1000);
    assertThat(assembly.put(1000, bytes("0123"))).isTrue();
    assertThat(assembly.gap()).isEqualTo(1004);
    assertThat(assembly.isComplete()).isFalse();
    assertThat(assembly.put(1003, bytes("34567"))).isTrue();
    assertThat(assembly.isComplete()).isTrue();
    assertThat(assembly.bytes()).isEqualTo(bytes("0123456789"));
  }

  @Test
  void pieces_outside_are_refused_and_those_beyond_the_end_are_cut() {
    ViewAssembly assembly = new ViewAssembly(10, 12);
    assertThat(assembly.put(9, bytes("x"))).isFalse();
    assertThat(assembly.put(13, bytes("x"))).isFalse();
    assertThat(assembly.put(10, bytes("abcdef"))).isTrue();
    assertThat(assembly.bytes()).isEqualTo(bytes("ab"));
  }

  @Test
  void an_empty_view_is_complete() {
    assertThat(new ViewAssembly(7, 7).isComplete()).isTrue();
  }

  @RepeatedTest(20)
  void any_pieces_that_cover_the_view_complete_it(org.junit.jupiter.api.RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    byte[] whole = new byte[500];
    random.nextBytes(whole);
    ViewAssembly assembly = new ViewAssembly(0, whole.length);
    while (!assembly.isComplete()) {
      int from = random.nextInt(whole.length);
      int to = Math.min(whole.length, from + 1 + random.nextInt(80));
      assembly.put(from, java.util.Arrays.copyOfRange(whole, from, to));
    }
    assertThat(assembly.bytes()).isEqualTo(whole);
  }
}
