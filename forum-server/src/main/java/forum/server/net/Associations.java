package forum.server.net;

import forum.server.model.ServerLimits;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// All associations, those heard last at the end. When there are too many, the one that has been
/// silent longest has to go: its client makes a new one and keeps its session. Owned by the command
/// loop.
final class Associations {
  private static final long LIFE_NANOS = TimeUnit.HOURS.toNanos(ServerLimits.ASSOCIATION_HOURS);

  private final Map<Long, Association> byCid = new LinkedHashMap<>();
  private final int most;

  Associations(int most) {
    this.most = most;
  }

  /// Adds a new one.
  ///
  /// @return false when its name is taken
  boolean add(Association association, long nowNanos) {
    if (byCid.putIfAbsent(association.cid(), association) != null) {
      return false;
    }
    Iterator<Association> oldest = byCid.values().iterator();
    if (byCid.size() > most
        || nowNanos - byCid.values().iterator().next().heardNanos() > LIFE_NANOS) {
      oldest.next();
      oldest.remove();
    }
    return true;
  }

  /// The association of this name; null when there is none or its time is over.
  @Nullable Association find(long cid, long nowNanos) {
    Association found = byCid.get(cid);
    if (found == null || (nowNanos - found.heardNanos() <= LIFE_NANOS && !found.isUsedUp())) {
      return found;
    }
    byCid.remove(cid);
    return null;
  }

  /// The association was heard.
  void heard(Association association) {
    byCid.remove(association.cid());
    byCid.put(association.cid(), association);
  }

  int size() {
    return byCid.size();
  }
}
