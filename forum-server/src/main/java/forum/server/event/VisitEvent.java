package forum.server.event;

import forum.protocol.UserName;
import java.net.InetSocketAddress;

/// Users come and go.
public sealed interface VisitEvent extends ServerEvent {
  /// Somebody begins to log in.
  record Connecting(InetSocketAddress address, String agent) implements VisitEvent {
    @Override
    public String name() {
      return "connect";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of("Client authenticating", Shown.address(address) + "  " + agent);
    }

    @Override
    public void describe(Fields fields) {
      fields.add("address", Shown.address(address)).add("agent", agent);
    }
  }

  /// A name is registered.
  record NewUser(UserName user, InetSocketAddress address) implements VisitEvent {
    @Override
    public String name() {
      return "register";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of("New user", user.text());
    }

    @Override
    public void describe(Fields fields) {
      fields.add("user", user.text()).add("address", Shown.address(address));
    }
  }

  /// A login succeeded.
  ///
  /// @param fresh whether it is the user's first
  record LoginSucceeded(UserName user, InetSocketAddress address, boolean fresh)
      implements VisitEvent {
    @Override
    public String name() {
      return "login.ok";
    }

    @Override
    public Phrase phrase() {
      String phrase = user + (fresh ? " successfully logged in" : " successful login");
      return Phrase.of(phrase, Shown.address(address));
    }

    @Override
    public void describe(Fields fields) {
      fields.add("user", user.text()).add("address", Shown.address(address));
    }
  }

  /// A password was wrong.
  ///
  /// @param failures in a row, of this user from there
  /// @param pauseMillis for which further tries are refused
  record LoginFailed(UserName user, InetSocketAddress address, int failures, long pauseMillis)
      implements VisitEvent {
    @Override
    public Level level() {
      return pauseMillis > 0 ? Level.WARN : Level.INFO;
    }

    @Override
    public String name() {
      return "login.fail";
    }

    @Override
    public Phrase phrase() {
      String who = user + " " + Shown.address(address) + ", " + failures + "x";
      return Phrase.of(
          "Incorrect password",
          pauseMillis > 0 ? who + ", paused " + Shown.micros(pauseMillis * 1000) : who);
    }

    @Override
    public void describe(Fields fields) {
      fields.add("user", user.text()).add("address", Shown.address(address));
      fields.add("failures", failures).add("pauseMillis", pauseMillis);
    }
  }

  /// A login was refused for another reason than the password.
  record LoginRefused(UserName user, InetSocketAddress address, String reason)
      implements VisitEvent {
    @Override
    public String name() {
      return "login.refused";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of("Login of " + user + " refused", reason);
    }

    @Override
    public void describe(Fields fields) {
      fields.add("user", user.text()).add("address", Shown.address(address));
      fields.add("reason", reason);
    }
  }

  /// A login was refused because the user is logged in.
  record AlreadyLoggedIn(UserName user, InetSocketAddress address) implements VisitEvent {
    @Override
    public String name() {
      return "login.already";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of(user + " has already logged in", Shown.address(address));
    }

    @Override
    public void describe(Fields fields) {
      fields.add("user", user.text()).add("address", Shown.address(address));
    }
  }

  /// A user left.
  record Exited(UserName user) implements VisitEvent {
    @Override
    public String name() {
      return "logout";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of(user + " exited");
    }

    @Override
    public void describe(Fields fields) {
      fields.add("user", user.text());
    }
  }

  /// A user was silent for so long that the session ended.
  record Expired(UserName user, long silentSeconds) implements VisitEvent {
    @Override
    public String name() {
      return "expire";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of(user + " expired", "silent for " + silentSeconds + " s");
    }

    @Override
    public void describe(Fields fields) {
      fields.add("user", user.text()).add("silentSeconds", silentSeconds);
    }
  }

  /// A session ended in another way, or its client is not heard any more.
  record Disconnected(UserName user, String reason) implements VisitEvent {
    @Override
    public String name() {
      return "disconnect";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of(user + " disconnected", reason);
    }

    @Override
    public void describe(Fields fields) {
      fields.add("user", user.text()).add("reason", reason);
    }
  }
}
