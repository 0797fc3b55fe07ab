package forum.server.admin;

import forum.machine.Chance;
import forum.protocol.Limits;
import forum.protocol.Role;
import forum.protocol.login.Password;
import forum.protocol.login.Verifier;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `user add|passwd|role|lock|unlock|rm|list|tokens|revoke`: the accounts and their tokens. Makes
/// the first admin, too.
final class UserCommand implements AdminCommand {
  static final String ADD = "add";
  static final String PASSWD = "passwd";
  static final String ROLE = "role";
  static final String LOCK = "lock";
  static final String UNLOCK = "unlock";
  static final String RM = "rm";
  static final String LIST = "list";
  static final String TOKENS = "tokens";
  static final String REVOKE = "revoke";

  private static final List<String> ACTIONS =
      List.of(ADD, PASSWD, ROLE, LOCK, UNLOCK, RM, LIST, TOKENS, REVOKE);
  private static final Errand<UserOrder> ERRAND = new Errand<>(UserOrder.class, UserOrders::apply);

  @Override
  public String name() {
    return "user";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Words.command(name(), "Adds, changes, locks, removes and lists users and their tokens.")
            .addPositional(Words.word(0, "ACTION", String.join(", ", ACTIONS), true))
            .addPositional(Words.word(1, "NAME", "of the user; none for list", false))
            .addPositional(
                Words.word(
                    2,
                    "WORD",
                    "for add and role: user, moderator or admin; for revoke: which token [all]",
                    false))
            .addOption(Words.passwordFile())
            .addOption(Words.data());
    spec.usageMessage()
        .footer(
            "",
            "  forum-server admin user add root admin   the first admin; asks for a password",
            "  forum-server admin user role mira moderator",
            "  forum-server admin user revoke mira nightly   one token; without its name, all");
    return spec;
  }

  @Override
  public int run(ParseResult words, Operator operator) throws IOException {
    String action = String.valueOf(Words.word(words, 0));
    String user = Words.word(words, 1);
    String third = Words.word(words, 2);
    String token = action.equals(REVOKE) ? third : null;
    String role = token == null ? third : null;
    require(action, user, role);
    String login = System.getProperty("user.name", "?");
    long at = operator.ticker().now().toEpochMilli();
    UserOrder order = new UserOrder(action, user, verifier(action, words), role, token, at, login);
    return ERRAND.run(Words.data(words), name(), order, operator).printedOn(operator.out());
  }

  private static void require(String action, @Nullable String user, @Nullable String role)
      throws Refused {
    if (!ACTIONS.contains(action)) {
      throw usage("there is no \"user " + action + "\"", "list");
    }
    if (user == null && !action.equals(LIST)) {
      throw usage("NAME is missing", action + " mira");
    }
    if (role == null && action.equals(ROLE)) {
      throw usage("ROLE is missing", "role " + user + " moderator");
    }
    if (role != null && List.of(Role.values()).stream().noneMatch(it -> it.word().equals(role))) {
      throw usage("there is no role \"" + role + "\"", "role " + user + " moderator");
    }
  }

  private static Refused usage(String what, String advice) {
    return new Refused(
        what, "actions are " + String.join(", ", ACTIONS), "forum-server admin user " + advice);
  }

  private static @Nullable String verifier(String action, ParseResult words) throws IOException {
    if (!action.equals(ADD) && !action.equals(PASSWD)) {
      return null;
    }
    Password password = NewPassword.of(Words.passwordFile(words));
    byte[] salt = Chance.system().bytes(Verifier.SALT_BYTES);
    return Verifier.of(password, salt, Limits.PASSWORD_ROUNDS).text();
  }

  @Override
  public void serve(Visit visit, Live live) throws IOException {
    ERRAND.serve(visit, live);
  }
}
