package forum.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminSocketTest {
  @TempDir private Path folder;

  @Test
  void nobody_but_its_owner_can_open_the_door() throws IOException {
    try (ServerSocketChannel _ = AdminSocket.bind(folder)) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("admin.socket"))))
          .isEqualTo("rw-------");
      assertThat(Files.list(folder)).hasSize(1);
    }
  }

  @Test
  void both_ends_hear_each_other() throws IOException {
    try (ServerSocketChannel door = AdminSocket.bind(folder);
        Visit visitor = new Visit(AdminSocket.connect(folder))) {
      try (Visit server = new Visit(door.accept())) {
        visitor.say("grüß dich");
        assertThat(server.hear()).isEqualTo("grüß dich");
        server.say("dich auch");
        assertThat(visitor.hear()).isEqualTo("dich auch");
      }
      assertThat(visitor.hear()).isNull();
    }
  }

  @Test
  void a_folder_may_have_a_long_name() throws IOException {
    Path deep = folder.resolve("x".repeat(100)).resolve("y".repeat(100));
    Files.createDirectories(deep);
    try (ServerSocketChannel door = AdminSocket.bind(deep);
        SocketChannel there = AdminSocket.connect(deep);
        SocketChannel here = door.accept()) {
      assertThat(there.isConnected() && here.isConnected()).isTrue();
    }
  }

  @Test
  void behind_a_door_that_a_killed_server_has_left_there_is_nobody() throws IOException {
    AdminSocket.bind(folder).close();
    assertThat(folder.resolve("admin.socket")).exists();
    assertThat(AdminSocket.connect(folder)).isNull();
    try (ServerSocketChannel _ = AdminSocket.bind(folder);
        SocketChannel there = AdminSocket.connect(folder)) {
      assertThat(there).isNotNull();
    }
  }

  @Test
  void without_a_door_there_is_nobody() throws IOException {
    assertThat(AdminSocket.connect(folder)).isNull();
  }
}
