package forum.server.model;

import forum.protocol.InvalidValue;
import forum.protocol.Reply;
import forum.protocol.wire.Body;
import forum.protocol.wire.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One record of the journal: what happened, and which request it answers. Both stand in one record
/// so that neither can be durable without the other: that is what makes a request happen exactly
/// once.
///
/// @param at when, by the server's clock; never earlier than the entry before
/// @param answered the request this is the answer to, if it is one
/// @param event what happened; absent for a request that was refused
/// @param act the use of power that brought it about; absent for what everybody may do
public record JournalEntry(
    Instant at, @Nullable Answered answered, @Nullable Event event, @Nullable Act act) {
  private static final byte[] NOTHING = new byte[0];

  /// A request and its reply.
  ///
  /// @param sid the session
  /// @param seq number of the request in its session
  /// @param floor requests below this will never be repeated
  /// @param reply what was answered
  public record Answered(String sid, long seq, long floor, Reply reply) {}

  private record Head(long at, @Nullable Answered answered, @Nullable Act act) {}

  /// As bytes for the journal.
  public byte[] bytes() {
    byte[] head = Json.write(new Head(at.toEpochMilli(), answered, act));
    return new Body(head, event == null ? NOTHING : Event.JSON.write(event)).bytes();
  }

  /// Reads what [#bytes] made.
  ///
  /// @throws InvalidValue when it is something else
  public static JournalEntry of(byte[] bytes) {
    Body body = Body.of(bytes);
    Head head = Json.read(body.json(), Head.class);
    Event event = body.tail().length == 0 ? null : Event.JSON.read(body.tail());
    return new JournalEntry(Instant.ofEpochMilli(head.at()), head.answered(), event, head.act());
  }
}
