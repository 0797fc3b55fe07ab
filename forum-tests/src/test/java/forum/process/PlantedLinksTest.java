package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.testkit.process.ClientProcess;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody who may write into the data folder puts symbolic links where the server has its files:
/// it follows none, neither reading nor writing.
@ExtendWith(NothingLeft.class)
class PlantedLinksTest {
  private static final int DATA_UNUSABLE = 4;
  private static final String MINE = "mine, and nobody else's";

  @TempDir private Path folder;
  private Path data;
  private Path outside;
  private Path mine;

  @BeforeEach
  void outside() throws IOException {
    data = Files.createDirectories(folder.resolve("data"));
    outside = Files.createDirectories(folder.resolve("outside"));
    mine = Files.writeString(outside.resolve("mine"), MINE);
    People.settle(data, "ann");
  }

  private void assertOutsideIsAsItWas() throws IOException {
    assertThat(mine).hasContent(MINE);
    try (Stream<Path> all = Files.list(outside)) {
      assertThat(all).containsExactly(mine);
    }
  }

  private static Finished script(ForumProcess server, Path where, String... lines)
      throws Exception {
    String login = "ann\n" + People.password("ann") + "\n";
    return ClientProcess.run(
        server.address(), where, login + String.join("\n", List.of(lines)) + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "threads",
        "forum-data/journal",
        "forum-data/blobs",
        "forum-data/parts",
        "forum-data/checkpoint"
      })
  void a_folder_that_is_a_link_is_named_and_not_entered(String name) throws Exception {
    Files.createDirectories(data.resolve(name).getParent());
    Files.createSymbolicLink(data.resolve(name), outside);
    try (Program program = ForumProcess.launch(data, Ports.free())) {
      Finished finished = program.finished(Deadline.inSeconds(30));
      assertThat(finished.status()).as("%s", finished).isEqualTo(DATA_UNUSABLE);
      assertThat(finished.err()).contains(name, "symbolic link", "none is followed");
    }
    assertOutsideIsAsItWas();
  }

  @Test
  void a_thread_whose_file_becomes_a_link_is_made_anew_and_the_target_stays() throws Exception {
    try (ForumProcess server = ForumProcess.start(data, Ports.free())) {
      assertThat(script(server, folder, "CRT t", "MSG t one").status()).isZero();
      Path file = data.resolve("threads/t");
      Files.delete(file);
      Files.createSymbolicLink(file, mine);
      script(server, folder, "MSG t two", "EDT t 1 first", "DLT t 1", "RDT t");
      server.program().kill();
    }
    assertOutsideIsAsItWas();
    try (ForumProcess server = ForumProcess.start(data, Ports.free())) {
      Finished read = script(server, folder, "MSG t three", "RDT t");
      assertThat(read.out()).as("%s", server).contains("three").doesNotContain(MINE);
      assertThat(Files.isSymbolicLink(data.resolve("threads/t"))).isFalse();
    }
    assertOutsideIsAsItWas();
  }

  @ParameterizedTest
  @ValueSource(strings = {"attachments", "attachments/t"})
  void an_attachment_is_not_shown_through_a_link_and_can_be_fetched_all_the_same(String link)
      throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "contents");
    try (ForumProcess server = ForumProcess.start(data, Ports.free())) {
      assertThat(script(server, folder, "CRT t").status()).isZero();
      Files.createDirectories(data.resolve(link).getParent());
      Files.createSymbolicLink(data.resolve(link), outside);
      Finished uploaded = script(server, folder, "UPD t " + file);
      assertThat(uploaded.status()).as("%s%n%s", uploaded, server).isZero();
      assertOutsideIsAsItWas();
      Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
      assertThat(script(server, elsewhere, "DWN t notes.txt").status()).isZero();
      assertThat(elsewhere.resolve("notes.txt")).hasContent("contents");
      assertThat(script(server, folder, "RMV -y t").status()).isZero();
    }
    assertOutsideIsAsItWas();
  }

  @Test
  void credentials_and_key_are_not_read_or_written_through_links() throws Exception {
    Files.delete(data.resolve("credentials.txt"));
    Files.createSymbolicLink(data.resolve("credentials.txt"), mine);
    Files.createDirectories(data.resolve("forum-data"));
    Files.createSymbolicLink(data.resolve("forum-data/host-key.pem"), mine);
    try (Program program = ForumProcess.launch(data, Ports.free())) {
      Finished finished = program.finished(Deadline.inSeconds(30));
      assertThat(finished.status()).as("%s", finished).isEqualTo(DATA_UNUSABLE);
      assertThat(finished.err()).contains("error: ", "  try:  ").doesNotContain(MINE);
    }
    assertOutsideIsAsItWas();
  }
}
