package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Role;
import forum.protocol.UserName;
import forum.server.account.Accounts;
import forum.server.model.Act;
import org.jspecify.annotations.Nullable;

/// What it takes to have power over others: a moderator has it over users, an admin over all.
record Powers(Accounts accounts) {
  /// Why the caller cannot give orders; null when the caller can.
  static @Nullable Reply lacking(Caller caller) {
    return caller.isModerator()
        ? null
        : Reply.refused(
            Code.NOT_ALLOWED, "only moderators may do that, and you are a " + caller.role().word());
  }

  /// Why the caller has no power over `user`; null when there is nothing in the way.
  @Nullable Reply lackingOver(UserName user, Caller caller) {
    Reply lacking = lacking(caller);
    if (lacking != null) {
      return lacking;
    }
    if (user.equals(caller.user())) {
      return Reply.refused(Code.NOT_ALLOWED, "that is you");
    }
    Role role = accounts.role(user);
    return role.isAtLeast(Role.MODERATOR) && !caller.role().isAtLeast(Role.ADMIN)
        ? Reply.refused(
            Code.NOT_ALLOWED, user + " is " + role.word() + " too; only an admin may do that")
        : null;
  }

  static Act act(Caller caller, String what, String about, @Nullable String reason) {
    return Act.of(caller.user(), what, about, reason);
  }
}
