package forum.server.threads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.Disk;
import forum.machine.FileSystemDisk;
import forum.protocol.line.ThreadLine.Entry;
import forum.protocol.line.ThreadLine.Message;
import forum.server.threads.ThreadReader.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadReaderTest {
  @TempDir Path folder;

  private final NaiveThread model = new NaiveThread(10, "general");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 50, 1000})
  void every_message_is_found_by_number_and_id(int messages) throws IOException, DamagedThread {
    fill(messages, new Random(messages));
    ThreadReader reader = reader();
    for (Entry entry : model.entries) {
      assertThat(reader.entry(entry.id())).contains(entry);
      if (entry instanceof Message message) {
        assertThat(reader.message(message.number())).contains(message);
      }
    }
  }

  @Test
  void what_was_never_there_is_not_found() throws IOException, DamagedThread {
    fill(100, new Random(1));
    ThreadReader reader = reader();
    assertThat(reader.message(0)).isEmpty();
    assertThat(reader.message(-1)).isEmpty();
    assertThat(reader.message(101)).isEmpty();
    assertThat(reader.entry(0)).isEmpty();
    assertThat(reader.entry(model.lastId() + 1)).isEmpty();
    List<Long> ids = model.entries.stream().map(Entry::id).toList();
    for (long id = 1; id < model.lastId(); id++) {
      assertThat(reader.entry(id).isPresent()).isEqualTo(ids.contains(id));
    }
  }

  @Test
  void messages_between_the_longest_ones_are_found() throws IOException, DamagedThread {
    for (int i = 0; i < 40; i++) {
      model.post(i % 3 == 0 ? "\u001b".repeat(65536) : "short");
    }
    ThreadReader reader = reader();
    for (int number = 1; number <= 40; number++) {
      assertThat(reader.message(number)).contains(model.message(number));
    }
  }

  @Test
  void messages_around_many_uploads_are_found() throws IOException, DamagedThread {
    for (int message = 0; message < 5; message++) {
      for (int i = 0; i < 500; i++) {
        model.upload("file " + i);
      }
      model.post("message");
    }
    ThreadReader reader = reader();
    for (int number = 1; number <= 5; number++) {
      assertThat(reader.message(number)).contains(model.message(number));
    }
  }

  @Test
  void all_is_all_but_the_header() throws IOException, DamagedThread {
    fill(20, new Random(2));
    assertThat(text(reader().all())).isEqualTo(lines(0));
  }

  @Test
  void nothing_is_all_of_an_empty_thread() throws IOException, DamagedThread {
    ThreadReader reader = reader();
    assertThat(text(reader.all())).isEmpty();
    assertThat(text(reader.lastLines(5))).isEmpty();
    assertThat(text(reader.lastMessages(5))).isEmpty();
    assertThat(text(reader.messages(1, 5))).isEmpty();
    assertThat(text(reader.since(Instant.EPOCH))).isEmpty();
  }

  @Test
  void the_last_lines_are_counted_with_uploads() throws IOException, DamagedThread {
    fill(200, new Random(3));
    ThreadReader reader = reader();
    int entries = model.entries.size();
    for (int count = 0; count < entries + 3; count++) {
      assertThat(text(reader.lastLines(count))).isEqualTo(lines(Math.max(0, entries - count)));
    }
  }

  @Test
  void the_last_messages_are_counted_without_uploads() throws IOException, DamagedThread {
    model.upload("first");
    fill(200, new Random(4));
    model.upload("last");
    ThreadReader reader = reader();
    for (int count = 1; count < 200; count++) {
      assertThat(text(reader.lastMessages(count))).isEqualTo(lines(index(201 - count)));
    }
    assertThat(reader.lastMessages(200)).isEqualTo(reader.all());
    assertThat(reader.lastMessages(Integer.MAX_VALUE)).isEqualTo(reader.all());
    assertThat(text(reader.lastMessages(0))).isEmpty();
  }

  @Test
  void a_range_of_messages_has_what_stands_between_them() throws IOException, DamagedThread {
    fill(30, new Random(5));
    ThreadReader reader = reader();
    for (int first = -1; first <= 32; first++) {
      for (int last = -1; last <= 32; last++) {
        assertThat(text(reader.messages(first, last))).isEqualTo(between(first, last));
      }
    }
  }

  private String between(int first, int last) {
    int from = Math.max(first, 1);
    int to = Math.min(last, model.messages());
    return from > to ? "" : lines(index(from), index(to) + 1);
  }

  @Test
  void since_a_time_begins_at_the_first_entry_not_older() throws IOException, DamagedThread {
    fill(300, new Random(6));
    ThreadReader reader = reader();
    assertThat(reader.since(Instant.EPOCH)).isEqualTo(reader.all());
    for (long id = 1; id <= model.lastId() + 1; id++) {
      long since = id;
      int older = (int) model.entries.stream().filter(entry -> entry.id() < since).count();
      assertThat(text(reader.since(NaiveThread.at(id)))).isEqualTo(lines(older));
    }
  }

  @Test
  void bytes_are_read_as_far_as_there_are_any() throws IOException, DamagedThread {
    fill(3, new Random(7));
    byte[] bytes = model.bytes();
    ThreadReader reader = reader();
    assertThat(reader.read(0, bytes.length)).isEqualTo(bytes);
    assertThat(reader.read(bytes.length - 5, 100)).hasSize(5);
    assertThat(reader.read(bytes.length, 100)).isEmpty();
    assertThat(reader.read(bytes.length + 7, 100)).isEmpty();
  }

  private void fill(int messages, Random random) {
    for (int i = 0; i < messages; i++) {
      while (random.nextInt(4) == 0) {
        model.upload("file " + i);
      }
      model.post("x".repeat(random.nextInt(120)) + "\n".repeat(random.nextInt(2)));
    }
  }

  /// Reads a file in which something of a crash lies behind the end.
  private ThreadReader reader() throws IOException {
    Disk disk = FileSystemDisk.at(folder);
    disk.replace(Path.of("general"), (new String(model.bytes(), UTF_8) + "9 x: y").getBytes(UTF_8));
    return new ThreadReader(disk.open(Path.of("general"), Disk.Mode.READ), model.extent(1));
  }

  private String text(Range range) throws IOException {
    byte[] file = FileSystemDisk.at(folder).readAll(Path.of("general"));
    return new String(file, (int) range.start(), (int) range.bytes(), UTF_8);
  }

  private int index(int number) {
    return model.entries.indexOf(model.message(number));
  }

  private String lines(int from) {
    return lines(from, model.entries.size());
  }

  private String lines(int from, int to) {
    List<String> all = new String(model.bytes(), UTF_8).lines().toList();
    return String.join(
        "", all.subList(from + 1, to + 1).stream().map(line -> line + "\n").toList());
  }
}
