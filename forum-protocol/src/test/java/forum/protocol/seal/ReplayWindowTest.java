package forum.protocol.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {
  @Test
  void it_agrees_with_a_set_of_all_numbers_ever_marked() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      ReplayWindow window = new ReplayWindow();
      TreeSet<Long> marked = new TreeSet<>();
      long around = random.nextInt(3000);
      for (int i = 0; i < 2000; i++) {
        around += random.nextInt(8) == 0 ? random.nextInt(1 << random.nextInt(13)) : 0;
        long number = Math.max(0, around - random.nextInt(1 << random.nextInt(12)));
        boolean tooOld = !marked.isEmpty() && marked.last() - number >= ReplayWindow.SIZE;

        assertThat(window.isSeen(number)).isEqualTo(tooOld || marked.contains(number));
        if (!window.isSeen(number)) {
          window.mark(number);
          marked.add(number);
        }
      }
      assertThat(window.top()).isEqualTo(marked.last());
    }
  }
}
