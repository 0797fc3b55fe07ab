package forum.server.admin;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The door of a running server for its operator: a socket in its own folder, which only the owner
/// of the server can open. One that a server left behind when it was killed answers nobody, and the
/// next server replaces it.
final class AdminSocket {
  private static final String NAME = "admin.socket";
  private static final String UNFINISHED = "admin.new";

  private AdminSocket() {}

  /// Opens the door. To be called under the lock of the data folder.
  ///
  /// It gets its name when nobody else can open it any more: until then it lies in a folder that
  /// nobody else can enter.
  static ServerSocketChannel bind(Path folder) throws IOException {
    Path closed = closedFolder(folder);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try (Shortcut shortcut = Shortcut.to(closed)) {
      channel.bind(UnixDomainSocketAddress.of(shortcut.path().resolve(NAME)));
      Path socket = closed.resolve(NAME);
      if (isPosix(folder)) {
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      }
      Files.move(socket, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
      Files.delete(closed);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static Path closedFolder(Path folder) throws IOException {
    Path closed = folder.resolve(UNFINISHED);
    Files.deleteIfExists(closed.resolve(NAME));
    Files.deleteIfExists(closed);
    FileAttribute<?>[] rights =
        isPosix(folder)
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    return Files.createDirectory(closed, rights);
  }

  private static boolean isPosix(Path folder) throws IOException {
    return Files.getFileStore(folder).supportsFileAttributeView("posix");
  }

  /// Takes the door away.
  static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
  }

  /// Goes through the door; null when there is none, or nobody behind it.
  static @Nullable SocketChannel connect(Path folder) throws IOException {
    try (Shortcut shortcut = Shortcut.to(folder)) {
      return SocketChannel.open(UnixDomainSocketAddress.of(shortcut.path().resolve(NAME)));
    } catch (SocketException e) {
      return null;
    }
  }
}
