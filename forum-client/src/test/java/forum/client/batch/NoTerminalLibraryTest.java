package forum.client.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// A script must not pay for a terminal, and the terminal library garbles pipes: nothing a script
/// needs may use it.
class NoTerminalLibraryTest {
  /// Measures texts for screens with a table of the library's; opens nothing.
  private static final String ALLOWED = "forum/client/text/Width";

  @Test
  void nothing_a_script_needs_uses_the_terminal_library() throws IOException {
    Path classes = Path.of("target/classes/forum/client");
    for (String folder : List.of("batch", "verb", "library", "line", "link", "text", "transfer")) {
      try (Stream<Path> files = Files.walk(classes.resolve(folder))) {
        assertThat(files.filter(file -> file.toString().endsWith(".class")))
            .noneMatch(NoTerminalLibraryTest::usesTerminal);
      }
    }
  }

  private static boolean usesTerminal(Path file) {
    try {
      var model = ClassFile.of().parse(file);
      return !model.thisClass().asInternalName().equals(ALLOWED)
          && StreamSupport.stream(model.constantPool().spliterator(), false)
              .filter(ClassEntry.class::isInstance)
              .anyMatch(entry -> ((ClassEntry) entry).asInternalName().startsWith("org/jline"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
