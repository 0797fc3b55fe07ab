package forum.server.exchange;

import forum.protocol.Reply;
import forum.server.model.Event;
import org.jspecify.annotations.Nullable;

/// What is to become of a login whose client has answered the challenge. Nothing of the forum has
/// changed yet.
sealed interface Judgement {
  /// A session may be opened.
  ///
  /// @param account what happens to the account with it: it is made, or gets a stronger verifier;
  ///   null when nothing does
  record Right(SessionDesk.Opening opening, @Nullable Event account) implements Judgement {
    boolean makesAccount() {
      return account instanceof Event.Registered;
    }
  }

  /// The login is over, and its challenge good for nothing more.
  record Wrong(Reply reply) implements Judgement {}

  /// The answer was not looked at, as its challenge is not the one that would be made now.
  record Outdated(Reply reply) implements Judgement {}
}
