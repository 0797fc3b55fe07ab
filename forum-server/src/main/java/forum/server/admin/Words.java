package forum.server.admin;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The words that many commands have in common, for the command line and its help.
final class Words {
  private static final String DATA = "--data";
  private static final String PASSWORD_FILE = "--password-file";
  private static final int WIDTH = 80;

  private Words() {}

  /// A command that understands `--help`.
  static CommandSpec command(String name, String description) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().width(WIDTH).description(description, "").sortOptions(false);
    spec.addOption(
        OptionSpec.builder("--help", "-h")
            .arity("0")
            .usageHelp(true)
            .description("show this")
            .build());
    return spec;
  }

  /// A file or folder that must be named.
  static PositionalParamSpec path(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .arity("1")
        .paramLabel(label)
        .type(Path.class)
        .required(true)
        .description(description)
        .build();
  }

  static Path path(ParseResult words) {
    return words.matchedPositionalValue(0, Path.of("."));
  }

  /// A word in its place.
  static PositionalParamSpec word(int index, String label, String description, boolean required) {
    return PositionalParamSpec.builder()
        .index(Integer.toString(index))
        .arity(required ? "1" : "0..1")
        .paramLabel(label)
        .type(String.class)
        .required(required)
        .description(description)
        .build();
  }

  /// The word in a place; null when there is none.
  static @Nullable String word(ParseResult words, int index) {
    return words.hasMatchedPositional(index) ? words.matchedPositionalValue(index, "") : null;
  }

  /// Where a password stands.
  static OptionSpec passwordFile() {
    return OptionSpec.builder(PASSWORD_FILE)
        .arity("1")
        .paramLabel("FILE")
        .type(String.class)
        .description("its first line is the password, - is standard input [ask]")
        .build();
  }

  static @Nullable String passwordFile(ParseResult words) {
    return words.hasMatchedOption(PASSWORD_FILE)
        ? words.matchedOptionValue(PASSWORD_FILE, "")
        : null;
  }

  /// An option with a value.
  static OptionSpec value(String name, String label, String description) {
    return OptionSpec.builder(name)
        .arity("1")
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  static String value(ParseResult words, String name, String otherwise) {
    return words.matchedOptionValue(name, otherwise);
  }

  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).arity("0").type(boolean.class).description(description).build();
  }

  /// Which forum is meant.
  static OptionSpec data() {
    return data("folder of the forum [the current one]").build();
  }

  static OptionSpec.Builder data(String description) {
    return OptionSpec.builder(DATA)
        .arity("1")
        .paramLabel("DIR")
        .type(Path.class)
        .description(description);
  }

  static Path data(ParseResult words) {
    return words.matchedOptionValue(DATA, Path.of("."));
  }
}
