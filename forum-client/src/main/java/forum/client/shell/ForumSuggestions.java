package forum.client.shell;

import forum.client.line.CompletionPoint;
import forum.client.terminal.Suggestion;
import forum.client.terminal.Suggestions;
import forum.client.verb.Topics;
import forum.client.verb.Verbs;
import forum.protocol.ThreadTitle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Chooses by the kind of the word what is offered for it.
final class ForumSuggestions implements Suggestions {
  private final Verbs verbs;
  private final Catalogue catalogue;
  private final LocalFiles files;
  private final Supplier<Optional<ThreadTitle>> last;

  ForumSuggestions(
      Verbs verbs, Catalogue catalogue, LocalFiles files, Supplier<Optional<ThreadTitle>> last) {
    this.verbs = verbs;
    this.catalogue = catalogue;
    this.files = files;
    this.last = last;
  }

  @Override
  public List<Suggestion> at(CompletionPoint.Word word) {
    return switch (word.kind()) {
      case TITLE, PATTERN -> catalogue.threads();
      case OWN_MESSAGE -> catalogue.ownMessages(title(word));
      case ATTACHMENT -> catalogue.attachments(title(word));
      case PATH -> files.matching(word.typed());
      case USER -> catalogue.users();
      case TOPIC -> topics();
      case SCOPE -> scopes();
      case TOKEN -> catalogue.tokens();
      case TIME -> times();
      case COUNT, RANGE, NEW_TITLE, NEW_NAME -> List.of();
    };
  }

  private String title(CompletionPoint.Word word) {
    String first = word.words().isEmpty() ? "" : word.words().getFirst();
    return first.equals(".") ? last.get().map(ThreadTitle::text).orElse(first) : first;
  }

  private List<Suggestion> topics() {
    List<Suggestion> topics = new ArrayList<>();
    verbs.all().forEach(v -> topics.add(Suggestion.of(v.syntax().word(), v.help().purpose())));
    Topics.names().forEach(name -> topics.add(Suggestion.of(name, "topic")));
    return topics;
  }

  private static List<Suggestion> scopes() {
    return List.of(
        Suggestion.of("read", "read, list, download"),
        Suggestion.of("post", "and create, post, upload"),
        Suggestion.of("all", "and edit, delete, remove, moderate"));
  }

  private static List<Suggestion> times() {
    return List.of(
        Suggestion.of("30m", "the last half hour"),
        Suggestion.of("2h", "the last two hours"),
        Suggestion.of("1d", "since this time yesterday"));
  }
}
