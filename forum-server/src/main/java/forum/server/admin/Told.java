package forum.server.admin;

import forum.server.event.Complaint;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the operator is told.
///
/// @param lines what was asked for, or what was done
/// @param what the reason why nothing was done; absent when it was
/// @param why more about that
/// @param advice a command line that would work
record Told(
    List<String> lines, @Nullable String what, @Nullable String why, @Nullable String advice) {
  static Told done(String... lines) {
    return new Told(List.of(lines), null, null, null);
  }

  static Told done(List<String> lines) {
    return new Told(lines, null, null, null);
  }

  static Told refused(String what, String why, String advice) {
    return new Told(List.of(), what, why, advice);
  }

  /// Prints it, or fails with the reason.
  int printedOn(PrintStream out) throws Refused {
    if (what != null) {
      throw new Refused(new Complaint(what, text(why), text(advice)));
    }
    lines.forEach(out::println);
    return Status.DONE;
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }
}
