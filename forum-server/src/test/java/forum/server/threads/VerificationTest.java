package forum.server.threads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.FileSystemDisk;
import forum.server.threads.Verification.Difference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
  @TempDir Path folder;

  private final NaiveThread model = new NaiveThread(10, "general");
  private ThreadFiles files;
  private Path path;

  @BeforeEach
  void create() throws IOException {
    model.post("one");
    model.post("two\n2");
    model.upload("f");
    model.post("three");
    files = ThreadFiles.open(FileSystemDisk.at(folder), 0);
    path = Files.write(folder.resolve("threads/general"), model.bytes());
  }

  @Test
  void nothing_is_wrong_with_a_file_as_it_was_written() throws IOException {
    assertThat(differences()).isEmpty();
  }

  @Test
  void a_changed_line_is_named() throws IOException {
    change(2, line -> line.replace("two", "too"));
    assertThat(differences())
        .containsExactly(
            new Difference(3, "the line at byte 93 is damaged: its checksum is wrong"),
            new Difference(5, "number 3, expected 2"),
            new Difference(0, "messages 2, expected 3"));
  }

  @Test
  void a_missing_line_shows_as_a_gap() throws IOException {
    List<String> lines = lines();
    lines.remove(2);
    write(lines);
    assertThat(differences())
        .contains(new Difference(4, "number 3, expected 2"))
        .anySatisfy(difference -> assertThat(difference.found()).contains("bytes"));
  }

  @Test
  void a_repeated_line_shows_by_its_id() throws IOException {
    List<String> lines = lines();
    lines.add(4, lines.get(3));
    write(lines);
    Extent longer = new Extent(Files.size(path), 1, 3, 2, 20);
    assertThat(files.verify(model.key, model.header, longer))
        .containsExactly(new Difference(5, "id 17 stands behind 17"));
  }

  @Test
  void a_missing_header_is_named() throws IOException {
    write(lines().subList(1, 5));
    assertThat(differences()).contains(new Difference(1, "the header is missing"));
  }

  @Test
  void a_second_header_is_named() throws IOException {
    List<String> lines = lines();
    lines.add(3, lines.getFirst());
    write(lines);
    assertThat(differences())
        .anySatisfy(
            difference -> {
              assertThat(difference.line()).isEqualTo(4);
              assertThat(difference.found()).endsWith("expected an entry");
            });
  }

  @Test
  void a_file_of_another_length_is_named() throws IOException {
    Files.write(path, Arrays.copyOf(model.bytes(), model.bytes().length - 10));
    assertThat(differences()).anyMatch(difference -> difference.found().contains("has no end"));
    Files.write(path, (new String(model.bytes(), UTF_8) + "more\n").getBytes(UTF_8));
    assertThat(differences()).containsExactly(new Difference(0, "5 bytes behind the last line"));
  }

  @Test
  void a_missing_file_is_named() throws IOException {
    Files.delete(path);
    assertThat(differences()).containsExactly(new Difference(0, "it is missing"));
  }

  @Test
  void a_file_of_nonsense_is_not_reported_line_by_line_for_ever_but_counted() throws IOException {
    Files.writeString(path, "nonsense\n".repeat(100_000));
    Extent extent = new Extent(900_000, 1, 99_999, 0, 5);
    List<Difference> differences = files.verify(model.key, model.header, extent);
    assertThat(differences).hasSize(FirstDifferences.MAX + 1);
    assertThat(differences.getLast())
        .isEqualTo(new Difference(0, "it has 99902 more differences")); // two of them are counts
  }

  @Test
  void every_single_byte_counts() throws IOException {
    byte[] bytes = model.bytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] spoiled = bytes.clone();
      spoiled[i] ^= 4;
      Files.write(path, spoiled);
      assertThat(differences()).as("byte %d", i).isNotEmpty();
    }
  }

  private List<Difference> differences() throws IOException {
    return files.verify(model.key, model.header, model.extent(1));
  }

  private void change(int index, java.util.function.UnaryOperator<String> edit) throws IOException {
    List<String> lines = lines();
    lines.set(index, edit.apply(lines.get(index)));
    write(lines);
  }

  private List<String> lines() {
    return new ArrayList<>(new String(model.bytes(), UTF_8).lines().toList());
  }

  private void write(List<String> lines) throws IOException {
    Files.writeString(path, String.join("\n", lines) + "\n");
  }
}
