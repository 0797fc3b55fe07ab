package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.line.Argument;
import forum.client.line.Kind;
import forum.client.line.Option;
import forum.client.line.Syntax;
import forum.client.text.Line;
import forum.client.text.Look;
import forum.client.text.Tone;
import forum.protocol.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// `HLP`: the help. It never asks the server anything.
final class ShowHelp implements Verb {
  private static final int COLUMNS = 78;
  private static final int FORM_COLUMNS = 39;

  private final Verbs verbs;

  ShowHelp(Verbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public Syntax syntax() {
    return new Syntax(
        "HLP",
        "HLP [command | topic]",
        List.of(),
        List.of(Argument.optional("command or topic", Kind.TOPIC)),
        false);
  }

  @Override
  public Help help() {
    return new Help(
        "this list; HLP MSG tells more of MSG",
        List.of("HLP", "HLP MSG", "HLP quoting"),
        List.of(),
        List.of("help", "?"));
  }

  @Override
  public CompletableFuture<Outcome> run(Invocation call) throws Failure {
    Optional<String> about = call.arguments().optionalWord(0);
    List<Line> lines = about.isEmpty() ? overview() : about(about.get());
    lines.forEach(line -> call.report().item(new HelpItem(line)));
    return CompletableFuture.completedFuture(Outcome.of("HELP", "", new JsonObject()));
  }

  private List<Line> overview() {
    List<Line> lines = new ArrayList<>();
    List<String> moderators = new ArrayList<>();
    for (Verb verb : verbs.all()) {
      if (verb.isForModerators()) {
        moderators.add(verb.syntax().word());
        continue;
      }
      lines.add(
          Line.of("  ")
              .and(Tone.COMMAND, padded(verb.syntax().form()))
              .and(" " + verb.help().purpose()));
    }
    lines.add(Line.of("For moderators: ").and(Tone.COMMAND, String.join(" ", moderators)));
    lines.add(Line.EMPTY);
    lines.add(Line.of("Commands may be typed in small letters; Tab completes everything."));
    lines.add(Line.of("Titles with blanks stand in \"quotes\"; . is the thread named last."));
    lines.add(Line.of("More: ").and(Tone.COMMAND, "HLP MSG").and(" for one command, or a topic:"));
    lines.add(Line.of("  " + String.join(" ", Topics.names())));
    return lines;
  }

  private static String padded(String form) {
    return form + " ".repeat(Math.max(0, FORM_COLUMNS - form.length()));
  }

  private List<Line> about(String word) throws Failure {
    Optional<Verb> verb = verbs.find(word);
    if (verb.isPresent()) {
      return about(verb.get());
    }
    return Topics.text(word.toLowerCase(Locale.ROOT))
        .map(text -> text.lines().map(Line::of).toList())
        .orElseThrow(() -> new Failure(unknown(word)));
  }

  private Problem unknown(String word) {
    Problem problem = Problem.of(Code.USAGE, "there is no help about \"" + word + "\"");
    return verbs
        .nearest(word)
        .map(near -> problem.adding(" (did you mean " + near + "?)").hint("HLP " + near))
        .orElse(problem.hint("HLP"));
  }

  private static List<Line> about(Verb verb) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of(Tone.COMMAND, verb.syntax().form()).and("   " + verb.help().purpose()));
    for (Option option : verb.syntax().options()) {
      lines.add(Line.of("  " + option.name() + "   " + option.meaning()));
    }
    lines.add(Line.EMPTY);
    verb.help().notes().forEach(note -> lines.addAll(wrapped(note)));
    lines.add(Line.of("Examples:"));
    verb.help().examples().forEach(e -> lines.add(Line.of("  ").and(Tone.COMMAND, e)));
    if (!verb.help().aliases().isEmpty()) {
      lines.add(Line.of("Also called " + String.join(" or ", verb.help().aliases()) + "."));
    }
    return lines;
  }

  /// Breaks a sentence between words, for a screen of 80 columns.
  private static List<Line> wrapped(String sentence) {
    List<Line> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ", -1)) {
      if (line.length() + 1 + word.length() > COLUMNS) {
        lines.add(Line.of(line.toString()));
        line.setLength(0);
        line.append("  ").append(word);
      } else {
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
    }
    lines.add(Line.of(line.toString()));
    return lines;
  }

  private record HelpItem(Line line) implements Item {
    @Override
    public JsonObject json() {
      JsonObject json = new JsonObject();
      json.addProperty("type", "help");
      json.addProperty("text", line.text());
      return json;
    }

    @Override
    public List<String> columns() {
      return List.of(line.text());
    }

    @Override
    public List<Line> lines(Look look) {
      return List.of(line);
    }
  }
}
