package forum.server.command;

import forum.protocol.Reason;
import forum.protocol.Request;
import forum.server.model.Act;

/// What all orders of moderators have in common.
final class Orders {
  private Orders() {}

  /// The reason given.
  ///
  /// @throws forum.protocol.InvalidValue when it is none
  static Reason reason(Request.Order order) {
    String given = order.reason();
    return given == null ? Reason.NONE : new Reason(given);
  }

  static Act act(Caller caller, String what, Request.Order order, Reason reason) {
    String why = reason.text();
    return Act.of(caller.user(), what, order.about(), why.isEmpty() ? null : why);
  }
}
