package forum.faults;

import static org.assertj.core.api.Assertions.assertThat;

import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/// A library that makes calls of a process fail, once it has been told to.
final class FailingCalls {
  private static final String SOURCE = "failing_calls.c";
  private final Path library;
  private final Path when;

  private FailingCalls(Path library, Path when) {
    this.library = library;
    this.when = when;
  }

  /// Builds it in `folder`.
  static FailingCalls build(Path folder) throws Exception {
    boolean linux = System.getProperty("os.name").equals("Linux");
    Assumptions.assumeTrue(linux, "the library is for Linux, this is another system");
    Path source = folder.resolve(SOURCE);
    try (InputStream in = FailingCalls.class.getResourceAsStream(SOURCE)) {
      Files.copy(Objects.requireNonNull(in), source);
    }
    Path library = folder.resolve("failing_calls.so");
    List<String> command =
        List.of("gcc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString());
    try (Program gcc = Program.start(command, folder)) {
      Finished finished = gcc.finished(Deadline.inSeconds(60));
      assertThat(finished.status()).as("%s", finished).isZero();
    }
    return new FailingCalls(library, folder.resolve("now"));
  }

  /// Which call is to fail.
  ///
  /// @param call `fsync`, `fdatasync`, `write` or `rename`
  /// @param path a part of the path
  /// @param nth the first one that fails, from 1 on
  /// @param how `EIO`, `short`, or for a force `idle`: it does nothing and says it was done
  record Failure(String call, String path, int nth, String how) {}

  /// What a program has to be started through.
  List<String> through(Failure failure) {
    return List.of(
        "env",
        "LD_PRELOAD=" + library,
        "FAIL_CALL=" + failure.call(),
        "FAIL_PATH=" + failure.path(),
        "FAIL_NTH=" + failure.nth(),
        "FAIL_HOW=" + failure.how(),
        "FAIL_WHEN=" + when);
  }

  /// From now on calls are counted.
  void begin() throws IOException {
    Files.createFile(when);
  }

  /// No call fails any more.
  void end() throws IOException {
    Files.deleteIfExists(when);
  }
}
