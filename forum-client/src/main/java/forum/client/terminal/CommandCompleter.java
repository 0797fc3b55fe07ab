package forum.client.terminal;

import forum.client.line.CompletionPoint;
import forum.client.line.Option;
import forum.client.verb.Verb;
import forum.client.verb.Verbs;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/// Completes in every position: commands and options by itself, the rest by what [Suggestions]
/// know.
final class CommandCompleter implements Completer {
  private final Verbs verbs;
  private final Suggestions suggestions;

  CommandCompleter(Verbs verbs, Suggestions suggestions) {
    this.verbs = verbs;
    this.suggestions = suggestions;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    CompletionPoint point = ((CommandParser.Parsed) line).point();
    int columns = reader.getTerminal().getWidth();
    candidates.addAll(Candidates.of(suggestions(point), point.typed(), columns));
  }

  private List<Suggestion> suggestions(CompletionPoint point) {
    return switch (point) {
      case CompletionPoint.Command _ -> commands();
      case CompletionPoint.OptionName option -> options(option.syntax().options());
      case CompletionPoint.Word word -> suggestions.at(word);
      case CompletionPoint.Nothing _ -> List.of();
    };
  }

  private List<Suggestion> commands() {
    List<Suggestion> commands = new ArrayList<>();
    for (Verb verb : verbs.all()) {
      commands.add(Suggestion.of(verb.syntax().word(), verb.help().purpose()));
    }
    return commands;
  }

  private static List<Suggestion> options(List<Option> options) {
    return options.stream().map(option -> Suggestion.of(option.name(), option.meaning())).toList();
  }
}
