package forum.server.admin;

/// An invitation that is to be.
///
/// @param sha256 of the code: the code itself stays with the operator
/// @param until milliseconds since 1970
/// @param login who gives the order: a user of the computer
record InviteOrder(String sha256, int uses, long until, String login) {}
