package forum.client.batch;

import org.jspecify.annotations.Nullable;

/// As whom to log in, as far as options say it.
///
/// @param user null to ask
/// @param passwordFile its first line is the password; `-` is the standard input; null to ask
/// @param tokenFile its first line is a token; excludes the other two; null for none
/// @param invitationFile its first line is the code of an invitation; null to ask
/// @param takeover whether a session that is on-line elsewhere is ended
public record Identity(
    @Nullable String user,
    @Nullable String passwordFile,
    @Nullable String tokenFile,
    @Nullable String invitationFile,
    boolean takeover) {
  /// Without a token.
  public Identity(@Nullable String user, @Nullable String passwordFile, boolean takeover) {
    this(user, passwordFile, null, null, takeover);
  }
}
