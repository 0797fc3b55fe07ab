package forum.protocol;

import org.jspecify.annotations.Nullable;

/// What a client can ask. The component names are the member names of the JSON body; the verb is
/// its member `op`. Text travels behind the JSON (see `wire.Body`).
///
/// Changes are executed exactly once and in order; queries are answered again when they are
/// repeated.
public sealed interface Request {
  /// A request that changes the forum: travels as REQ.
  sealed interface Change extends Request {}

  /// A request that changes nothing that must happen once: travels as QRY.
  sealed interface Query extends Request {}

  /// `CRT`: create a thread.
  record CreateThread(ThreadTitle thread) implements Change {}

  /// `MSG`: post a message. The text is the tail of the body.
  record PostMessage(ThreadTitle thread) implements Change {}

  /// `EDT`: replace the text of one's own message. `id` and `rev` are those of the message the user
  /// saw under this number, if one was seen.
  record EditMessage(ThreadTitle thread, int n, @Nullable Long id, @Nullable Integer rev)
      implements Change {}

  /// `DLT`: delete one's own message.
  record DeleteMessage(ThreadTitle thread, int n, @Nullable Long id, @Nullable Integer rev)
      implements Change {}

  /// `RMV`: remove one's own thread.
  record RemoveThread(ThreadTitle thread) implements Change {}

  /// `UPC`: attach the uploaded bytes of this digest. The second half of `UPD`.
  record AttachFile(ThreadTitle thread, FileName file, long size, String sha256)
      implements Change {}

  /// `PWD2`: the proof that I know my password, and the verifier of the one I want.
  record PasswordFinish(String snonce, String proof, NewVerifier verifier) implements Change {}

  /// `TOK`: whoever has the token of this SHA-256 may log in as me, for so many seconds, and do
  /// what the scope allows.
  record CreateToken(String name, String scope, long seconds, String sha256) implements Change {}

  /// `TKR`: the token of this name is not valid any more.
  record RevokeToken(String name) implements Change {}

  /// `XIT`: end the session.
  record Exit() implements Change {}

  /// What only moderators may.
  sealed interface Order extends Change {
    /// Whom or what it concerns.
    String about();

    /// Why, in one line for those it concerns.
    @Nullable String reason();
  }

  /// `LCK`, `ULK`: nobody but moderators can change a thread, or everybody can again.
  record LockThread(ThreadTitle thread, boolean locked, @Nullable String reason) implements Order {
    @Override
    public String about() {
      return thread.text();
    }
  }

  /// `KCK`: ends all sessions of a user, who may log in again.
  record Kick(UserName user, @Nullable String reason) implements Order {
    @Override
    public String about() {
      return user.text();
    }
  }

  /// `BAN`: keeps a user or an address out, for so many seconds, or until it is undone.
  record Ban(String subject, @Nullable Long seconds, @Nullable String reason) implements Order {
    @Override
    public String about() {
      return subject;
    }
  }

  /// `UNB`: lets a user or an address in again.
  record Unban(String subject, @Nullable String reason) implements Order {
    @Override
    public String about() {
      return subject;
    }
  }

  /// `LST`: the threads. Answered by a view.
  record ListThreads(@Nullable Page page) implements Query {}

  /// `RDT`: a thread, or its last messages, or those of a range, or those since a time (RFC 3339).
  record ReadThread(
      ThreadTitle thread,
      @Nullable Integer last,
      @Nullable Integer from,
      @Nullable Integer to,
      @Nullable String since,
      @Nullable Page page)
      implements Query {}

  /// `WHO`: who is on-line. Answered by a view.
  record ListUsers(@Nullable Page page) implements Query {}

  /// `BNS`: who is kept out. Answered by a view, for moderators.
  record ListBans(@Nullable Page page) implements Query {}

  /// `UPD`: may I upload this? Answered by a ticket.
  record OfferUpload(ThreadTitle thread, FileName file, long size, String sha256)
      implements Query {}

  /// `DWN`: may I download this? Answered by a ticket.
  record OfferDownload(ThreadTitle thread, FileName file) implements Query {}

  /// `LOGIN1`: who I am; answered by the salt or by the news that the name is free. `token` is true
  /// when a token is going to be proven, and not a password.
  record LoginStart(
      UserName user,
      String cnonce,
      String agent,
      int version,
      boolean takeover,
      @Nullable Boolean token)
      implements Query {
    /// With a password.
    public LoginStart(UserName user, String cnonce, String agent, int version, boolean takeover) {
      this(user, cnonce, agent, version, takeover, null);
    }

    /// Whether it is a token that is going to be proven.
    public boolean hasToken() {
      return token != null && token;
    }
  }

  /// `LOGIN2`: the proof that I know the password (RFC 5802, section 3), and where the challenge
  /// has asked for it, another verifier of the same password.
  record LoginFinish(String snonce, String proof, boolean notices, @Nullable NewVerifier renewal)
      implements Query {
    /// The proof alone.
    public LoginFinish(String snonce, String proof, boolean notices) {
      this(snonce, proof, notices, null);
    }
  }

  /// `REGISTER`: the verifier of a new password. `invitation` is the code of one, where the
  /// challenge has asked for it.
  record Register(
      String snonce,
      String salt,
      int i,
      String storedKey,
      String serverKey,
      boolean notices,
      @Nullable String invitation)
      implements Query {
    /// Without an invitation.
    public Register(
        String snonce, String salt, int i, String storedKey, String serverKey, boolean notices) {
      this(snonce, salt, i, storedKey, serverKey, notices, null);
    }

    /// The same with an invitation.
    public Register invitedBy(String code) {
      return new Register(snonce, salt, i, storedKey, serverKey, notices, code);
    }
  }

  /// `TKL`: my tokens. Answered by a view.
  record ListTokens(@Nullable Page page) implements Query {}

  /// `PWD1`: I want another password; answered by a challenge.
  record PasswordStart(String cnonce) implements Query {}

  /// What a server is to keep of a password; all but the rounds in base64. Not shown.
  record NewVerifier(String salt, int i, String storedKey, String serverKey) {
    @Override
    public String toString() {
      return "(a verifier of " + i + " rounds)";
    }
  }

  /// A further piece of a view: bytes from `off` on, of version `ver`.
  record Page(long ver, long off) {}
}
