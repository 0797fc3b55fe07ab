package forum.machine;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The data folder on a real file system.
///
/// A path that would leave the folder is refused as our own mistake: names from outside are checked
/// or encoded long before they come here.
public final class FileSystemDisk implements Disk {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path root;
  private final FileStore store;

  private FileSystemDisk(Path root, FileStore store) {
    this.root = root;
    this.store = store;
  }

  /// The disk whose paths begin at the folder `root`, which is made when it is missing.
  public static FileSystemDisk at(Path root) throws IOException {
    Files.createDirectories(root);
    Path real = root.toRealPath();
    Path parent = real.getParent();
    if (parent != null && Files.isReadable(parent)) {
      forceNames(parent);
    }
    return new FileSystemDisk(real, Files.getFileStore(real));
  }

  @Override
  public File open(Path path, Mode mode) throws IOException {
    Path inside = inside(path);
    try {
      return new OpenFile(path, FileChannel.open(inside, options(mode), attributes(mode)), store);
    } catch (IOException e) {
      throw DiskFull.recognised("open " + path, e, store);
    }
  }

  private static Set<OpenOption> options(Mode mode) {
    return switch (mode) {
      case READ -> Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);
      case WRITE ->
          Set.of(
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE,
              NOFOLLOW_LINKS);
      case CREATE, CREATE_SECRET ->
          Set.of(
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE_NEW,
              NOFOLLOW_LINKS);
    };
  }

  private FileAttribute<?>[] attributes(Mode mode) {
    boolean known = root.getFileSystem().supportedFileAttributeViews().contains("posix");
    return mode == Mode.CREATE_SECRET && known
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  @Override
  public boolean exists(Path path) {
    try {
      return Files.exists(inside(path), NOFOLLOW_LINKS);
    } catch (LinkedFolder e) {
      return false;
    }
  }

  @Override
  public long size(Path path) throws IOException {
    return Files.readAttributes(inside(path), BasicFileAttributes.class, NOFOLLOW_LINKS).size();
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    Path inside = inside(folder);
    if (!Files.isDirectory(inside, NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(inside)) {
      return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
    }
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    Path inside = inside(folder);
    requireNoLink(inside);
    try {
      Files.createDirectories(inside);
    } catch (IOException e) {
      throw DiskFull.recognised("create " + folder, e, store);
    }
    forceParents(folder);
  }

  /// Also where they existed before: whoever made them may have died before forcing them.
  private void forceParents(Path folder) throws IOException {
    Path parent = root;
    for (Path name : folder) {
      forceNames(parent);
      parent = parent.resolve(name);
    }
  }

  @Override
  public void rename(Path source, Path target) throws IOException {
    try {
      Files.move(inside(source), inside(target), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw DiskFull.recognised("rename " + source + " to " + target, e, store);
    }
  }

  @Override
  public void link(Path existing, Path link) throws IOException {
    try {
      Files.createLink(inside(link), inside(existing));
    } catch (IOException e) {
      throw DiskFull.recognised("link " + existing + " to " + link, e, store);
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.deleteIfExists(inside(path));
  }

  @Override
  public boolean isSame(Path one, Path other) throws IOException {
    return exists(one) && exists(other) && Files.isSameFile(inside(one), inside(other));
  }

  @Override
  public void ownerOnly(Path path) throws IOException {
    PosixFileAttributeView rights =
        Files.getFileAttributeView(inside(path), PosixFileAttributeView.class, NOFOLLOW_LINKS);
    if (rights != null) {
      rights.setPermissions(OWNER_ONLY);
    }
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    try {
      forceNames(inside(folder));
    } catch (IOException e) {
      throw DiskFull.recognised("force " + folder, e, store);
    }
  }

  private static void forceNames(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public long usableBytes() throws IOException {
    return store.getUsableSpace();
  }

  /// Where `path` really is: below the root, and not at the other end of a link.
  private Path inside(Path path) throws LinkedFolder {
    if (path.isAbsolute()) {
      throw new IllegalArgumentException("path " + path + ", expected a relative one");
    }
    for (Path name : path) {
      if (name.toString().equals("..")) {
        throw new IllegalArgumentException("path " + path + ", expected one without ..");
      }
    }
    if (path.toString().isEmpty()) {
      return root;
    }
    Path folder = root;
    for (int i = 0; i < path.getNameCount() - 1; i++) {
      folder = folder.resolve(path.getName(i));
      requireNoLink(folder);
    }
    return root.resolve(path);
  }

  private static void requireNoLink(Path folder) throws LinkedFolder {
    if (Files.isSymbolicLink(folder)) {
      throw new LinkedFolder(folder.toString());
    }
  }

  /// Where a folder should be, there is a link: nobody knows to what by the next moment.
  private static final class LinkedFolder extends FileSystemException {
    private static final long serialVersionUID = 1;

    LinkedFolder(String folder) {
      super(folder, null, "a symbolic link, and none is followed here; mount what it points to");
    }
  }
}
