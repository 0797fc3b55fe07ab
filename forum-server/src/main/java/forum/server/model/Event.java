package forum.server.model;

import forum.protocol.FileName;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.ThreadLine;
import forum.protocol.wire.Variants;
import forum.server.threads.Change;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has happened. The journal is a sequence of these; everything else is made from them. Names
/// and members are on disk: they are never changed, only added to, optional ones as [Nullable].
public sealed interface Event {
  /// How events are written in the journal.
  Variants<Event> JSON =
      new Variants<>(
          "event",
          Map.ofEntries(
              Map.entry("started", Started.class),
              Map.entry("registered", Registered.class),
              Map.entry("invited", Invited.class),
              Map.entry("decoy", DecoySecretMade.class),
              Map.entry("password", PasswordChanged.class),
              Map.entry("renewed", VerifierRenewed.class),
              Map.entry("token", TokenCreated.class),
              Map.entry("revoked", TokenRevoked.class),
              Map.entry("opened", SessionOpened.class),
              Map.entry("closed", SessionClosed.class),
              Map.entry("created", ThreadCreated.class),
              Map.entry("posted", MessagePosted.class),
              Map.entry("edited", MessageEdited.class),
              Map.entry("deleted", MessageDeleted.class),
              Map.entry("attached", FileAttached.class),
              Map.entry("removed", ThreadRemoved.class),
              Map.entry("locked", ThreadLocked.class),
              Map.entry("role", RoleGiven.class),
              Map.entry("admitted", AccountLocked.class),
              Map.entry("left", AccountRemoved.class),
              Map.entry("kicked", Kicked.class),
              Map.entry("banned", Banned.class),
              Map.entry("unbanned", Unbanned.class)));

  /// Something that concerns users, beyond that one registered.
  sealed interface OfPeople extends Event {}

  /// Something that concerns one thread, named by its id.
  sealed interface OfThread extends Event {
    /// Lsn of the event that created the thread: titles can be used again, ids cannot.
    long thread();

    /// What this changes in the thread's file, as event number `lsn`; null for the removal.
    default @Nullable Change change(long lsn, Instant at) {
      return switch (this) {
        case MessagePosted(_, UserName by, int n, String text) ->
            new Change.Append(new ThreadLine.Message(n, by, text, at, lsn, 0));
        case MessageEdited(_, long id, int rev, String text, _) -> new Change.Edit(id, text, rev);
        case MessageDeleted(_, long id, _, _) -> new Change.Delete(id);
        case FileAttached(_, UserName by, FileName file, long size, String sha256) ->
            new Change.Append(new ThreadLine.Upload(by, file, at, lsn, size, sha256));
        case ThreadRemoved _ -> null;
      };
    }
  }

  /// The server was started for the `boot`th time on this data.
  record Started(int boot) implements Event {}

  /// A user has this verifier from now on; `verifier` as in `credentials.txt`. `invitation` is the
  /// id of the one that was used for that, if one was.
  record Registered(UserName user, String verifier, @Nullable Long invitation) implements Event {
    /// Without an invitation.
    public Registered(UserName user, String verifier) {
      this(user, verifier, null);
    }
  }

  /// So many can register who know the code of this SHA-256; its id is the lsn of this event.
  ///
  /// @param until milliseconds since 1970
  record Invited(String sha256, int uses, long until) implements OfPeople {}

  /// From this secret, hexadecimal, the challenges for names are made that nobody has.
  record DecoySecretMade(String secret) implements OfPeople {}

  /// A user has chosen another password, in this session; the others that the old one opened end.
  record PasswordChanged(UserName user, String verifier, String sid) implements OfPeople {}

  /// A user has another verifier of the same password.
  record VerifierRenewed(UserName user, String verifier) implements OfPeople {}

  /// A user has made a token; its id is the lsn of this event.
  ///
  /// @param scope a word of [forum.protocol.Scope]
  /// @param until milliseconds since 1970
  record TokenCreated(UserName user, String name, String scope, long until, String sha256)
      implements OfPeople {}

  /// A token is not valid any more, and the sessions end that it has opened.
  record TokenRevoked(UserName user, long id) implements OfPeople {}

  /// A session began, from this address. `notices` is true when its client wants news, which a
  /// restart must not make it forget; `token` is the id of the token it was opened with, if it was.
  record SessionOpened(
      String sid, UserName user, String from, @Nullable Boolean notices, @Nullable Long token)
      implements Event {
    /// With a password.
    public SessionOpened(String sid, UserName user, String from, @Nullable Boolean notices) {
      this(sid, user, from, notices, null);
    }
  }

  /// A session ended for good; `reason` is a number of [forum.protocol.wire.GoneReason].
  record SessionClosed(String sid, int reason) implements Event {}

  /// A thread was created. Its id is the lsn of this event.
  record ThreadCreated(ThreadTitle title, UserName by) implements Event {}

  /// A message was posted. Its id is the lsn of this event.
  record MessagePosted(long thread, UserName by, int n, String text) implements OfThread {}

  /// A message was given another text, by this user; the oldest journals do not say by whom.
  record MessageEdited(long thread, long id, int rev, String text, @Nullable UserName by)
      implements OfThread {}

  /// A message of `author` was deleted; later ones moved up by one. The oldest journals do not say
  /// whose it was.
  record MessageDeleted(long thread, long id, int n, @Nullable UserName author)
      implements OfThread {}

  /// The blob of this digest was attached.
  record FileAttached(long thread, UserName by, FileName file, long size, String sha256)
      implements OfThread {}

  /// The thread was removed with all it held.
  record ThreadRemoved(long thread) implements OfThread {}

  /// From now on only moderators can change the thread, or everybody can again.
  record ThreadLocked(long thread, boolean locked) implements Event {}

  /// A user has this role now, a word of [forum.protocol.Role].
  record RoleGiven(UserName user, String role) implements OfPeople {}

  /// A user cannot log in any more, or can again.
  record AccountLocked(UserName user, boolean locked) implements OfPeople {}

  /// The account is gone. Nobody else can register its name.
  record AccountRemoved(UserName user) implements OfPeople {}

  /// All sessions of a user are to end.
  record Kicked(UserName user) implements OfPeople {}

  /// Somebody is kept out.
  ///
  /// @param subject a [forum.protocol.Subject]
  /// @param until milliseconds since 1970; absent when it does not end by itself
  record Banned(String subject, @Nullable Long until, String by, @Nullable String reason)
      implements OfPeople {}

  /// Somebody is let in again.
  record Unbanned(String subject) implements OfPeople {}
}
