package forum.process;

import forum.client.library.Refusal;
import forum.client.transfer.Progress;
import forum.client.transfer.TransferFailure;
import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.testkit.SeededChance;
import forum.testkit.process.Deadline;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Uploads files and fetches them again. A transfer that breaks off is begun again, as a user does.
final class Exhibitor implements Routine.Step, AutoCloseable {
  private static final int BYTES_MAX = 60_000;
  private static final int FILES_OF_A_THREAD = 900;
  private static final Duration PAUSE = Duration.ofMillis(20);

  private interface Transfer {
    void run() throws Exception;
  }

  private final Bot bot;
  private final Path folder;
  private final SeededChance chance;
  private final List<String> shown = new ArrayList<>();
  private int files;

  /// `folder` is its own.
  Exhibitor(InetSocketAddress server, String name, Path folder, long seed) throws Exception {
    this.bot = Bot.login(server, name, People.password(name));
    this.folder = Files.createDirectories(folder);
    this.chance = new SeededChance(seed);
  }

  @Override
  public void run() throws Exception {
    String thread = thread(files);
    if (files % FILES_OF_A_THREAD == 0) {
      bot.does(new Request.CreateThread(new ThreadTitle(thread)));
    }
    FileName name = new FileName("file" + files++);
    byte[] bytes = chance.bytes(chance.below(BYTES_MAX));
    Path source = Files.write(folder.resolve("up"), bytes);
    ThreadTitle title = new ThreadTitle(thread);
    untilDone(() -> bot.forum().upload(title, name, source, Progress.NONE));
    shown.add(bot.name + " uploaded " + name);
    Path target = folder.resolve("down");
    untilDone(
        () -> bot.forum().download(bot.forum().offer(title, name), target, true, Progress.NONE));
    if (Files.mismatch(source, target) >= 0) {
      throw new IllegalStateException(name + " came back as something else");
    }
  }

  private static void untilDone(Transfer transfer) throws Exception {
    while (true) {
      try {
        transfer.run();
        return;
      } catch (TransferFailure e) {
        Deadline.in(PAUSE).await(() -> false); // the server is down, or just starting
      } catch (Refusal refusal) {
        if (refusal.code() != Code.BUSY) {
          throw refusal;
        }
        Deadline.in(PAUSE).await(() -> false); // it still counts the transfer that broke off
      }
    }
  }

  private String thread(int file) {
    return bot.name + "-" + file / FILES_OF_A_THREAD;
  }

  /// What is in its threads and should not be, or the other way round.
  List<String> findings(Path data) throws Exception {
    List<String> found = new ArrayList<>();
    for (int file = 0; file < files; file += FILES_OF_A_THREAD) {
      List<String> lines = Classic.file(data, thread(file));
      found.addAll(lines.subList(1, lines.size()));
    }
    return found.equals(shown) ? List.of() : List.of("shown " + shown + ", found " + found);
  }

  @Override
  public void close() {
    bot.close();
  }
}
