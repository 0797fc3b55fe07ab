package forum.client.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.client.transfer.TransferFailure;
import forum.client.transfer.TransferFailures;
import forum.protocol.transfer.Sink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LongViewTest {
  private static void write(Sink sink, String text) {
    try {
      sink.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void what_is_fetched_is_read_in_order_however_much_it_is() throws IOException {
    LongView view =
        LongView.open(
            sink -> {
              for (int i = 0; i < 1000; i++) {
                write(sink, i + "\n");
              }
            },
            () -> {});
    String[] lines = new String(view.readAllBytes(), StandardCharsets.UTF_8).split("\n");
    assertThat(lines).hasSize(1000).startsWith("0", "1").endsWith("999");
  }

  @Test
  void a_fetch_that_breaks_off_fails_the_reader() {
    LongView view =
        LongView.open(
            sink -> {
              write(sink, "half");
              throw TransferFailures.server(TransferFailure.Kind.NO_SERVER, "gone");
            },
            () -> {});
    assertThatThrownBy(view::readAllBytes)
        .isInstanceOf(IOException.class)
        .hasMessage("server: gone");
  }

  @Test
  void closing_ends_a_fetch_that_waits_for_room() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    LongView view =
        LongView.open(
            sink -> {
              try {
                while (true) {
                  write(sink, "x");
                }
              } catch (IllegalStateException e) {
                ended.countDown();
              }
            },
            cancelled::countDown);
    assertThat(view.read()).isEqualTo('x');
    view.close();
    assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
