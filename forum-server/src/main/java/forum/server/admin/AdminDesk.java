package forum.server.admin;

import forum.server.event.ConditionEvent;
import forum.server.event.LifeEvent;
import forum.server.event.ServerEvent;
import forum.server.model.ServerLimits;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where the operator's commands reach the running server. Each visit has a thread of its own. That
/// the door cannot be opened is told, and keeps nobody else from using the forum.
public final class AdminDesk implements Closeable {
  private final Path folder;
  private final Live live;
  private final Consumer<ServerEvent> events;
  private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
  private @Nullable ServerSocketChannel door;
  private boolean closed;

  private AdminDesk(Path folder, Live live, Consumer<ServerEvent> events) {
    this.folder = folder;
    this.live = live;
    this.events = events;
  }

  /// Opens the door in `folder`, beside the caller, who has better things to do.
  public static AdminDesk open(Path folder, Live live, Consumer<ServerEvent> events) {
    AdminDesk desk = new AdminDesk(folder, live, events);
    Thread.ofVirtual().name("admin").start(desk::run);
    return desk;
  }

  private void run() {
    try {
      ServerSocketChannel bound = bind();
      while (bound != null) {
        receive(bound.accept());
      }
    } catch (ClosedChannelException e) {
      return; // the server stops
    } catch (IOException e) {
      events.accept(
          ConditionEvent.warning("commands of the operator do not reach this server: " + e));
    }
  }

  private synchronized @Nullable ServerSocketChannel bind() throws IOException {
    if (!closed) {
      door = AdminSocket.bind(folder);
    }
    return door;
  }

  private void receive(SocketChannel channel) throws IOException {
    Visit visit = new Visit(channel);
    visits.add(visit);
    if (visits.size() > ServerLimits.OPERATOR_VISITS) {
      end(visit);
    } else {
      Thread.ofVirtual().name("admin visit").start(() -> serve(visit));
    }
  }

  private void serve(Visit visit) {
    try {
      String name = visit.hear();
      AdminCommand command = name == null ? null : AdminCommands.named(name).orElse(null);
      if (command != null) {
        events.accept(new LifeEvent.Administered(command.name()));
        command.serve(visit, live);
      }
    } catch (IOException e) {
      return; // the operator went away, or the server stops
    } finally {
      end(visit);
    }
  }

  private void end(Visit visit) {
    visits.remove(visit);
    try {
      visit.close();
    } catch (IOException e) {
      events.accept(ConditionEvent.warning("a visit of the operator was not closed: " + e));
    }
  }

  /// Closes the door and ends all visits.
  @Override
  public synchronized void close() {
    closed = true;
    try {
      if (door != null) {
        door.close();
        AdminSocket.remove(folder);
      }
    } catch (IOException e) {
      events.accept(ConditionEvent.warning("the door for the operator was not closed: " + e));
    }
    visits.forEach(this::end);
  }
}
