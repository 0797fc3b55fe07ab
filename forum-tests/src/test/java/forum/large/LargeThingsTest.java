package forum.large;

import static org.assertj.core.api.Assertions.assertThat;

import forum.process.Bot;
import forum.process.Classic;
import forum.process.NothingLeft;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.line.LineCodec;
import forum.protocol.line.ThreadLine;
import forum.testkit.process.ClientProcess;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.relay.LossyRelay;
import forum.testkit.relay.Weather;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Long threads, many threads and long posts, between programs that have little memory. A process
/// that needs more than its heap ends with it, and the test with the process.
///
/// The long run: `bin/test -Pcampaign -pl forum-tests -am -Dtest=LargeThingsTest
/// -Dsurefire.failIfNoSpecifiedTests=false`, with `-Dforum.large.mebibytes=100` and
/// `-Dforum.large.threads=100000`.
@ExtendWith(NothingLeft.class)
class LargeThingsTest {
  private static final String[] OPTIONS = {"--exact-port", "--no-console"};
  private static final int SERVER_MEBIBYTES = 96;
  private static final int CLIENT_MEBIBYTES = 40;
  private static final int MEBIBYTE = 1 << 20;
  private static final int AHEAD = 16;
  private static final long SEED = Long.getLong("forum.seed", 1);

  @TempDir private Path folder;

  @Test
  void a_thread_of_8_mebibytes_is_read_slowly_while_others_post() throws Exception {
    readSlowly(8);
  }

  @Test
  @Tag("campaign")
  void a_thread_of_100_mebibytes_is_read_slowly_while_others_post() throws Exception {
    readSlowly(Integer.getInteger("forum.large.mebibytes", 100));
  }

  /// Another piece is taken from the reader for each post that somebody else was answered.
  private void readSlowly(int mebibytes) throws Exception {
    try (ForumProcess server = start();
        LossyRelay relay = LossyRelay.open(server.address(), Weather.STORM, SEED);
        Bot bot = Bot.login(server.address(), "ann", "a password")) {
      int messages = writeThread(bot, "long", mebibytes);
      bot.does(new Request.CreateThread(new ThreadTitle("other")));
      Semaphore permissions = new Semaphore(0);
      AtomicInteger posted = new AtomicInteger();
      try (SlowReader reader =
              SlowReader.start(CLIENT_MEBIBYTES, relay.address(), folder, "bob", "RDT long");
          Posting posting = Posting.begin(bot, permissions, posted)) {
        List<String> differences =
            compare(server.data().resolve("threads/long"), reader, permissions);
        assertThat(differences).isEmpty();
        assertThat(reader.status()).as("%s%n%s", reader.errors(), server).isZero();
        assertThat(posting.failures()).isEmpty();
      }
      assertThat(posted.get()).isGreaterThanOrEqualTo(mebibytes * MEBIBYTE / SlowReader.STEP_BYTES);
      System.out.printf(
          "LargeThingsTest: %d MiB in %d messages read through %s, %d posts meanwhile%n",
          mebibytes, messages, relay, posted.get());
    }
  }

  /// Compares line by line what the reader shows and what stands in the thread's file.
  private static List<String> compare(Path file, SlowReader reader, Semaphore permissions)
      throws Exception {
    List<String> differences = new ArrayList<>();
    try (BufferedReader stored = Files.newBufferedReader(file);
        BufferedReader shown =
            new BufferedReader(
                new InputStreamReader(reader.output(permissions), StandardCharsets.UTF_8))) {
      stored.readLine(); // the header
      for (String line = stored.readLine(); line != null; line = stored.readLine()) {
        String expected = row(line);
        String found = shown.readLine();
        if (!expected.equals(found)) {
          differences.add(start(expected) + " was shown as " + start(String.valueOf(found)));
        }
      }
      if (shown.readLine() != null) {
        differences.add("more than there is");
      }
    }
    return differences;
  }

  private static String start(String line) {
    return line.substring(0, Math.min(80, line.length()));
  }

  private static String row(String line) throws Exception {
    ThreadLine.Message message =
        (ThreadLine.Message) LineCodec.read(line.getBytes(StandardCharsets.UTF_8));
    return String.join(
        "\t",
        "" + message.number(),
        message.author().text(),
        message.at().toString().length() == 20
            ? message.at().toString().replace("Z", ".000Z")
            : message.at().toString(),
        message.text(),
        "" + message.id(),
        "" + message.revision());
  }

  /// Posts messages of the greatest length until there is enough.
  private static int writeThread(Bot bot, String title, int mebibytes) throws Exception {
    bot.does(new Request.CreateThread(new ThreadTitle(title)));
    int messages = mebibytes * MEBIBYTE / Limits.TEXT_BYTES;
    Queue<CompletableFuture<Reply>> asked = new ArrayDeque<>();
    for (int i = 0; i < messages; i++) {
      String text = i + " " + Character.toString('a' + i % 26).repeat(Limits.TEXT_BYTES - 10);
      asked.add(bot.post(title, text));
      if (asked.size() == AHEAD) {
        requireOk(asked.remove());
      }
    }
    for (CompletableFuture<Reply> each : asked) {
      requireOk(each);
    }
    return messages;
  }

  private static void requireOk(CompletableFuture<Reply> asked) throws Exception {
    assertThat(Bot.get(asked).isOk()).isTrue();
  }

  @Test
  void lst_of_5000_threads_is_whole() throws Exception {
    list(5_000);
  }

  @Test
  @Tag("campaign")
  void lst_of_100000_threads_is_whole() throws Exception {
    list(Integer.getInteger("forum.large.threads", 100_000));
  }

  private void list(int threads) throws Exception {
    try (ForumProcess server = start();
        Bot bot = Bot.login(server.address(), "ann", "a password")) {
      List<String> titles = createThreads(bot, threads);
      for (int i = 0; i < 3; i++) {
        requireOk(bot.post("thread-" + i, "a post makes another list of it"));
        assertThat(listed(server)).isEqualTo(titles);
      }
    }
    try (ForumProcess server = start()) {
      assertThat(listed(server)).hasSize(threads);
    }
  }

  private static List<String> createThreads(Bot bot, int threads) throws Exception {
    List<String> titles = new ArrayList<>();
    Queue<CompletableFuture<Reply>> asked = new ArrayDeque<>();
    for (int i = 0; i < threads; i++) {
      titles.add("thread-" + i);
      asked.add(bot.send(new Request.CreateThread(new ThreadTitle(titles.getLast()))));
      if (asked.size() == 8 * AHEAD) {
        requireOk(asked.remove());
      }
    }
    for (CompletableFuture<Reply> each : asked) {
      requireOk(each);
    }
    return titles;
  }

  /// The titles that LST shows to a client with little memory.
  private List<String> listed(ForumProcess server) throws Exception {
    List<String> titles = new ArrayList<>();
    try (SlowReader reader =
            SlowReader.start(CLIENT_MEBIBYTES, server.address(), folder, "bob", "LST");
        BufferedReader shown =
            new BufferedReader(
                new InputStreamReader(
                    reader.output(new Semaphore(Integer.MAX_VALUE)), StandardCharsets.UTF_8))) {
      for (String line = shown.readLine(); line != null; line = shown.readLine()) {
        titles.add(line.substring(0, line.indexOf('\t')));
      }
      assertThat(reader.status()).as("%s%n%s", reader.errors(), server).isZero();
    }
    return titles;
  }

  @Test
  void a_post_of_the_greatest_length_passes_a_storm_once() throws Exception {
    String text = "x\u00e9".repeat(Limits.TEXT_BYTES / 3);
    Files.writeString(folder.resolve("post.txt"), text);
    try (ForumProcess server = start();
        LossyRelay relay = LossyRelay.open(server.address(), Weather.STORM, SEED)) {
      Finished client =
          ClientProcess.run(
              relay.address(), folder, "ann\na password\nCRT t\nMSG -f post.txt t\nRDT t\n");
      assertThat(client.status()).as("%s%n%s", client, server).isZero();
      assertThat(client.out()).contains(text);
      assertThat(Classic.file(server.data(), "t")).containsExactly("ann", "1 ann: " + text);
    }
  }

  private ForumProcess start() throws IOException {
    return ForumProcess.startWithHeap(
        SERVER_MEBIBYTES, folder.resolve("data"), Ports.free(), OPTIONS);
  }
}
