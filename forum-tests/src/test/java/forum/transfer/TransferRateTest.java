package forum.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How fast 1 GiB goes up and down on loopback, both ends in one process.
@Tag("campaign")
class TransferRateTest {
  @TempDir Path folder;

  @Test
  void a_gibibyte_goes_up_and_down() throws IOException, InterruptedException {
    String out = TransferProgram.runIn("-Xmx64m", folder, 1L << 30);
    System.out.print(out);
    assertThat(out).contains("up and down");
  }
}
