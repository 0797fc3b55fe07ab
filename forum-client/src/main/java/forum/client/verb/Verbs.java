package forum.client.verb;

import forum.client.line.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// All commands.
public final class Verbs {
  private final List<Verb> verbs =
      List.of(
          new CreateThread(),
          new PostMessage(),
          new DeleteMessage(),
          new EditMessage(),
          new ListThreads(),
          new ReadThread(),
          new UploadFile(),
          new DownloadFile(),
          new RemoveThread(),
          new Exit(),
          new ShowHelp(this),
          new ListUsers(),
          new ShowStatus(),
          new ChangePassword(),
          new ManageTokens(),
          LockThread.lock(),
          LockThread.unlock(),
          new KickUser(),
          new BanUser(),
          new UnbanUser());

  private final Map<String, Verb> byWord = new HashMap<>();

  /// The commands of this version.
  @SuppressWarnings("this-escape") // the help lists the others, once it is asked
  public Verbs() {
    for (Verb verb : verbs) {
      byWord.put(verb.syntax().word(), verb);
      verb.help().aliases().forEach(alias -> byWord.put(alias.toUpperCase(Locale.ROOT), verb));
    }
  }

  /// In the order of the help.
  public List<Verb> all() {
    return verbs;
  }

  /// The command a word means; upper and lower case are one.
  public Optional<Verb> find(String word) {
    return Optional.ofNullable(byWord.get(word.toUpperCase(Locale.ROOT)));
  }

  /// The command that was probably meant by a word that is none.
  Optional<String> nearest(String word) {
    List<String> words = new ArrayList<>();
    verbs.forEach(verb -> words.add(verb.syntax().word()));
    verbs.forEach(verb -> words.addAll(verb.help().aliases()));
    return Nearest.to(word, words).flatMap(this::find).map(verb -> verb.syntax().word());
  }
}
