package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import forum.protocol.Code;
import forum.protocol.Likeness;
import forum.protocol.Reply;
import forum.protocol.transfer.Sha256;
import forum.testkit.process.ClientProcess;
import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Whatever somebody calls a thread or a file: it is refused with a reason, or it is one file in
/// its folder that nothing else is taken for, on any file system.
@ExtendWith(NothingLeft.class)
class HostileNamesTest {
  private static final byte[] CONTENTS = "contents".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private ForumProcess start() throws IOException {
    return ForumProcess.start(folder.resolve("data"), Ports.free());
  }

  private static String json(String op, String... members) {
    JsonObject json = new JsonObject();
    json.addProperty("op", op);
    for (int i = 0; i < members.length; i += 2) {
      json.addProperty(members[i], members[i + 1]);
    }
    return json.toString();
  }

  private static Reply create(RawPeer peer, String title) throws Exception {
    return peer.change(json("CRT", "thread", title), "");
  }

  private static void assertRefused(Reply reply, String name) {
    assertThat(reply.code()).as("%s: %s", name, reply).isIn(Code.BAD_NAME, Code.EXISTS);
    assertThat(reply.detail() != null || reply.owner() != null).as("%s: %s", name, reply).isTrue();
  }

  @Test
  void every_title_is_refused_or_one_file_in_its_folder() throws Exception {
    List<String> names = HostileNames.all();
    assertThat(names).hasSizeGreaterThan(500);
    Set<String> accepted = new HashSet<>();
    try (ForumProcess server = start();
        RawPeer peer = new RawPeer(server.address())) {
      peer.login("mallory", "a password");
      for (String name : names) {
        Reply reply = create(peer, name);
        if (reply.isOk()) {
          accepted.add(Normalizer.normalize(name, Normalizer.Form.NFC));
        } else {
          assertRefused(reply, name);
        }
      }
      assertThat(accepted).hasSizeGreaterThan(100);
      assertOneFileEach(server.data().resolve("threads"), accepted.size());
      assertNothingOutside(server.data());
    }
    try (ForumProcess again = start();
        RawPeer peer = new RawPeer(again.address())) {
      peer.login("mallory", "a password");
      for (String name : accepted) {
        assertThat(create(peer, name).code()).as(name).isEqualTo(Code.EXISTS);
      }
    }
  }

  @Test
  void every_file_name_is_refused_or_one_file_in_its_folder() throws Exception {
    Path file = Files.write(folder.resolve("first"), CONTENTS);
    try (ForumProcess server = start();
        RawPeer peer = new RawPeer(server.address())) {
      Finished uploaded =
          ClientProcess.run(
              server.address(), folder, "ann\na password\nCRT t\nUPD t " + file + "\n");
      assertThat(uploaded.status()).as("%s", uploaded).isZero();
      peer.login("mallory", "a password");
      int accepted = 1;
      for (String name : HostileNames.all()) {
        JsonObject attach = new JsonObject();
        attach.addProperty("op", "UPC");
        attach.addProperty("thread", "t");
        attach.addProperty("file", name);
        attach.addProperty("size", CONTENTS.length);
        attach.addProperty("sha256", Sha256.of(CONTENTS).hex());
        Reply reply = peer.change(attach.toString(), "");
        if (reply.isOk()) {
          accepted++;
        } else {
          assertRefused(reply, name);
        }
      }
      assertThat(accepted).isGreaterThan(100);
      assertOneFileEach(server.data().resolve("attachments/t"), accepted);
      assertNothingOutside(server.data());
    }
  }

  @Test
  void of_titles_that_are_taken_for_each_other_there_is_one() throws Exception {
    try (ForumProcess server = start();
        RawPeer peer = new RawPeer(server.address())) {
      peer.login("mallory", "a password");
      for (List<String> alike : HostileNames.alike()) {
        assertThat(create(peer, alike.getFirst()).code()).as(alike.getFirst()).isEqualTo(Code.OK);
        for (String other : alike.subList(1, alike.size())) {
          Reply reply = create(peer, other);
          assertThat(reply.code()).as("%s: %s", other, reply).isIn(Code.EXISTS, Code.BAD_NAME);
        }
        assertThat(peer.change(json("RMV", "thread", alike.getFirst()), "").code())
            .isEqualTo(Code.OK);
        assertThat(create(peer, alike.get(1)).code()).as(alike.get(1)).isEqualTo(Code.OK);
      }
    }
  }

  @Test
  void a_word_of_two_alphabets_is_refused_and_one_of_each_is_not() throws Exception {
    try (ForumProcess server = start();
        RawPeer peer = new RawPeer(server.address())) {
      peer.login("mallory", "a password");
      for (String name : HostileNames.mixed()) {
        Reply reply = create(peer, name);
        assertThat(reply.code()).as(name).isEqualTo(Code.BAD_NAME);
        assertThat(reply.detail()).contains("several alphabets", "write each word in one");
      }
      for (String name :
          List.of("Linux и сети", "новости", "日本語とLatin", "α-βeta".substring(0, 1))) {
        assertThat(create(peer, name).code()).as(name).isEqualTo(Code.OK);
      }
    }
  }

  @Test
  void a_user_name_is_one_line_of_the_credentials_or_none() throws Exception {
    Set<String> accepted = new TreeSet<>();
    try (ForumProcess server = start();
        RawPeer peer = new RawPeer(server.address())) {
      for (String name : HostileNames.all()) {
        if (name.getBytes(StandardCharsets.UTF_8).length > 400) {
          continue; // would not fit a datagram
        }
        String start =
            json("LOGIN1", "user", name, "cnonce", "abcdefghijklmnopqrst", "agent", name)
                .replaceFirst("}$", ",\"version\":1,\"takeover\":false}");
        Reply reply = peer.query(start);
        if (reply.isOk()) {
          accepted.add(name);
        } else {
          assertRefused(reply, name);
        }
      }
      assertThat(accepted).allMatch(name -> name.matches("[\\x21-\\x7e]{1,64}")).isNotEmpty();
      server.program().terminate();
      assertThat(server.program().finished(Deadline.inSeconds(30)).out().lines())
          .as("no name and no agent has made a line of its own")
          .allMatch(line -> line.codePoints().noneMatch(Character::isISOControl));
    }
  }

  /// As many files as names, which also a file system keeps apart that knows no case and no forms.
  private static void assertOneFileEach(Path where, int names) throws IOException {
    List<String> files;
    try (Stream<Path> all = Files.list(where)) {
      files = all.map(file -> String.valueOf(file.getFileName())).toList();
    }
    assertThat(files).hasSize(names);
    assertThat(
            files.stream().map(file -> file.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()))
        .hasSize(names);
    assertThat(files.stream().map(Likeness::of).collect(Collectors.toSet())).hasSize(names);
    assertThat(files).noneMatch(file -> file.matches(".*[<>:\"/\\\\|?*\\x00-\\x1f].*"));
    for (String file : files) {
      assertThat(Files.isRegularFile(where.resolve(file), LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
  }

  private static void assertNothingOutside(Path data) throws IOException {
    try (Stream<Path> all = Files.list(data)) {
      assertThat(all.map(file -> String.valueOf(file.getFileName())))
          .isSubsetOf("threads", "attachments", "forum-data", "credentials.txt");
    }
  }
}
