package forum.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// What the operating system asks of the server: TERM and INT to stop, INT once more to stop at
/// once, HUP to open the log file again.
///
/// With a shutdown hook alone a server that stops on TERM would end with status 143, as if it had
/// been killed. Who handles the signal decides that itself, but the only class that can is
/// `sun.misc.Signal`: every mention of it is a compiler warning that nothing can excuse, hence the
/// reflection.
final class StopSignals {
  /// What is done then, on a thread of the JVM's that must not be held up for long.
  interface Handler {
    /// Finish what has begun, tell the clients, end.
    void stop(String reason);

    /// End now; everything acknowledged is durable.
    void stopAtOnce();

    /// Open the log file again.
    void reopenLog();
  }

  private final Handler handler;
  private final AtomicBoolean stopping = new AtomicBoolean();

  private StopSignals(Handler handler) {
    this.handler = handler;
  }

  /// Handles the signals from now on, as far as the system has them and the JVM was not told to
  /// leave them alone (`-Xrs`).
  static void install(Handler handler) {
    StopSignals signals = new StopSignals(handler);
    try {
      Class<?> receiver = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              receiver.getClassLoader(),
              new Class<?>[] {receiver},
              (_, _, arguments) -> signals.arrived(String.valueOf(arguments[0])));
      for (String name : new String[] {"TERM", "INT", "HUP"}) {
        handle(name, receiver, proxy);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java has no sun.misc.Signal", e);
    }
  }

  private static void handle(String name, Class<?> receiver, Object proxy)
      throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    try {
      Object named = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, receiver).invoke(null, named, proxy);
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw e;
      } // no such signal here, or not for us: what the system does by itself stays
    }
  }

  /// @return null, as the proxied method returns nothing
  private @Nullable Object arrived(String signal) {
    switch (signal) {
      case "SIGHUP" -> handler.reopenLog();
      case "SIGTERM" -> terminate();
      default -> interrupt();
    }
    return null;
  }

  private void terminate() {
    if (stopping.compareAndSet(false, true)) {
      handler.stop("asked to stop (TERM)");
    }
  }

  private void interrupt() {
    if (stopping.compareAndSet(false, true)) {
      handler.stop("interrupted at the console");
    } else {
      handler.stopAtOnce();
    }
  }
}
