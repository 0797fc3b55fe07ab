package forum.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The documents name files, classes and commands; what they name is there.
class DocumentsTest {
  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```");
  private static final Pattern QUOTED = Pattern.compile("`([^`\\s]+)");

  /// A source or document, with or without its folders: `docs/DISK.md`, `forum/server/Main.java`.
  private static final Pattern FILE =
      Pattern.compile(
          "[\\w./-]+\\.(java|md|xml|sh|py)|(bin|docs|\\.ci|forum-(?!data)[a-z]+)/[\\w./-]+");

  /// A class, written `forum.server.Main` or `forum.server/Main`.
  private static final Pattern CLASS = Pattern.compile("(forum(?:\\.[a-z]\\w*)+)[./]([A-Z]\\w*)");

  private static final Pattern COMMAND = Pattern.compile("(?m)^(?:\\$ +)?((?:\\./)?bin/[\\w./-]+)");

  @Test
  void files_that_a_document_names_exist() {
    assertThat(missing(DocumentsTest::namedFiles, DocumentsTest::isFile))
        .as("files that a document names and nobody finds")
        .isEmpty();
  }

  @Test
  void classes_that_a_document_names_exist() {
    assertThat(missing(DocumentsTest::namedClasses, DocumentsTest::isFile))
        .as("classes that a document names and nobody finds")
        .isEmpty();
  }

  @Test
  void commands_that_a_document_shows_can_be_run() {
    assertThat(missing(DocumentsTest::shownCommands, DocumentsTest::isProgram))
        .as("commands that a document shows and nobody can run")
        .isEmpty();
  }

  private static List<String> missing(
      Function<String, Stream<String>> named, Predicate<String> isThere) {
    List<String> missing = new ArrayList<>();
    for (Path document : documents()) {
      named
          .apply(Sources.text(document))
          .distinct()
          .filter(isThere.negate())
          .forEach(name -> missing.add(Sources.root().relativize(document) + ": " + name));
    }
    return missing;
  }

  private static Stream<String> namedFiles(String text) {
    return quoted(text).filter(FILE.asMatchPredicate());
  }

  private static Stream<String> namedClasses(String text) {
    return quoted(text)
        .flatMap(name -> CLASS.matcher(name).results())
        .map(name -> name.group(1).replace('.', '/') + "/" + name.group(2) + ".java");
  }

  private static Stream<String> shownCommands(String text) {
    return FENCED
        .matcher(text)
        .results()
        .flatMap(block -> COMMAND.matcher(block.group()).results())
        .map((MatchResult command) -> command.group(1));
  }

  private static Stream<String> quoted(String text) {
    String prose = FENCED.matcher(text).replaceAll("");
    return QUOTED.matcher(prose).results().map(name -> name.group(1));
  }

  /// Whether `name` is a path in the repository, or the end of a source's path.
  private static boolean isFile(String name) {
    return Files.exists(Sources.root().resolve(name))
        || Sources.filesBelow(Sources.root(), "/" + name)
            .anyMatch(file -> file.toString().contains("/src/"));
  }

  private static boolean isProgram(String name) {
    return Files.isExecutable(Sources.root().resolve(name));
  }

  private static List<Path> documents() {
    Path root = Sources.root();
    return Stream.concat(
            Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md")
                .map(root::resolve)
                .filter(Files::exists),
            Sources.filesBelow(root.resolve("docs"), ".md"))
        .toList();
  }
}
