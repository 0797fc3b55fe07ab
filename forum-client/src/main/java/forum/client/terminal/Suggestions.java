package forum.client.terminal;

import forum.client.line.CompletionPoint;
import java.util.List;

/// Knows what could be typed at a place, in the order in which it is shown. Answers within 150 ms,
/// whatever the network does.
@FunctionalInterface
public interface Suggestions {
  /// What could be typed; need not look at what is typed already.
  List<Suggestion> at(CompletionPoint.Word word);
}
