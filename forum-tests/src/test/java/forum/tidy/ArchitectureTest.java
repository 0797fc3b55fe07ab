package forum.tidy;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Which package may use which, and who may ask the machine for the time or for chance. Both are
/// read from the compiled classes, so every use counts, imported or not (but for constants, which
/// the compiler copies).
class ArchitectureTest {
  private static final String TABLE = "docs/ARCHITECTURE.md";

  /// A class in a descriptor or signature: `Lforum/protocol/wire/Frame;`.
  private static final Pattern TYPE = Pattern.compile("L(forum(?:/[a-z]\\w*)*)/[A-Z][\\w$]*[;<.]");

  /// What only `forum.machine` may call. A simulation can repeat a run only if nothing else does.
  private static final Pattern DOOR =
      Pattern.compile(
          """
          java/lang/System\\.(nanoTime|currentTimeMillis)\
          |java/lang/Thread\\.sleep\
          |java/util/concurrent/TimeUnit\\.sleep\
          |java/lang/Math\\.random\
          |java/time/Clock\\.(system|tick).*\
          |java/time/\\w+\\.now\
          |java/util/Date\\.<init>\
          |java/util/(Random|SplittableRandom)\\.<init>\
          |java/util/random/.*\\.(of|getDefault|create)\
          |java/security/SecureRandom\\.(<init>|getInstance.*)\
          |java/util/concurrent/ThreadLocalRandom\\.current\
          |java/util/UUID\\.randomUUID""");

  private final List<ClassModel> classes =
      Sources.MODULES.stream().flatMap(ArchitectureTest::classesOf).toList();

  @Test
  void a_package_uses_only_the_packages_that_the_table_permits() {
    SortedMap<String, Set<String>> permitted = permissions();
    List<String> missing = new ArrayList<>();
    uses()
        .forEach(
            (user, used) -> {
              Set<String> row = permitted.getOrDefault(user, Set.of());
              if (!permitted.containsKey(user) || !row.containsAll(used)) {
                Set<String> wanted = new TreeSet<>(row);
                wanted.addAll(used);
                missing.add((user + " -> " + String.join(" ", wanted)).strip());
              }
            });
    assertThat(missing)
        .as("lines that the block `layers` of %s lacks; add them if the use is meant", TABLE)
        .isEmpty();
  }

  @Test
  void the_table_names_only_packages_that_exist() {
    Set<String> named = new TreeSet<>();
    permissions().forEach((user, used) -> Stream.of(Set.of(user), used).forEach(named::addAll));
    named.removeAll(uses().keySet());
    assertThat(named).as("packages in the block `layers` of %s that are gone", TABLE).isEmpty();
  }

  @Test
  void packages_do_not_use_each_other_in_a_circle() {
    SortedMap<String, Set<String>> left = new TreeMap<>(uses());
    Predicate<Map.Entry<String, Set<String>>> usesNoneThatIsLeft =
        entry -> entry.getValue().stream().noneMatch(left::containsKey);
    while (left.entrySet().removeIf(usesNoneThatIsLeft)) {
      // each round takes away the packages that rest on what is gone already
    }
    assertThat(left).as("packages in a circle, or resting on one").isEmpty();
  }

  @Test
  void only_the_machine_package_asks_for_time_and_chance() {
    Set<String> calls = new LinkedHashSet<>();
    for (ClassModel type : classes) {
      if (List.of("forum.machine", "forum.testkit").contains(packageOf(type))) {
        continue;
      }
      entries(type, MemberRefEntry.class)
          .map(call -> call.owner().asInternalName() + "." + call.name().stringValue())
          .filter(DOOR.asMatchPredicate())
          .forEach(call -> calls.add(type.thisClass().asInternalName() + " calls " + call));
    }
    assertThat(calls).as("calls that belong behind a door in forum.machine").isEmpty();
  }

  /// Every package with the packages it uses.
  private SortedMap<String, Set<String>> uses() {
    SortedMap<String, Set<String>> uses = new TreeMap<>();
    for (ClassModel type : classes) {
      Set<String> used = uses.computeIfAbsent(packageOf(type), _ -> new TreeSet<>());
      used.addAll(usedBy(type));
      used.remove(packageOf(type));
    }
    return uses;
  }

  private static Set<String> usedBy(ClassModel type) {
    Stream<String> named =
        entries(type, ClassEntry.class).map(entry -> "L" + entry.asInternalName() + ";");
    Stream<String> described = entries(type, Utf8Entry.class).map(Utf8Entry::stringValue);
    return Stream.concat(named, described)
        .flatMap(text -> TYPE.matcher(text).results())
        .map((MatchResult found) -> found.group(1).replace('/', '.'))
        .collect(toCollection(TreeSet::new));
  }

  private static SortedMap<String, Set<String>> permissions() {
    SortedMap<String, Set<String>> permitted = new TreeMap<>();
    Sources.text(Sources.root().resolve(TABLE))
        .lines()
        .dropWhile(line -> !line.equals("```layers"))
        .skip(1)
        .takeWhile(line -> !line.equals("```"))
        .map(line -> line.split("\\s*->\\s*|\\s+"))
        .forEach(row -> permitted.put(row[0], new TreeSet<>(List.of(row).subList(1, row.length))));
    return permitted;
  }

  private static Stream<ClassModel> classesOf(String module) {
    Path folder = Sources.root().resolve(module).resolve("target/classes");
    return Sources.filesBelow(folder, ".class").map(ArchitectureTest::parse);
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> Stream<T> entries(ClassModel type, Class<T> kind) {
    return StreamSupport.stream(type.constantPool().spliterator(), false)
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  private static String packageOf(ClassModel type) {
    String name = type.thisClass().asInternalName();
    return name.substring(0, name.lastIndexOf('/')).replace('/', '.');
  }
}
