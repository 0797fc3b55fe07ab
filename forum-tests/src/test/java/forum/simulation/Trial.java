package forum.simulation;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// One seed, seen from outside: [MutantLoader] cannot speak of classes of ours.
public final class Trial implements LongFunction<@Nullable String> {
  /// Made by its name.
  public Trial() {}

  @Override
  public @Nullable String apply(long seed) {
    try {
      new World(Scenario.of(seed)).run();
      return null;
    } catch (Violation e) {
      return e.getMessage();
    }
  }
}
