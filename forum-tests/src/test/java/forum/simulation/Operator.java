package forum.simulation;

import forum.protocol.Role;
import forum.protocol.UserName;

/// Who runs the server: makes one user a moderator as soon as there is one, and changes the roles
/// of some now and then.
final class Operator {
  /// Who becomes a moderator.
  static final UserName FIRST = new UserName("user0");

  private static final long SECOND = 1_000_000_000;
  private static final long IMPATIENT = SECOND / 50;

  private final World world;
  private boolean appointed;

  Operator(World world) {
    this.world = world;
  }

  void begin() {
    look();
  }

  private void look() {
    if (world.server().isUp()) {
      if (!appointed) {
        appointed = world.server().role(FIRST).isAtLeast(Role.MODERATOR);
        world.server().appoint(FIRST, Role.MODERATOR);
      } else if (world.chance().happens(0.1)) {
        int users = world.scenario().people().users();
        Role role = Role.values()[world.chance().below(Role.values().length)];
        world.server().appoint(new UserName("user" + world.chance().below(users)), role);
      }
    }
    world.in(appointed ? 2 * SECOND : IMPATIENT, this::look);
  }
}
