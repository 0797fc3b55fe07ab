package forum.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Jazzer on every decoder, each in a process of its own with little memory: it changes inputs so
/// that they lead to code not reached before. A finding is any exception that is not declared, an
/// input that takes longer than 20 s, or the end of the memory.
///
/// `bin/test -Pcampaign -pl forum-tests -am -Dtest=FuzzCampaignTest
/// -Dsurefire.failIfNoSpecifiedTests=false`, with `-Dforum.fuzz.seconds=600` for each decoder,
/// `-Dforum.fuzz.only=NAME,NAME` for some of them, `-Dforum.seed=1`, and `-Dforum.fuzz.keep=true`
/// to add what led somewhere new to the corpus. Several at once, here four:
/// `-Djunit.jupiter.execution.parallel.enabled=true
/// -Djunit.jupiter.execution.parallel.mode.default=concurrent
/// -Djunit.jupiter.execution.parallel.config.strategy=fixed
/// -Djunit.jupiter.execution.parallel.config.fixed.parallelism=4
/// -Djunit.jupiter.execution.parallel.config.fixed.max-pool-size=4`, without which there are more
@Tag("campaign")
class FuzzCampaignTest {
  private static final long SECONDS = Long.getLong("forum.fuzz.seconds", 600);
  private static final long SEED = Long.getLong("forum.seed", 1);
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");

  @TempDir Path folder;

  static List<Decoder> decoders() {
    String only = System.getProperty("forum.fuzz.only", "");
    return only.isEmpty()
        ? Decoders.all()
        : Stream.of(only.split(",")).map(Decoders::named).toList();
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void nothing_breaks_it(Decoder decoder) throws IOException, InterruptedException {
    Path corpus = folder.resolve("corpus");
    Corpus.unpack(decoder, corpus);
    String out = jazzer(decoder, "-max_total_time=" + SECONDS, corpus.toString());
    Matcher done = DONE.matcher(out);
    assertThat(done.find()).as("%s", out).isTrue();
    System.out.printf("%s: %s inputs in %s s%n", decoder, done.group(1), done.group(2));
    if (Boolean.getBoolean("forum.fuzz.keep")) {
      Path smaller = Files.createDirectories(folder.resolve("smaller"));
      jazzer(decoder, "-merge=1", smaller.toString(), corpus.toString());
      Corpus.keep(decoder, smaller);
    }
  }

  private String jazzer(Decoder decoder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-ea", "-Xmx192m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED"));
    command.add("-Dforum.fuzz.decoder=" + decoder.name());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=" + FuzzedDecoder.class.getName());
    command.add("--instrumentation_includes=forum.**:com.google.gson.**");
    command.add("--custom_hook_includes=forum.none.**");
    command.add("--trace=cov:cmp");
    command.addAll(List.of("-seed=" + SEED, "-timeout=20", "-max_len=4096"));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("jazzer.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int status = process.waitFor();
    String out = Files.readString(log);
    assertThat(status).as("%s: %s", decoder, out).isZero();
    return out;
  }
}
