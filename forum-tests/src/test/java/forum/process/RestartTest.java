package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Notice;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.relay.LossyRelay;
import forum.testkit.relay.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The server stops, pauses, is cut off and comes back: clients notice a delay and nothing else.
@ExtendWith(NothingLeft.class)
class RestartTest {
  private static final ThreadTitle THREAD = new ThreadTitle("t");
  @TempDir private Path folder;
  private Path data;
  private int port;

  @BeforeEach
  void place() {
    data = folder.resolve("data");
    port = Ports.free();
  }

  @Test
  void a_stop_on_request_ends_with_0_and_sessions_go_on_after_the_next_start() throws Exception {
    try (ForumProcess first = start();
        Bot bot = Bot.login(first.address(), "ann", "a password")) {
      bot.does(new Request.CreateThread(THREAD));
      List<CompletableFuture<?>> posts = post(bot, 1, 40);
      first.program().terminate();
      Finished finished = first.program().finished(Deadline.inSeconds(30));
      assertThat(finished.status()).as("%s", finished).isZero();
      posts.addAll(post(bot, 41, 80));
      try (ForumProcess second = start()) {
        for (CompletableFuture<?> answer : posts) {
          Bot.get(answer);
        }
        assertThat(bot.read("t")).as("%s", second).isEqualTo(texts(80));
      }
    }
  }

  @Test
  void a_server_that_stands_still_for_a_while_goes_on_where_it_was() throws Exception {
    try (ForumProcess server = start();
        Bot bot = Bot.login(server.address(), "ann", "a password")) {
      bot.does(new Request.CreateThread(THREAD));
      List<CompletableFuture<?>> posts = post(bot, 1, 40);
      server.program().pause();
      posts.addAll(post(bot, 41, 80));
      Deadline.in(Duration.ofSeconds(2)).await(() -> false);
      server.program().resume();
      for (CompletableFuture<?> answer : posts) {
        Bot.get(answer);
      }
      assertThat(bot.read("t")).isEqualTo(texts(80));
    }
  }

  @Test
  void an_outage_of_the_network_costs_time_and_nothing_else() throws Exception {
    try (ForumProcess server = start();
        LossyRelay relay = LossyRelay.open(server.address(), Weather.FAIR, 1);
        Bot bot = Bot.login(relay.address(), "ann", "a password")) {
      bot.does(new Request.CreateThread(THREAD));
      List<CompletableFuture<?>> posts = post(bot, 1, 20);
      relay.cut(Duration.ofSeconds(3));
      posts.addAll(post(bot, 21, 60));
      for (CompletableFuture<?> answer : posts) {
        Bot.get(answer);
      }
      assertThat(bot.read("t")).as("%s", relay).isEqualTo(texts(60));
      assertThat(relay.toServer().lost()).as("datagrams into the void, %s", relay).isLessThan(30);
    }
  }

  @Test
  void news_go_on_coming_after_a_restart() throws Exception {
    List<Notice> news = new CopyOnWriteArrayList<>();
    try (ForumProcess first = start();
        Bot reader = Bot.login(first.address(), "reader", "a password", news::add);
        Bot writer = Bot.login(first.address(), "writer", "a password")) {
      reader.does(new Request.CreateThread(THREAD));
      Bot.get(writer.post("t", "before"));
      assertThat(Deadline.inSeconds(10).await(() -> tell(news, "before"))).isTrue();
      first.program().kill();
      try (ForumProcess second = start()) {
        Bot.get(writer.post("t", "after"));
        assertThat(Deadline.inSeconds(20).await(() -> tell(news, "after")))
            .as("%s from %s", news, second)
            .isTrue();
      }
    }
  }

  private static boolean tell(List<Notice> news, String text) {
    return news.stream()
        .flatMap(notice -> notice.items().stream())
        .anyMatch(item -> item.text().equals(text));
  }

  @Test
  void the_console_tells_what_happens_in_classic_words_but_no_password_and_no_text()
      throws Exception {
    try (ForumProcess server = start();
        Bot bot = Bot.login(server.address(), "ann", "Gretchenfrage")) {
      bot.does(new Request.CreateThread(THREAD));
      Bot.get(bot.post("t", "Zaubertrank"));
      server.program().terminate();
      Finished finished = server.program().finished(Deadline.inSeconds(30));
      assertThat(finished.out())
          .contains(
              "Waiting for clients",
              "Client authenticating",
              "ann successfully logged in",
              "ann issued CRT command",
              "Thread t created",
              "ann issued MSG command",
              "Message posted to t thread",
              "Stopping",
              "Stopped")
          .doesNotContain("Zaubertrank", "Gretchenfrage");
      assertThat(containing("Gretchenfrage")).isEmpty();
      assertThat(containing("Zaubertrank")).noneMatch(file -> file.toString().contains("log/"));
    }
  }

  private List<Path> containing(String text) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).filter(file -> has(file, text)).toList();
    }
  }

  private static boolean has(Path file, String text) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<CompletableFuture<?>> post(Bot bot, int from, int to) {
    List<CompletableFuture<?>> posts = new ArrayList<>();
    for (int i = from; i <= to; i++) {
      posts.add(bot.post("t", "text " + i));
    }
    return posts;
  }

  private static List<String> texts(int count) {
    return Stream.iterate(1, i -> i <= count, i -> i + 1)
        .map(i -> i + " ann: text " + i)
        .collect(Collectors.toList());
  }

  private ForumProcess start() throws IOException {
    return ForumProcess.start(data, port, "--exact-port");
  }
}
