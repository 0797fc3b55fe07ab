package forum.client.verb;

import forum.protocol.Code;
import org.jspecify.annotations.Nullable;

/// Why a command did not do what it should, told so that one can go on: what happened, why, and a
/// command that would work.
///
/// @param code the class of the problem, for programs
/// @param exit exit status of a script in which this was the first failure
/// @param what one line
/// @param why the cause, where it is not obvious
/// @param hint a command that works here
public record Problem(
    String code, int exit, String what, @Nullable String why, @Nullable String hint) {
  /// A problem with no more to be said.
  public static Problem of(Code code, String what) {
    return new Problem(code.name(), code.exitStatus(), what, null, null);
  }

  /// A problem of the client's own.
  public static Problem of(LocalCode code, String what) {
    return new Problem(code.name(), code.exitStatus(), what, null, null);
  }

  /// The same with its cause.
  public Problem because(@Nullable String cause) {
    return new Problem(code, exit, what, cause, hint);
  }

  /// The same with a way out.
  public Problem hint(@Nullable String command) {
    return new Problem(code, exit, what, why, command);
  }

  /// The same with more behind what happened.
  Problem adding(String more) {
    return new Problem(code, exit, what + more, why, hint);
  }
}
