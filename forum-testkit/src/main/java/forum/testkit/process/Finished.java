package forum.testkit.process;

import java.util.List;

/// A program that has come to its end.
///
/// @param status its exit status
/// @param out what it wrote to its standard output
/// @param err what it wrote to its standard error
public record Finished(int status, String out, String err) {
  /// The lines of its standard output.
  public List<String> outLines() {
    return out.lines().toList();
  }

  /// The lines of its standard error.
  public List<String> errLines() {
    return err.lines().toList();
  }

  /// Everything, for the description of an assertion.
  @Override
  public String toString() {
    return "exit status " + status + "\n--- stdout\n" + out + "--- stderr\n" + err + "---";
  }
}
