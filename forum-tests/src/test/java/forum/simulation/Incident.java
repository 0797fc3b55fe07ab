package forum.simulation;

import java.util.Locale;

/// Kinds of things that a simulation is about. Where one never happens, nothing is known about it;
/// so they are counted, and many seeds together must have met each.
enum Incident {
  LOST_DATAGRAM,
  DOUBLED_DATAGRAM,
  OVERTAKEN_DATAGRAM,
  COPY_OLDER_THAN_30_S,
  COPY_OLDER_THAN_300_S,
  OUTAGE,
  ONE_WAY_OUTAGE,
  CHANGE_OF_ADDRESS,
  NOISE,

  KILL,
  LOSS_OF_POWER,
  CRASH_BETWEEN_TWO_CALLS,
  CRASH_IN_A_START,
  STOP,
  CLOCK_JUMP,

  DISK_ERROR,
  SHORT_WRITE,
  FULL_DISK,
  REFUSED_FOR_WANT_OF_ROOM,
  TURNED_BITS,
  DAMAGE_REFUSED,

  CLIENT_DEATH,
  WRONG_PASSWORD,
  UNKNOWN_OUTCOME,
  SETTLED_LATER,
  EXPIRY,
  TAKEOVER,
  EXIT,

  POST,
  LONG_POST,
  EDIT,
  DELETION,
  REMOVAL,
  ATTACHMENT,
  REFUSAL,

  ROLE,
  LOCK,
  UNLOCK,
  KICK,
  BAN,
  UNBAN,
  EXPULSION,
  POWER_OVER_WHAT_OTHERS_WROTE,
  REFUSED_BY_ROLE,
  REFUSED_BY_LOCK,
  BANNED_AT_THE_DOOR,

  TOKEN,
  REVOKED_TOKEN,
  LOGIN_WITH_TOKEN,
  DEAD_TOKEN,
  REFUSED_BY_SCOPE,
  REFUSED_BY_QUOTA,
  PASSWORD_CHANGE,
  WRONG_OLD_PASSWORD,
  SESSION_OF_WHAT_IS_NOT_VALID,

  VIEW_OF_MANY_PAGES,
  NEWS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
