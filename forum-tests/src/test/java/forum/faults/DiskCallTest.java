package forum.faults;

import static org.assertj.core.api.Assertions.assertThat;

import forum.faults.FailingCalls.Failure;
import forum.process.Bot;
import forum.process.NothingLeft;
import forum.process.People;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A call to the disk fails: the server says so and ends, nobody is told what is not so, and the
/// next start has everything that was acknowledged.
///
/// The long run: `bin/test -Pcampaign -pl forum-tests -am -Dtest=DiskCallTest
/// -Dsurefire.failIfNoSpecifiedTests=false`
@ExtendWith(NothingLeft.class)
class DiskCallTest {
  private static final int STATUS_DISK_FAILED = 75;
  private static final int POSTS = 300;
  @TempDir private Path folder;

  static Stream<Failure> some() {
    return Stream.of(
        new Failure("fdatasync", "/journal/", 1, "EIO"),
        new Failure("fdatasync", "/journal/", 4, "EIO"),
        new Failure("write", "/journal/", 2, "EIO"),
        new Failure("write", "/journal/", 3, "short"),
        new Failure("write", "/threads/", 3, "EIO"));
  }

  static Stream<Failure> many() {
    return IntStream.rangeClosed(1, 12)
        .boxed()
        .flatMap(
            nth ->
                Stream.of(
                    new Failure("fdatasync", "/journal/", nth, "EIO"),
                    new Failure("write", "/journal/", nth, "EIO"),
                    new Failure("write", "/journal/", nth, "short"),
                    new Failure("write", "/threads/", nth, "EIO")));
  }

  @ParameterizedTest
  @MethodSource("some")
  void a_disk_that_fails_ends_the_server_and_costs_nothing_acknowledged(Failure failure)
      throws Exception {
    fail(failure);
  }

  @ParameterizedTest
  @MethodSource("many")
  @Tag("campaign")
  void whichever_call_it_is(Failure failure) throws Exception {
    fail(failure);
  }

  private void fail(Failure failure) throws Exception {
    Path data = folder.resolve("data");
    int port = Ports.free();
    FailingCalls calls = FailingCalls.build(folder);
    People.settle(data, "ann");
    try (ForumProcess failing =
            ForumProcess.start(calls.through(failure), data, port, "--exact-port");
        Bot ann = Bot.login(failing.address(), "ann", People.password("ann"))) {
      Posts posts = new Posts(ann, "t");
      posts.post();
      calls.begin();
      posts.send(POSTS);
      Finished finished = failing.program().finished(Deadline.inSeconds(30));
      assertThat(finished.status()).as("%s", finished).isEqualTo(STATUS_DISK_FAILED);
      assertThat(finished.err()).contains("error: the disk failed: ", "  why:  ", "  try:  ");
      int acknowledged = posts.acknowledged();
      assertThat(acknowledged).as("%s", failure).isLessThan(1 + POSTS);
      calls.end();
      try (ForumProcess next = ForumProcess.start(data, port, "--exact-port")) {
        posts.settle();
        assertThat(ann.read("t")).as("%s", next).isEqualTo(posts.lines()).hasSize(1 + POSTS);
      }
      posts.audit(data);
    }
  }
}
