package forum.faults;

import static org.assertj.core.api.Assertions.assertThat;

import forum.testkit.process.Deadline;
import forum.testkit.process.Finished;
import forum.testkit.process.Program;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// A file system of some megabytes in a file, that can be filled, that the kernel can be made to
/// distrust, and whose power can be cut. Needs Linux and root; elsewhere the test is skipped, and
/// the simulated disk has to do.
final class SmallDisk implements AutoCloseable {
  private static final int PIECE_BYTES = 4 << 10;
  private static final int COMPARED_BYTES = 1 << 20;
  private final Path folder;
  private Path image;
  private Path kept;

  private SmallDisk(Path image, Path folder) {
    this.image = image;
    this.folder = folder;
    this.kept = image.resolveSibling(image.getFileName() + ".kept");
  }

  /// Makes it in the file `image` and mounts it as `folder`.
  static SmallDisk mount(Path image, Path folder, long megabytes) throws IOException {
    Files.createDirectories(folder);
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(megabytes << 20);
    }
    SmallDisk disk = new SmallDisk(image, folder);
    String why = disk.made();
    Assumptions.assumeTrue(why.isEmpty(), "no small disk can be made here: " + why);
    return disk;
  }

  private String made() throws IOException {
    try {
      Finished made = run("mkfs.ext4", "-q", "-m", "0", "" + image);
      Finished mounted = made.status() == 0 ? mounted() : made;
      return mounted.status() == 0 ? "" : mounted.err();
    } catch (IOException e) {
      return String.valueOf(e.getMessage()); // there is no such program
    }
  }

  private Finished mounted() throws IOException {
    return run("mount", "-o", "loop,errors=remount-ro", "" + image, "" + folder);
  }

  Path folder() {
    return folder;
  }

  /// Leaves about so much room and no more.
  void fill(long leftBytes) throws IOException {
    FileStore store = Files.getFileStore(folder);
    try (OutputStream out = Files.newOutputStream(folder.resolve("filler"))) {
      byte[] piece = new byte[PIECE_BYTES];
      while (store.getUsableSpace() > leftBytes) {
        out.write(piece);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  /// Gives back what [#fill] took.
  void makeRoom() throws IOException {
    Files.delete(folder.resolve("filler"));
  }

  /// Lets the kernel find an error in it: nothing can be written any more, to open files neither.
  void distrust() throws IOException {
    Finished loop = run("losetup", "--noheadings", "--output", "NAME", "-j", "" + image);
    Path device = Path.of(loop.out().strip()).getFileName();
    Path trigger = Path.of("/sys/fs/ext4/" + device + "/trigger_fs_error");
    Assumptions.assumeTrue(Files.exists(trigger), "this kernel has no " + trigger);
    Files.writeString(trigger, "test");
  }

  /// Mounts it anew, so that it can be written again; nobody may be using it.
  void remount() throws IOException {
    close();
    Finished finished = mounted();
    assertThat(finished.status()).as("%s", finished).isZero();
  }

  /// Keeps what would be on the disk if the power failed now: what was forced, and what the kernel
  /// has written of its own accord. What is in the kernel's cache alone is not. Nobody may be
  /// writing; the kernel may, so it is compared until a whole pass has found nothing new.
  void keep() throws IOException {
    while (copyNew() > 0) {
      // once more
    }
  }

  private int copyNew() throws IOException {
    int copied = 0;
    try (FileChannel from = FileChannel.open(image, StandardOpenOption.READ);
        FileChannel to =
            FileChannel.open(
                kept,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
      for (long at = 0; at < from.size(); at += COMPARED_BYTES) {
        ByteBuffer block = block(from, at);
        if (!block.equals(block(to, at))) {
          to.write(block, at);
          copied++;
        }
      }
    }
    return copied;
  }

  private static ByteBuffer block(FileChannel file, long at) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(COMPARED_BYTES);
    while (block.hasRemaining() && file.read(block, at + block.position()) > 0) {
      // more of it
    }
    return block.flip();
  }

  /// The power comes back: the disk is as it was at the last [#keep]; nobody may be using it.
  void returnToKept() throws IOException {
    Path lost = image;
    image = kept;
    kept = lost;
    remount();
  }

  /// Makes it read-only, as an operator does; nobody may be writing.
  void protect() throws IOException {
    Finished finished = run("mount", "-o", "remount,ro", "" + folder);
    assertThat(finished.status()).as("%s", finished).isZero();
  }

  private static Finished run(String... command) throws IOException {
    try (Program program = Program.start(List.of(command), Path.of("/"))) {
      return program.finished(Deadline.inSeconds(30));
    } catch (InterruptedException e) {
      throw new IOException("interrupted while waiting for " + command[0], e);
    }
  }

  @Override
  public void close() throws IOException {
    Finished finished = run("umount", "" + folder);
    assertThat(finished.status()).as("%s", finished).isZero();
  }
}
