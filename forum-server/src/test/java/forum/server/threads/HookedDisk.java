package forum.server.threads;

import forum.machine.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A disk that lets somebody else go first at every call, as another thread might.
final class HookedDisk implements Disk {
  /// What goes first.
  @FunctionalInterface
  interface Hook {
    void run() throws IOException;
  }

  private final Disk disk;
  private Hook hook = () -> {};

  HookedDisk(Disk disk) {
    this.disk = disk;
  }

  /// Lets `next` go first until the end of `during`.
  void interrupt(Hook during, Hook next) throws IOException {
    hook = next;
    try {
      during.run();
    } finally {
      hook = () -> {};
    }
  }

  private void letOtherGoFirst() throws IOException {
    Hook next = hook;
    hook = () -> {};
    next.run();
    hook = next;
  }

  @Override
  public File open(Path path, Mode mode) throws IOException {
    letOtherGoFirst();
    return disk.open(path, mode);
  }

  @Override
  public boolean exists(Path path) {
    return disk.exists(path);
  }

  @Override
  public long size(Path path) throws IOException {
    return disk.size(path);
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    return disk.list(folder);
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    disk.createFolders(folder);
  }

  @Override
  public void rename(Path source, Path target) throws IOException {
    disk.rename(source, target);
  }

  @Override
  public void link(Path existing, Path link) throws IOException {
    disk.link(existing, link);
  }

  @Override
  public void delete(Path path) throws IOException {
    disk.delete(path);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    letOtherGoFirst();
    disk.forceFolder(folder);
  }

  @Override
  public long usableBytes() throws IOException {
    return disk.usableBytes();
  }
}
