package forum.simulation;

import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.wire.Body;
import forum.protocol.wire.Frame;
import forum.protocol.wire.Inner;
import forum.protocol.wire.MalformedDatagram;
import forum.protocol.wire.Token;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Watches what the server tells to whom: nobody who has not proven his address, by a cookie that
/// was sent there or by the token of a session, gets more than he sent, or anything but a cookie
/// and the news that there is no such session or version.
final class Doorkeeper {
  private record Given(InetSocketAddress to, Frame.Cookie cookie) {}

  private final Set<Given> cookies = new HashSet<>();
  private final Set<Token> tokens = new HashSet<>();
  private final Set<InetSocketAddress> proven = new HashSet<>();
  private final Map<InetSocketAddress, Long> owed = new HashMap<>();

  void arrived(InetSocketAddress from, int bytes) {
    owed.merge(from, (long) bytes, Long::sum);
  }

  void arrived(InetSocketAddress from, Frame frame) {
    boolean proof =
        switch (frame) {
          case Frame.Stranger(_, Frame.Cookie cookie, _) ->
              cookies.contains(new Given(from, cookie));
          case Frame.Plain(Token sid, _) -> tokens.contains(sid);
          default -> false;
        };
    if (proof) {
      proven.add(from);
    }
  }

  void said(InetSocketAddress to, Frame frame, int bytes) {
    Violation.unless(bytes <= Limits.DATAGRAM_BYTES, "I12: a datagram of %d bytes", bytes);
    learn(to, frame);
    if (!proven.contains(to)) {
      long left = owed.getOrDefault(to, 0L) - bytes;
      owed.put(to, left);
      Violation.unless(left >= 0, "I6: more bytes to %s than from there", to);
      Violation.unless(isForAnybody(frame), "I8: to a stranger at %s: %s", to, frame);
    }
  }

  private static boolean isForAnybody(Frame frame) {
    return switch (frame) {
      case Frame.Retry _, Frame.UseVersion _ -> true;
      case Frame.Plain(_, Inner inner) -> inner.kind() == Inner.Kind.GONE;
      default -> false;
    };
  }

  private void learn(InetSocketAddress to, Frame frame) {
    switch (frame) {
      case Frame.Retry(_, Frame.Cookie cookie) -> cookies.add(new Given(to, cookie));
      case Frame.Stranger(_, _, Inner inner) when inner.kind() == Inner.Kind.ANSWER -> learn(inner);
      default -> {
        // Nothing that proves anything.
      }
    }
  }

  private void learn(Inner answer) {
    try {
      Reply.Session session = Body.of(answer.body()).reply().session();
      if (session != null) {
        tokens.add(Token.ofHex(session.sid()));
      }
    } catch (MalformedDatagram e) {
      throw new Violation("unreadable", e);
    }
  }
}
