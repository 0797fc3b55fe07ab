package forum.server;

import static java.util.stream.Collectors.joining;

import forum.server.model.Quota;
import forum.server.model.Quotas;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// A quota as the operator writes it: `threads-per-user=100`, `bytes-per-user=2G`.
final class QuotaWord {
  private static final String EXAMPLE = "--quota threads-per-user=100";

  private QuotaWord() {}

  /// `quotas`, and what `word` says.
  static Quotas read(String word, Quotas quotas) throws Misuse {
    String[] parts = word.split("=", 2);
    Quota quota = Quota.of(parts[0]).orElse(null);
    if (quota == null) {
      String known = Stream.of(Quota.values()).map(Quota::word).collect(joining(", "));
      throw Misuse.of("--quota is one of " + known + "; found \"" + word + "\"", EXAMPLE);
    }
    OptionalLong limit =
        Amounts.bytes(parts.length == 2 ? parts[1] : "", quota.least(), quota.most());
    if (limit.isEmpty()) {
      throw Misuse.of(
          "--quota %s needs a number from %d to %d, such as 500 or 2G; found \"%s\""
              .formatted(quota.word(), quota.least(), quota.most(), word),
          EXAMPLE);
    }
    return quotas.with(quota, limit.getAsLong());
  }
}
