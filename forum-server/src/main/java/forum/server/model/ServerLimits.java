package forum.server.model;

/// Every limit of the server alone, in one place. Those both ends know stand in
/// [forum.protocol.Limits], those the operator decides about in [Quota].
public final class ServerLimits {
  /// Datagrams taken in one turn of the loop: the most that one group commit holds.
  public static final int GROUP_REQUESTS = 256;

  /// Queries of strangers that are let in in one turn, after all others.
  public static final int GROUP_STRANGERS = 192;

  /// Queries of strangers that wait for that.
  public static final int STRANGERS_WAITING = 1_024;

  /// Payload of one group commit, in bytes, after which it is committed before more is taken.
  public static final int GROUP_BYTES = 1 << 20;

  /// The part of a journal segment that is kept for answers that change nothing, when changes are
  /// refused for want of room: one in so many bytes.
  public static final int JOURNAL_RESERVE_SHARE = 16;

  /// Journal bytes after which a checkpoint is taken at the earliest, so that the start of a small
  /// forum has little to replay; see [forum.server.commit.Checkpointing] for large ones.
  public static final long CHECKPOINT_BYTES = 4L << 20;

  /// Requests of one session that came too early, in bytes.
  public static final int HELD_BYTES = 96 * 1024;

  /// Requests of all sessions that came too early or have not come whole, in bytes of memory. A
  /// third of the smallest heap that the server is tried with.
  public static final int EARLY_BYTES = 32 << 20;

  /// Sessions in all.
  public static final int SESSIONS = 100_000;

  /// Sessions that the tokens of one user have opened.
  public static final int TOKEN_SESSIONS = 8;

  /// Logins under way.
  public static final int LOGINS = 4_096;

  /// How long a login may take from challenge to proof, in seconds.
  public static final int LOGIN_SECONDS = 120;

  /// How long a session that is asked whether it is alive may be silent, in milliseconds.
  public static final int PROBE_MILLIS = 1_000;

  /// Posts remembered for notices.
  public static final int NEWS = 1_024;

  /// Datagrams a second to sources that have not proven their address, beyond cookies.
  public static final int STRANGER_DATAGRAMS_PER_SECOND = 100;

  /// Datagrams a second, of those, to one address.
  public static final int STRANGER_DATAGRAMS_PER_ADDRESS = 5;

  /// Handshakes under way; and those of one address that may begin in a second.
  public static final int HANDSHAKES = 1_024;

  /// See [#HANDSHAKES].
  public static final int HANDSHAKES_PER_SECOND = 128;

  /// How long a handshake may take, in seconds.
  public static final int HANDSHAKE_SECONDS = 10;

  /// Addresses whose rates are remembered.
  public static final int ADDRESSES_REMEMBERED = 4_096;

  /// Associations; the one that has been silent longest has to go.
  public static final int ASSOCIATIONS = 131_072;

  /// How long an association outlives silence, in hours.
  public static final int ASSOCIATION_HOURS = 24;

  /// Transfers granted or running.
  public static final int TRANSFERS = 256;

  /// Transfers granted to or running for one user.
  public static final int TRANSFERS_PER_USER = 4;

  /// TCP connections that have not shown a ticket yet.
  public static final int TRANSFER_STRANGERS = 64;

  /// How long a TCP connection may take to show its ticket, in seconds.
  public static final int PREFACE_SECONDS = 5;

  /// How long a ticket can be used, in seconds.
  public static final int TICKET_SECONDS = 60;

  /// Bytes a running transfer must move in each [#TRANSFER_WINDOW_SECONDS].
  public static final int TRANSFER_WINDOW_BYTES = 40 * 1024;

  /// See [#TRANSFER_WINDOW_BYTES].
  public static final int TRANSFER_WINDOW_SECONDS = 10;

  /// How long a client may take to confirm a download whose bytes were all sent, in seconds.
  public static final int TRANSFER_CONFIRM_SECONDS = 30;

  /// How long running transfers may go on when the server stops, in seconds.
  public static final int TRANSFER_STOP_SECONDS = 10;

  /// Bytes of an upload after which what has arrived is forced to the disk, so that no second's
  /// worth of the journal has to wait behind it.
  public static final int TRANSFER_FORCE_BYTES = 64 << 20;

  /// How long uploaded bytes that nothing refers to are kept, in seconds.
  public static final int STAGED_SECONDS = 600;

  /// How long the beginning of an interrupted upload is kept, in hours.
  public static final int PART_HOURS = 24;

  /// Beginnings of interrupted uploads that are kept for one user.
  public static final int PARTS_PER_USER = 8;

  /// Commands of the operator that the running server takes part in at a time.
  public static final int OPERATOR_VISITS = 8;

  private ServerLimits() {}
}
