package forum.simulation;

import forum.server.model.Event;
import forum.server.model.JournalEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the operator has wanted, and what the operator was told is done.
final class Ordered {
  private final Map<Event.RoleGiven, Integer> wanted = new HashMap<>();
  private final Map<Long, Event.RoleGiven> done = new HashMap<>();

  void wants(Event.RoleGiven given) {
    wanted.merge(given, 1, Integer::sum);
  }

  /// It is entry number `lsn`.
  void isDone(long lsn, Event.RoleGiven given) {
    done.put(lsn, given);
  }

  /// Whether it was wanted once more than the journal has it; each wish comes true once.
  boolean isWanted(Event.RoleGiven given) {
    return wanted.merge(given, -1, Integer::sum) >= 0;
  }

  void check(List<byte[]> payloads) {
    done.forEach(
        (lsn, given) ->
            Violation.unless(
                lsn <= payloads.size()
                    && given.equals(JournalEntry.of(payloads.get((int) (lsn - 1))).event()),
                "the operator was told that entry %d is %s",
                lsn,
                given));
  }
}
