package forum.protocol.wire;

import forum.protocol.Code;
import forum.protocol.InvalidValue;
import forum.protocol.Reply;
import forum.protocol.Request;
import java.util.Arrays;
import java.util.Map;

/// The body of a request or reply: a JSON object, and where there is more than structure, a zero
/// byte and the bytes themselves (the text of a post, a piece of a view). JSON text never contains
/// a zero byte, and bytes behind it need no escaping. PROTOCOL.md, section 3.
///
/// @param json the JSON object as UTF-8
/// @param tail the bytes behind it; empty when there are none
public record Body(byte[] json, byte[] tail) {
  private static final byte[] NOTHING = new byte[0];

  /// Every verb on the wire; a new request is added here and nowhere else in this package.
  private static final Variants<Request> VERBS =
      new Variants<>(
          "op",
          Map.ofEntries(
              Map.entry("CRT", Request.CreateThread.class),
              Map.entry("MSG", Request.PostMessage.class),
              Map.entry("EDT", Request.EditMessage.class),
              Map.entry("DLT", Request.DeleteMessage.class),
              Map.entry("RMV", Request.RemoveThread.class),
              Map.entry("UPC", Request.AttachFile.class),
              Map.entry("PWD2", Request.PasswordFinish.class),
              Map.entry("XIT", Request.Exit.class),
              Map.entry("LCK", Request.LockThread.class),
              Map.entry("KCK", Request.Kick.class),
              Map.entry("BAN", Request.Ban.class),
              Map.entry("UNB", Request.Unban.class),
              Map.entry("BNS", Request.ListBans.class),
              Map.entry("LST", Request.ListThreads.class),
              Map.entry("RDT", Request.ReadThread.class),
              Map.entry("WHO", Request.ListUsers.class),
              Map.entry("UPD", Request.OfferUpload.class),
              Map.entry("DWN", Request.OfferDownload.class),
              Map.entry("TOK", Request.CreateToken.class),
              Map.entry("TKR", Request.RevokeToken.class),
              Map.entry("TKL", Request.ListTokens.class),
              Map.entry("PWD1", Request.PasswordStart.class),
              Map.entry("LOGIN1", Request.LoginStart.class),
              Map.entry("LOGIN2", Request.LoginFinish.class),
              Map.entry("REGISTER", Request.Register.class)));

  /// Splits the bytes of a body.
  public static Body of(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return new Body(Arrays.copyOf(bytes, i), Arrays.copyOfRange(bytes, i + 1, bytes.length));
      }
    }
    return new Body(bytes, NOTHING);
  }

  /// The body as it travels.
  public byte[] bytes() {
    if (tail.length == 0) {
      return json;
    }
    byte[] bytes = Arrays.copyOf(json, json.length + 1 + tail.length);
    System.arraycopy(tail, 0, bytes, json.length + 1, tail.length);
    return bytes;
  }

  /// A request with the bytes behind it.
  public static Body request(Request request, byte[] tail) {
    return new Body(VERBS.write(request), tail);
  }

  /// A reply with the bytes behind it.
  public static Body reply(Reply reply, byte[] tail) {
    return new Body(Json.write(reply), tail);
  }

  /// A reply that is nothing but JSON.
  public static Body reply(Reply reply) {
    return reply(reply, NOTHING);
  }

  /// The word for a kind of request on the wire.
  public static String verb(Request request) {
    return VERBS.name(request);
  }

  /// Reads the JSON as a request.
  ///
  /// @throws InvalidValue when it is no request; the sentence is for the user
  public Request request() {
    return VERBS.read(json);
  }

  /// Reads the JSON as a reply. A code that is not known here reads as [Code#INTERNAL].
  ///
  /// @throws MalformedDatagram when it is none
  public Reply reply() throws MalformedDatagram {
    try {
      Reply reply = Json.parse(json, Reply.class);
      return reply.code() == null ? Reply.of(Code.INTERNAL) : reply;
    } catch (InvalidValue e) {
      throw new MalformedDatagram(String.valueOf(e.getMessage()));
    }
  }
}
