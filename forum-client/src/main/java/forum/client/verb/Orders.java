package forum.client.verb;

import forum.protocol.Reason;
import org.jspecify.annotations.Nullable;

/// What the orders of moderators have in common.
final class Orders {
  private Orders() {}

  /// The reason given; null when there is none.
  static @Nullable String reason(Invocation call) throws Failure {
    String text = call.arguments().text();
    return text == null ? null : Invocation.value(Reason::new, text).text();
  }
}
