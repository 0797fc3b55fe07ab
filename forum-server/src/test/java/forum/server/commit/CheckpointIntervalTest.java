package forum.server.commit;

import static org.assertj.core.api.Assertions.assertThat;

import forum.testkit.SimulatedDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a checkpoint is due: what lies behind the last one counts, whoever wrote it.
class CheckpointIntervalTest {
  private static final int SEGMENT_BYTES = 1 << 20;
  private static final int POST_BYTES = 50_000;
  private static final int POSTS_OF_AN_INTERVAL =
      (int) (TestForum.CHECKPOINT_BYTES / POST_BYTES) + 1;

  private final SimulatedDisk disk = new SimulatedDisk(5);

  @Test
  void lives_that_are_all_too_short_for_a_checkpoint_take_one_together() throws IOException {
    List<Integer> checkpoints = new ArrayList<>();
    for (int life = 0; life < 8; life++) {
      TestForum forum = TestForum.on(disk, SEGMENT_BYTES);
      if (life == 0) {
        forum.create("t");
      }
      post(forum, POSTS_OF_AN_INTERVAL / 3);
      checkpoints.add(checkpoints());
      killed(forum);
    }
    assertThat(checkpoints).containsExactly(0, 0, 1, 1, 1, 2, 2, 2);
  }

  @Test
  void one_life_takes_as_many_as_are_due() throws IOException {
    TestForum forum = TestForum.on(disk, SEGMENT_BYTES);
    forum.create("t");
    post(forum, POSTS_OF_AN_INTERVAL - 1);
    assertThat(checkpoints()).isZero();
    post(forum, 2);
    assertThat(checkpoints()).isEqualTo(1);
    post(forum, POSTS_OF_AN_INTERVAL);
    assertThat(checkpoints()).isEqualTo(2);
  }

  private static void post(TestForum forum, int posts) {
    for (int i = 0; i < posts; i++) {
      forum.post("t", "x".repeat(POST_BYTES));
      forum.store().checkpointing().tick(0);
    }
  }

  private static void killed(TestForum forum) throws IOException {
    forum.store().close();
  }

  private int checkpoints() throws IOException {
    return disk.list(ForumStore.CHECKPOINTS).size();
  }
}
