package forum.server.model;

import forum.protocol.UserName;
import org.jspecify.annotations.Nullable;

/// The use of power over what belongs to others. Stands in the journal beside what it brought
/// about, so that the audit log can lack nothing.
///
/// @param by who did it: a user, or the operator, whose name contains blanks as no user's does
/// @param what it was, one word
/// @param about whom or what it concerns
/// @param reason why; absent when none was given
public record Act(String by, String what, String about, @Nullable String reason) {
  /// By a user.
  public static Act of(UserName by, String what, String about, @Nullable String reason) {
    return new Act(by.text(), what, about, reason);
  }

  /// By the operator of the server, who is this user of the computer.
  public static Act ofOperator(String login, String what, String about) {
    return new Act("the operator (" + login + ")", what, about, null);
  }
}
