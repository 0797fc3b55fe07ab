package forum.testkit;

import forum.machine.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// An open file of a [SimulatedDisk]. Of no use after a crash.
final class SimulatedHandle implements Disk.File {
  private final SimulatedDisk disk;
  private final SimulatedFile file;
  private final Path path;
  private final Disk.Mode mode;
  private final int life;
  private boolean closed;

  SimulatedHandle(SimulatedDisk disk, SimulatedFile file, Path path, Disk.Mode mode) {
    this.disk = disk;
    this.file = file;
    this.path = path;
    this.mode = mode;
    this.life = disk.life();
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    synchronized (disk) {
      throwIf(begin(Operation.READ, "read "), "read ");
      byte[] bytes = new byte[target.remaining()];
      int count = file.read(bytes, Math.toIntExact(position));
      target.put(bytes, 0, count);
      return count;
    }
  }

  @Override
  public void write(ByteBuffer source, long position) throws IOException {
    synchronized (disk) {
      refuseReader();
      Fault fault = begin(Operation.WRITE, "write ");
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      int room = disk.room(file.size(), position, bytes.length);
      if (fault == null && room < bytes.length) {
        fault = disk.overflow();
      }
      file.write(disk.reached(fault, bytes, room), Math.toIntExact(position));
      throwIf(fault, "write ");
    }
  }

  @Override
  public long size() throws IOException {
    synchronized (disk) {
      throwIf(begin(Operation.SIZE, "size of "), "size of ");
      return file.size();
    }
  }

  @Override
  public void truncate(long size) throws IOException {
    synchronized (disk) {
      refuseReader();
      throwIf(begin(Operation.TRUNCATE, "truncate "), "truncate ");
      file.truncate(Math.toIntExact(size));
    }
  }

  @Override
  public void force() throws IOException {
    synchronized (disk) {
      Fault fault = begin(Operation.FORCE, "force ");
      disk.force(file, fault);
      throwIf(fault, "force ");
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private @Nullable Fault begin(Operation operation, String verb) throws IOException {
    if (closed || life != disk.life()) {
      throw new IOException(verb + path + ": closed, or opened before the crash");
    }
    return disk.begin(operation, verb + path);
  }

  private void throwIf(@Nullable Fault fault, String verb) throws IOException {
    if (fault != null) {
      throw fault.exception(verb + path);
    }
  }

  private void refuseReader() throws IOException {
    if (mode == Disk.Mode.READ) {
      throw new IOException(path + " is open for reading only");
    }
  }
}
