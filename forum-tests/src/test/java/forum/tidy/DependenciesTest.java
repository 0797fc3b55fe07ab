package forum.tidy;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the project rests on is listed with its reason, and nothing else is shipped.
class DependenciesTest {
  private static final String TABLE = "docs/DEPENDENCIES.md";

  /// What a module takes, as opposed to what the first pom says about versions.
  private static final Pattern TAKEN =
      Pattern.compile(
          "<(?:dependency|path|plugin)>\\s*(?:<!--.*?-->\\s*)?(?:<groupId>([\\w.-]+)</groupId>\\s*)?"
              + "<artifactId>([\\w.-]+)</artifactId>",
          Pattern.DOTALL);

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w.-]+)` \\|");

  @Test
  void whatever_a_pom_names_is_in_the_table_with_a_reason_and_nothing_else_is() {
    Set<String> named =
        Sources.filesBelow(Sources.root(), "pom.xml")
            .filter(pom -> !pom.toString().contains("/target/"))
            .flatMap(pom -> TAKEN.matcher(Sources.text(pom)).results())
            .filter(taken -> !"forum".equals(taken.group(1)))
            .map((MatchResult taken) -> taken.group(2))
            .filter(
                name -> !name.matches("maven-.*-plugin|junit-bom")) // Maven's own; versions only
            .collect(toCollection(TreeSet::new));
    Set<String> listed = rows(Sources.text(Sources.root().resolve(TABLE)));
    listed.removeAll(Set.of("logback-core", "jline-native")); // what others bring along
    assertThat(listed).as("rows of %s and what the poms name", TABLE).isEqualTo(named);
  }

  @Test
  void nothing_is_shipped_but_what_the_first_table_lists() throws IOException {
    String shipped = Sources.text(Sources.root().resolve(TABLE)).split("(?m)^## ")[1];
    Set<String> listed = rows(shipped);
    listed.add("forum-protocol");
    Set<String> found = new TreeSet<>();
    for (String program : Set.of("forum-server", "forum-client")) {
      found.addAll(shippedWith(program));
    }
    assertThat(listed).isEqualTo(found);
  }

  private static Set<String> shippedWith(String program) throws IOException {
    Path jar = Sources.root().resolve(program).resolve("target").resolve(program + ".jar");
    try (JarFile file = new JarFile(jar.toFile())) {
      String classPath = file.getManifest().getMainAttributes().getValue("Class-Path");
      return Stream.of(classPath.split(" "))
          .map(entry -> entry.replaceFirst("^lib/", "").replaceFirst("-[0-9][^/]*\\.jar$", ""))
          .collect(toCollection(TreeSet::new));
    }
  }

  private static Set<String> rows(String table) {
    return ROW.matcher(table)
        .results()
        .map((MatchResult row) -> row.group(1))
        .collect(toCollection(TreeSet::new));
  }
}
