package forum.protocol;

import org.jspecify.annotations.Nullable;

/// The answer to a request. Which members are present depends on the request and the code; all but
/// `code` may be absent. The component names are the member names of the JSON body.
///
/// @param code how it ended
/// @param detail one sentence more, for people
/// @param owner to whom it belongs, with NOT_OWNER and EXISTS
/// @param retryMillis when to try again, with BUSY
/// @param post the message concerned, as it is now
/// @param view a piece of a view; its bytes stand behind the JSON
/// @param grant permission for one transfer over TCP
/// @param challenge the first answer of a login
/// @param session the last answer of a login
public record Reply(
    Code code,
    @Nullable String detail,
    @Nullable String owner,
    @Nullable Long retryMillis,
    @Nullable Post post,
    @Nullable View view,
    @Nullable Grant grant,
    @Nullable Challenge challenge,
    @Nullable Session session) {

  /// A message: its present number, its stable id, its revision (0 when never edited), and when a
  /// number was refused, the author.
  public record Post(int n, long id, int rev, @Nullable String by) {}

  /// A piece of a view.
  ///
  /// @param ver version of the view: lsn of its last change
  /// @param off where the bytes behind the JSON begin
  /// @param end where the part that was asked for ends; behind it nothing needs to be fetched
  public record View(long ver, long off, long end) {}

  /// Permission for one transfer.
  ///
  /// @param ticket 32 secret bytes, base64url without padding; good for one connection
  /// @param port TCP port
  /// @param size bytes of the whole transfer
  /// @param sha256 digest of the whole transfer, hexadecimal; absent for a view
  /// @param resumeAt bytes of an upload that the server already has
  public record Grant(
      String ticket, int port, long size, @Nullable String sha256, @Nullable Long resumeAt) {}

  /// The server's challenge (RFC 5802).
  ///
  /// @param snonce client nonce and server nonce, joined; to be used once
  /// @param salt base64
  /// @param i rounds
  /// @param fresh true when the name is free: answer with REGISTER
  /// @param renew rounds of the verifier that is to come with the proof; absent when none is
  /// @param invitation true when a free name can be registered with an invitation only
  public record Challenge(
      String snonce,
      String salt,
      int i,
      boolean fresh,
      @Nullable Integer renew,
      @Nullable Boolean invitation) {
    /// One that asks for nothing more.
    public Challenge(String snonce, String salt, int i, boolean fresh) {
      this(snonce, salt, i, fresh, null, null);
    }

    /// Whether an invitation is asked for.
    public boolean asksForInvitation() {
      return invitation != null && invitation;
    }
  }

  /// An open session.
  ///
  /// @param sid 16 bytes, hexadecimal
  /// @param signature proof that the server knows the verifier, base64; absent after REGISTER
  /// @param boot number of this start of the server
  /// @param leaseSeconds how long the session outlives silence
  /// @param lastSeen RFC 3339 time and address of the user's last login, if there was one
  public record Session(
      String sid,
      @Nullable String signature,
      int boot,
      long leaseSeconds,
      @Nullable String lastSeen) {}

  /// The bare code.
  public static Reply of(Code code) {
    return new Reply(code, null, null, null, null, null, null, null, null);
  }

  /// Success.
  public static Reply ok() {
    return of(Code.OK);
  }

  /// A refusal with one sentence for people.
  public static Reply refused(Code code, String detail) {
    return new Reply(code, detail, null, null, null, null, null, null, null);
  }

  /// A refusal because it belongs to `owner`.
  public static Reply ownedBy(Code code, UserName owner) {
    return new Reply(code, null, owner.text(), null, null, null, null, null, null);
  }

  /// A refusal that ends by itself.
  public static Reply busy(String detail, long retryMillis) {
    return new Reply(Code.BUSY, detail, null, retryMillis, null, null, null, null, null);
  }

  /// A message was meant; this is the one.
  public static Reply post(Code code, Post post) {
    return new Reply(code, null, null, null, post, null, null, null, null);
  }

  /// Success with a piece of a view.
  public static Reply view(View view) {
    return new Reply(Code.OK, null, null, null, null, view, null, null, null);
  }

  /// Success with permission for a transfer, of `view` if one was asked for.
  public static Reply grant(Grant grant, @Nullable View view) {
    return new Reply(Code.OK, null, null, null, null, view, grant, null, null);
  }

  /// The first answer of a login.
  public static Reply challenge(Challenge challenge) {
    return new Reply(Code.OK, null, null, null, null, null, null, challenge, null);
  }

  /// The last answer of a login.
  public static Reply session(Session session) {
    return new Reply(Code.OK, null, null, null, null, null, null, null, session);
  }

  /// Whether it was done.
  public boolean isOk() {
    return code == Code.OK;
  }
}
