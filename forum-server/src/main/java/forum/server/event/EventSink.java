package forum.server.event;

import java.io.Closeable;
import java.io.IOException;

/// Where events are written. Belongs to one thread.
interface EventSink extends Closeable {
  /// Opens a sink, on the thread it will belong to.
  @FunctionalInterface
  interface Opener {
    EventSink open() throws IOException;
  }

  void write(Stamped stamped) throws IOException;

  /// Called when nothing more is waiting to be written.
  void flush() throws IOException;
}
