package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.server.transfer.TransferDesk;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Views that are made for the occasion (LST, WHO): the text is kept until its pages have been
/// fetched or newer ones push it out. Owned by the command loop.
final class ListedViews {
  private static final long KEPT_BYTES = 64L << 20;

  private final TransferDesk transfers;
  private final Map<Key, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long keptBytes;

  private record Key(String kind, long version) {}

  ListedViews(TransferDesk transfers) {
    this.transfers = transfers;
  }

  /// One piece of the view `kind`: the first, made by `render` if this version is not kept, or the
  /// one `page` asks for.
  QueryAnswer answer(
      Caller caller,
      String kind,
      long version,
      Request.@Nullable Page page,
      Supplier<byte[]> render) {
    if (page == null) {
      byte[] text = kept.get(new Key(kind, version));
      return first(caller, version, text == null ? keep(kind, version, render.get()) : text);
    }
    byte[] text = kept.get(new Key(kind, page.ver()));
    return text == null
        ? QueryAnswer.of(Reply.of(Code.CHANGED))
        : piece(text, page.ver(), page.off());
  }

  private QueryAnswer first(Caller caller, long version, byte[] text) {
    return text.length > Limits.DATAGRAM_VIEW_BYTES
        ? QueryAnswer.of(
            transfers.view(
                caller.sid(), caller.user(), text, new Reply.View(version, 0, text.length)))
        : piece(text, version, 0);
  }

  private static QueryAnswer piece(byte[] text, long version, long off) {
    if (off < 0 || off > text.length) {
      return QueryAnswer.of(Reply.refused(Code.USAGE, "the view has " + text.length + " bytes"));
    }
    int from = (int) off;
    int to = Math.min(text.length, from + Pages.BYTES);
    Reply.View view = new Reply.View(version, off, text.length);
    return new QueryAnswer(Reply.view(view), Arrays.copyOfRange(text, from, to));
  }

  private byte[] keep(String kind, long version, byte[] text) {
    kept.put(new Key(kind, version), text);
    keptBytes += text.length;
    var oldest = kept.entrySet().iterator();
    while (keptBytes > KEPT_BYTES && oldest.hasNext()) {
      keptBytes -= oldest.next().getValue().length;
      oldest.remove();
    }
    return text;
  }
}
