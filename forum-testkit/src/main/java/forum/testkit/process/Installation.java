package forum.testkit.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where the packaged programs are, and how they are started: as `bin/lib/launch.sh` does, but with
/// the first compiler only, because they live for seconds.
///
/// The programs are those that were built last, without AOT caches. The system property
/// `forum.installed` names a folder below `target/run` instead, whose caches make each start
/// quicker.
final class Installation {
  private static final List<String> FLAGS =
      List.of(
          "-ea",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Xlog:disable",
          "-Xlog:all=error,aot=off,cds=off:stderr");

  private Installation() {}

  /// The command that starts `forum-server` or `forum-client`.
  static List<String> command(String program, List<String> flags, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(flags);
    String installed = System.getProperty("forum.installed");
    if (installed == null) {
      command.addAll(List.of("-Xshare:auto", "-jar", jar(program).toString()));
    } else {
      Path folder = Path.of(installed);
      command.add("-XX:AOTCache=" + folder.resolve(program + ".aot"));
      command.addAll(List.of("-jar", folder.resolve(program + ".jar").toString()));
    }
    command.addAll(arguments);
    return command;
  }

  private static Path jar(String program) {
    Path jar = root().resolve(program).resolve("target").resolve(program + ".jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing; `mvn package` makes it");
    }
    return jar;
  }

  /// The folder of the sources.
  static Path root() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("bin/forum-server"))) {
        return folder;
      }
    }
    throw new IllegalStateException("not below a folder that has a bin/forum-server");
  }
}
