package forum.server.admin;

import org.jspecify.annotations.Nullable;

/// What is to happen to an account.
///
/// @param action a word of [UserCommand]
/// @param user absent for the list
/// @param verifier of a new password: the password itself stays with who chose it
/// @param role a word of [forum.protocol.Role]
/// @param token the name of one; absent when all are meant
/// @param at when the order was given: by then it is decided which tokens are valid
/// @param login who gives the order: a user of the computer
record UserOrder(
    String action,
    @Nullable String user,
    @Nullable String verifier,
    @Nullable String role,
    @Nullable String token,
    long at,
    String login) {}
