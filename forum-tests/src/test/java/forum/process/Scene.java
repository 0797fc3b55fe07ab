package forum.process;

import forum.testkit.process.ClientProcess;
import forum.testkit.process.Finished;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import forum.testkit.process.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A server and people with clients, each in a folder of their own.
final class Scene implements AutoCloseable {
  private final Path folder;
  private final ForumProcess server;

  /// Starts the server.
  Scene(Path folder) throws IOException {
    this.folder = folder;
    this.server = ForumProcess.start(folder.resolve("data"), Ports.free());
  }

  ForumProcess server() {
    return server;
  }

  /// Where `user` is at home.
  Path home(String user) throws IOException {
    return Files.createDirectories(folder.resolve("home of " + user));
  }

  /// Runs a client as `user`, whose password is made from the name, with `lines` piped in.
  Finished run(String user, String... lines) throws Exception {
    return run(user, List.of(), lines);
  }

  Finished run(String user, List<String> options, String... lines) throws Exception {
    String script = String.join("", List.of(lines).stream().map(line -> line + "\n").toList());
    return ClientProcess.run(
        server.address(), home(user), script, identified(user, options).toArray(String[]::new));
  }

  /// Starts a client as `user` that takes its lines one by one.
  Program open(String user) throws IOException {
    return ClientProcess.start(
        server.address(), home(user), identified(user, List.of()).toArray(String[]::new));
  }

  private List<String> identified(String user, List<String> options) throws IOException {
    Path password = home(user).resolve("password");
    Files.writeString(password, password(user) + "\n");
    List<String> all = new ArrayList<>(List.of("-u", user, "--password-file", password.toString()));
    all.addAll(options);
    return all;
  }

  static String password(String user) {
    return "password of " + user;
  }

  /// The lines of a thread's file, each cut at its first TAB.
  List<String> thread(String title) throws IOException {
    return Classic.file(server.data(), title);
  }

  /// The bytes of a file that `user` has.
  byte[] bytes(String user, String file) throws IOException {
    return Files.readAllBytes(home(user).resolve(file));
  }

  /// Gives `user` a file.
  void give(String user, String file, byte[] bytes) throws IOException {
    Files.write(home(user).resolve(file), bytes);
  }

  void give(String user, String file, String text) throws IOException {
    give(user, file, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
