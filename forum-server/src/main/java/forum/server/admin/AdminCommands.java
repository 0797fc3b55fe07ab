package forum.server.admin;

import java.util.List;
import java.util.Optional;

/// Which commands there are.
final class AdminCommands {
  private AdminCommands() {}

  /// In the order of the help.
  static List<AdminCommand> all() {
    return List.of(
        new BackupCommand(),
        new RestoreCommand(),
        new CheckCommand(),
        new UserCommand(),
        new InviteCommand());
  }

  static Optional<AdminCommand> named(String name) {
    return all().stream().filter(command -> command.name().equals(name)).findFirst();
  }
}
