package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.text.Line;
import java.util.List;

/// A command that was done.
///
/// @param code what was done, for programs
/// @param phrase the same for people; empty when the items say it all
/// @param fields particulars, for programs
/// @param lines more for people
/// @param leaves whether the session ends here
public record Outcome(
    String code, String phrase, JsonObject fields, List<Line> lines, boolean leaves) {
  /// What most commands have to say.
  static Outcome of(String code, String phrase, JsonObject fields) {
    return new Outcome(code, phrase, fields, List.of(), false);
  }
}
