package forum.server.event;

import java.net.InetSocketAddress;
import java.util.Locale;

/// The life of the server itself.
public sealed interface LifeEvent extends ServerEvent {
  /// The kinds of sockets there are.
  enum Protocol {
    /// Commands.
    UDP,
    /// Transfers.
    TCP
  }

  /// The server starts, with what it found.
  record Started(
      String version, String folder, long threads, long messages, long recoveryMillis, long pid)
      implements LifeEvent {
    @Override
    public String name() {
      return "start";
    }

    @Override
    public Phrase phrase() {
      return Phrase.line(
          "forum-server %s  data %s (%d threads, %d messages, recovered in %s)  pid %d"
              .formatted(
                  version, folder, threads, messages, Shown.micros(recoveryMillis * 1000), pid));
    }

    @Override
    public void describe(Fields fields) {
      fields.add("version", version).add("data", folder);
      fields.add("threads", threads).add("messages", messages);
      fields.add("recoveryMillis", recoveryMillis).add("pid", pid);
    }
  }

  /// Another port than the wished one is used.
  record PortBusy(int port, int other) implements LifeEvent {
    @Override
    public String name() {
      return "port.busy";
    }

    @Override
    public Phrase phrase() {
      return Phrase.line(port + " busy, using " + other);
    }

    @Override
    public void describe(Fields fields) {
      fields.add("port", port).add("other", other);
    }
  }

  /// A socket is open. Those for transfers come and go, and are not worth a word on the console.
  record Listening(Protocol protocol, InetSocketAddress address) implements LifeEvent {
    @Override
    public Level level() {
      return protocol == Protocol.UDP ? Level.INFO : Level.DEBUG;
    }

    @Override
    public String name() {
      return "listen";
    }

    @Override
    public Phrase phrase() {
      String text = "listening at " + Shown.address(address) + " (" + protocol + ")";
      return protocol == Protocol.UDP ? Phrase.line(text) : Phrase.of(text);
    }

    @Override
    public void describe(Fields fields) {
      fields.add("protocol", protocol.name().toLowerCase(Locale.ROOT));
      fields.add("address", Shown.address(address));
    }
  }

  /// By which clients know the server.
  record HostKey(String fingerprint) implements LifeEvent {
    @Override
    public String name() {
      return "hostkey";
    }

    @Override
    public Phrase phrase() {
      return Phrase.line("host key " + fingerprint);
    }

    @Override
    public void describe(Fields fields) {
      fields.add("fingerprint", fingerprint);
    }
  }

  /// The server is ready.
  record Waiting() implements LifeEvent {
    @Override
    public String name() {
      return "ready";
    }

    @Override
    public Phrase phrase() {
      return Phrase.line("Waiting for clients");
    }

    @Override
    public void describe(Fields fields) {}
  }

  /// Passwords in the clear were found and are being hashed, which takes a while.
  record Hashing(int passwords) implements LifeEvent {
    @Override
    public String name() {
      return "hashing";
    }

    @Override
    public Phrase phrase() {
      return Phrase.line("hashing " + passwords + " passwords from credentials.txt…");
    }

    @Override
    public void describe(Fields fields) {
      fields.add("passwords", passwords);
    }
  }

  /// The operator gives the running server a command.
  record Administered(String command) implements LifeEvent {
    @Override
    public String name() {
      return "admin";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of("Operator asks for " + command);
    }

    @Override
    public void describe(Fields fields) {
      fields.add("command", command);
    }
  }

  /// The server begins to stop.
  record Stopping(String reason, int clients) implements LifeEvent {
    @Override
    public String name() {
      return "stop.begin";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of("Stopping", reason + ", " + clients + " clients are told");
    }

    @Override
    public void describe(Fields fields) {
      fields.add("reason", reason).add("clients", clients);
    }
  }

  /// The server has stopped; nothing follows.
  record Stopped(long uptimeMillis, long logins) implements LifeEvent {
    @Override
    public String name() {
      return "stop";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of("Stopped", logins + " logins in " + Shown.micros(uptimeMillis * 1000));
    }

    @Override
    public void describe(Fields fields) {
      fields.add("uptimeMillis", uptimeMillis).add("logins", logins);
    }
  }
}
