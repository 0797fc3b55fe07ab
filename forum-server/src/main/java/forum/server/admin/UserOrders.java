package forum.server.admin;

import forum.protocol.InvalidValue;
import forum.protocol.Role;
import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import forum.server.account.Account;
import forum.server.account.Accounts;
import forum.server.commit.ForumStore;
import forum.server.model.Act;
import forum.server.model.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Decides about accounts. Runs in the loop.
final class UserOrders {
  private static final String LIST = "forum-server admin user list";

  private final ForumStore store;
  private final UserOrder order;

  private UserOrders(ForumStore store, UserOrder order) {
    this.store = store;
    this.order = order;
  }

  static Told apply(ForumStore store, UserOrder order) {
    return new UserOrders(store, order).apply();
  }

  private Told apply() {
    if (order.action().equals(UserCommand.LIST)) {
      return list();
    }
    UserName user = new UserName(Objects.requireNonNullElse(order.user(), ""));
    boolean exists = accounts().find(user).isPresent();
    if (order.action().equals(UserCommand.ADD)) {
      return exists
          ? Told.refused(user + " exists", "", "forum-server admin user passwd " + user)
          : add(user);
    }
    return exists ? change(user) : Told.refused("there is no user " + user, "", LIST);
  }

  private Accounts accounts() {
    return store.state().accounts();
  }

  private Told list() {
    List<String> lines = new ArrayList<>();
    for (Account account : accounts().list()) {
      Account.LastLogin last = account.lastLogin();
      lines.add(
          String.join(
              "\t",
              account.name().text(),
              account.role().word(),
              account.locked() ? "locked" : "open",
              Integer.toString(account.verifier().rounds()),
              last == null ? "never" : last.time().toString()));
    }
    return Told.done(lines);
  }

  private Told add(UserName user) {
    Role role = role();
    happen(new Event.Registered(user, verifier()), "add", user + " as " + role.word());
    if (role != Role.USER) {
      happen(new Event.RoleGiven(user, role.word()), "role", user + " " + role.word());
    }
    return Told.done(user + " added as " + role.word());
  }

  private Told change(UserName user) {
    return switch (order.action()) {
      case UserCommand.PASSWD -> {
        happen(new Event.Registered(user, verifier()), "passwd", user.text());
        yield Told.done(
            Stream.concat(
                    Stream.of(user + " has a new password; all sessions of " + user + " end"),
                    tokens(user).reminder())
                .toList());
      }
      case UserCommand.ROLE -> {
        Role role = role();
        happen(new Event.RoleGiven(user, role.word()), "role", user + " " + role.word());
        yield Told.done(user + " is " + role.word() + " now");
      }
      case UserCommand.LOCK -> {
        happen(new Event.AccountLocked(user, true), "lock", user.text());
        yield Told.done(user + " cannot log in any more; all sessions of " + user + " end");
      }
      case UserCommand.UNLOCK -> {
        happen(new Event.AccountLocked(user, false), "unlock", user.text());
        yield Told.done(user + " can log in again");
      }
      case UserCommand.RM -> {
        happen(new Event.AccountRemoved(user), "rm", user.text());
        yield Told.done(
            user + " is removed; posts stay, and nobody else can register the name",
            "  (forum-server admin user add " + user + " gives it out again)");
      }
      case UserCommand.TOKENS -> tokens(user).list();
      case UserCommand.REVOKE -> tokens(user).revoke();
      default -> throw new InvalidValue("there is no \"user " + order.action() + "\"");
    };
  }

  private TokenOrders tokens(UserName user) {
    return new TokenOrders(store, order, user);
  }

  private Role role() {
    return order.role() == null ? Role.USER : Role.of(order.role());
  }

  private String verifier() {
    return Verifier.ofText(Objects.requireNonNullElse(order.verifier(), "")).text();
  }

  private void happen(Event event, String what, String about) {
    Act act = Act.ofOperator(order.login(), "user " + what, about);
    store.commit().add(event, act, () -> {});
  }
}
