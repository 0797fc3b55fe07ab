package forum.simulation;

import forum.protocol.wire.GoneReason;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What kinds of things an entry of the journal is.
final class Incidents {
  private Incidents() {}

  /// @param before the forum without the entry
  static Set<Incident> of(JournalEntry entry, Model before) {
    Set<Incident> found = EnumSet.noneOf(Incident.class);
    add(found, entry.event() == null ? refusal(entry, before) : incident(entry.event()));
    if (entry.act() != null && entry.event() instanceof Event.OfThread) {
      found.add(Incident.POWER_OVER_WHAT_OTHERS_WROTE);
    }
    if (entry.event() instanceof Event.SessionOpened opened && opened.token() != null) {
      found.add(Incident.LOGIN_WITH_TOKEN);
    }
    return found;
  }

  private static void add(Set<Incident> found, @Nullable Incident incident) {
    if (incident != null) {
      found.add(incident);
    }
  }

  private static @Nullable Incident refusal(JournalEntry entry, Model before) {
    if (entry.answered() == null) {
      return null;
    }
    return switch (entry.answered().reply().code()) {
      case READ_ONLY -> Incident.REFUSED_FOR_WANT_OF_ROOM;
      case LOCKED -> Incident.REFUSED_BY_LOCK;
      case QUOTA -> Incident.REFUSED_BY_QUOTA;
      case AUTH_FAILED -> Incident.WRONG_OLD_PASSWORD;
      case NOT_ALLOWED -> {
        Sitting sitting = before.sitting(entry.answered().sid());
        yield sitting != null && sitting.key() != null
            ? Incident.REFUSED_BY_SCOPE
            : Incident.REFUSED_BY_ROLE;
      }
      default -> Incident.REFUSAL;
    };
  }

  private static @Nullable Incident incident(Event event) {
    return switch (event) {
      case Event.MessagePosted _ -> Incident.POST;
      case Event.MessageEdited _ -> Incident.EDIT;
      case Event.MessageDeleted _ -> Incident.DELETION;
      case Event.ThreadRemoved _ -> Incident.REMOVAL;
      case Event.FileAttached _ -> Incident.ATTACHMENT;
      case Event.ThreadLocked(_, boolean locked) -> locked ? Incident.LOCK : Incident.UNLOCK;
      case Event.RoleGiven _ -> Incident.ROLE;
      case Event.Kicked _ -> Incident.KICK;
      case Event.Banned _ -> Incident.BAN;
      case Event.Unbanned _ -> Incident.UNBAN;
      case Event.TokenCreated _ -> Incident.TOKEN;
      case Event.TokenRevoked _ -> Incident.REVOKED_TOKEN;
      case Event.PasswordChanged _ -> Incident.PASSWORD_CHANGE;
      case Event.SessionClosed(_, int reason) -> end(GoneReason.of(reason));
      default -> null;
    };
  }

  private static @Nullable Incident end(GoneReason reason) {
    return switch (reason) {
      case EXIT -> Incident.EXIT;
      case EXPIRED -> Incident.EXPIRY;
      case SUPERSEDED -> Incident.TAKEOVER;
      case EXPELLED -> Incident.EXPULSION;
      case REVOKED -> Incident.SESSION_OF_WHAT_IS_NOT_VALID;
      case UNKNOWN -> null;
    };
  }
}
