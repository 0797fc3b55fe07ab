package forum.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// Rules about the text of the main sources that no compiler knows.
class SourceRulesTest {
  /// Who may write to the standard streams: where a program starts, and what owns its screen.
  private static final Set<String> WRITERS = Set.of("forum.server.Main", "forum.client.Main");

  private static final Pattern EMPTY_NAME =
      Pattern.compile("Abstract.*|.*(Util|Utils|Manager|Helper|Helpers)");

  private static final Pattern CONTAINER =
      Pattern.compile("(Atomic\\w+|Long\\w+er|StringBuilder|\\w*(Map|List|Set|Deque|Queue))(<.*)?");

  @Test
  void everything_is_caught_only_at_the_top_of_a_thread() throws IOException {
    assertThat(findings(SourceRulesTest::catchesEverything))
        .as("`catch` of everything without `// top of … thread: why` on its line or the next")
        .isEmpty();
  }

  @Test
  void the_standard_streams_belong_to_mains_and_consoles() throws IOException {
    assertThat(findings(SourceRulesTest::writesToTheScreen))
        .as("uses of a standard stream; only %s may", WRITERS)
        .isEmpty();
  }

  @Test
  void a_class_name_says_what_the_class_is() throws IOException {
    assertThat(findings(SourceRulesTest::hasAnEmptyName))
        .as("class names that would fit any class")
        .isEmpty();
  }

  @Test
  void a_static_field_never_changes() throws IOException {
    assertThat(findings(SourceRulesTest::changesStatically))
        .as("static fields that can change")
        .isEmpty();
  }

  @Test
  void every_package_says_what_it_is_for() {
    Stream<Path> packages = Sources.mainSources().stream().map(Path::getParent).distinct();
    assertThat(packages.filter(folder -> !isIntroduced(folder.resolve("package-info.java"))))
        .as("packages without a package-info.java that has two lines of text and @NullMarked")
        .isEmpty();
  }

  private static boolean isIntroduced(Path file) {
    return Files.exists(file)
        && Sources.text(file).lines().filter(line -> line.matches("/// .+")).count() > 1
        && Sources.text(file).contains("@NullMarked");
  }

  private static boolean catchesEverything(Tree tree, Source source) {
    return tree instanceof CatchTree caught
        && caught.getParameter().getType().toString().matches("Exception|Throwable")
        && !(source.line(tree) + source.lineAfter(tree)).matches(".*// top of .*thread.*: .*");
  }

  private static boolean writesToTheScreen(Tree tree, Source source) {
    return tree instanceof MemberSelectTree
        && tree.toString().matches("System\\.(out|err)")
        && !WRITERS.contains(source.className());
  }

  private static boolean hasAnEmptyName(Tree tree, Source source) {
    return tree instanceof ClassTree type && EMPTY_NAME.matcher(type.getSimpleName()).matches();
  }

  private static boolean changesStatically(Tree tree, Source source) {
    return tree instanceof VariableTree field
        && field.getModifiers().getFlags().contains(Modifier.STATIC)
        && (!field.getModifiers().getFlags().contains(Modifier.FINAL)
            || (field.getInitializer() instanceof NewClassTree made
                && CONTAINER.matcher(made.getIdentifier().toString()).matches()));
  }

  /// The places in the main sources that `isWrong` picks out.
  private static List<String> findings(BiPredicate<Tree, Source> isWrong) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> found = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      var sources = files.getJavaFileObjectsFromPaths(Sources.mainSources());
      var options = List.of("-proc:none");
      JavacTask task = (JavacTask) compiler.getTask(null, files, null, options, null, sources);
      for (CompilationUnitTree file : task.parse()) {
        Source source = new Source(file, Trees.instance(task).getSourcePositions());
        new TreeScanner<Void, Void>() {
          @Override
          public Void scan(Tree tree, Void unused) {
            if (tree != null && isWrong.test(tree, source)) {
              found.add(source.place(tree));
            }
            return super.scan(tree, unused);
          }
        }.scan(file, null);
      }
    }
    return found;
  }

  private record Source(CompilationUnitTree file, SourcePositions positions) {
    String place(Tree tree) {
      return Sources.root().relativize(path()) + ":" + number(tree) + ": " + line(tree).strip();
    }

    String line(Tree tree) {
      return Sources.text(path()).lines().toList().get(number(tree) - 1);
    }

    String lineAfter(Tree tree) {
      return Sources.text(path()).lines().toList().get(number(tree));
    }

    String className() {
      String name = path().getFileName().toString();
      return file.getPackageName() + "." + name.substring(0, name.lastIndexOf('.'));
    }

    private int number(Tree tree) {
      return (int) file.getLineMap().getLineNumber(positions.getStartPosition(file, tree));
    }

    private Path path() {
      return Path.of(file.getSourceFile().toUri());
    }
  }
}
