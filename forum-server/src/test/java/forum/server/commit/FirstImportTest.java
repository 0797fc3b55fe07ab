package forum.server.commit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.Disk;
import forum.machine.FileSystemDisk;
import forum.machine.Ticker;
import forum.testkit.SeededChance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstImportTest {
  @TempDir Path root;
  private final List<String> findings = new ArrayList<>();

  @BeforeEach
  void makeFolder() throws Exception {
    Files.createDirectories(root.resolve("threads"));
  }

  @Test
  void a_classic_thread_keeps_its_lines_its_order_and_its_numbers() throws Exception {
    String classic = "yoda\n1 yoda: hello there\n2 7: C:\\temp is: mine\n3 a:b: said\ttab\n";
    write("threads/general", classic);

    open();

    assertThat(cut("threads/general"))
        .isEqualTo("yoda\n1 yoda: hello there\n2 7: C:\\temp is: mine\n3 a:b: said\\ttab\n");
    assertThat(root.resolve("forum-data/imported/general")).hasContent(classic);
    assertThat(findings).contains("imported thread general with 3 messages");
  }

  @Test
  void an_attachment_comes_along_from_where_a_classic_forum_has_it() throws Exception {
    write("threads/general", "yoda\n1 yoda: see\nyoda uploaded a.txt\nyoda uploaded gone.txt\n");
    write("threads/general-a.txt", "some bytes");

    open();

    assertThat(root.resolve("attachments/general/a.txt")).hasContent("some bytes");
    assertThat(cut("threads/general")).isEqualTo("yoda\n1 yoda: see\nyoda uploaded a.txt\n");
    assertThat(findings).anyMatch(finding -> finding.startsWith("left out of it: lines [4]"));
  }

  @Test
  void what_this_forum_wrote_is_imported_to_the_byte() throws Exception {
    write("threads/general", "yoda\n1 yoda: hello\n");
    open();
    String written = Files.readString(root.resolve("threads/general"));
    Path elsewhere = Files.createDirectories(root.resolve("elsewhere/threads"));
    Files.writeString(elsewhere.resolve("general"), written);

    root = root.resolve("elsewhere");
    open();

    assertThat(Files.readString(root.resolve("threads/general"))).isEqualTo(written);
  }

  @Test
  void a_line_edited_by_hand_is_imported_as_it_reads() throws Exception {
    write("threads/general", "yoda\n1 yoda: hello\n");
    open();
    String edited = Files.readString(root.resolve("threads/general")).replace("hello", "good day");
    Path elsewhere = Files.createDirectories(root.resolve("elsewhere/threads"));
    Files.writeString(elsewhere.resolve("general"), edited);

    root = root.resolve("elsewhere");
    open();

    assertThat(cut("threads/general")).isEqualTo("yoda\n1 yoda: good day\n");
  }

  @Test
  void a_file_that_is_no_thread_is_left_alone() throws Exception {
    write("threads/notes", "this is\nno thread at all\n");

    open();

    assertThat(root.resolve("threads/notes")).hasContent("this is\nno thread at all\n");
  }

  @Test
  void only_the_first_start_imports() throws Exception {
    open();
    write("threads/late", "yoda\n1 yoda: too late\n");

    open();

    assertThat(root.resolve("threads/late")).hasContent("yoda\n1 yoda: too late\n");
    assertThat(findings).isEmpty();
  }

  private void open() throws Exception {
    Disk disk = FileSystemDisk.at(root);
    ForumStore.Settings settings =
        new ForumStore.Settings(
            disk, Ticker.system(), new SeededChance(1), Runnable::run, 4096, 1 << 20, 1 << 20, 0);
    try (ForumStore store = ForumStore.open(settings, findings::add)) {
      store.commit().commit();
    }
  }

  private void write(String name, String text) throws Exception {
    Files.write(root.resolve(name), text.getBytes(UTF_8));
  }

  private String cut(String name) throws Exception {
    StringBuilder cut = new StringBuilder();
    for (String line : Files.readAllLines(root.resolve(name))) {
      cut.append(line.replaceFirst("\t.*", "")).append('\n');
    }
    return cut.toString();
  }
}
