package forum.server.model;

import java.util.EnumMap;
import java.util.Map;

/// How much of everything is allowed.
///
/// @param decided by the operator; the rest is as usual
public record Quotas(Map<Quota, Long> decided) {
  /// Nothing is decided.
  public static final Quotas USUAL = new Quotas(Map.of());

  /// Copies what is decided.
  public Quotas {
    decided = Map.copyOf(decided);
  }

  /// How much is allowed.
  public long of(Quota quota) {
    return decided.getOrDefault(quota, quota.usual());
  }

  /// The same but for one.
  public Quotas with(Quota quota, long limit) {
    Map<Quota, Long> more = new EnumMap<>(Quota.class);
    more.putAll(decided);
    more.put(quota, limit);
    return new Quotas(more);
  }
}
