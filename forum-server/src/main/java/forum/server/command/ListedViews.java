package forum.server.command;

import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.server.transfer.LongText;
import forum.server.transfer.TransferDesk;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Views that are made for the occasion (LST, WHO): the text is kept until its pages have been
/// fetched or newer ones push it out. Owned by the command loop.
final class ListedViews {
  private static final long KEPT_BYTES = 64L << 20;

  private final TransferDesk transfers;
  private final Map<Key, LongText> kept = new LinkedHashMap<>(16, 0.75f, true);
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
      Supplier<LongText> render) {
    if (page == null) {
      LongText text = kept.get(new Key(kind, version));
      return first(caller, version, text == null ? keep(kind, version, render.get()) : text);
    }
    LongText text = kept.get(new Key(kind, page.ver()));
    return text == null
        ? QueryAnswer.of(Reply.of(Code.CHANGED))
        : piece(text, page.ver(), page.off());
  }

  private QueryAnswer first(Caller caller, long version, LongText text) {
    return text.bytes() > Limits.DATAGRAM_VIEW_BYTES
        ? QueryAnswer.of(
            transfers.view(
                caller.sid(), caller.user(), text, new Reply.View(version, 0, text.bytes())))
        : piece(text, version, 0);
  }

  private static QueryAnswer piece(LongText text, long version, long off) {
    if (off < 0 || off > text.bytes()) {
      return QueryAnswer.of(Reply.refused(Code.USAGE, "the view has " + text.bytes() + " bytes"));
    }
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(Pages.BYTES, text.bytes() - off));
    text.read(piece, off);
    Reply.View view = new Reply.View(version, off, text.bytes());
    return new QueryAnswer(Reply.view(view), piece.array());
  }

  private LongText keep(String kind, long version, LongText text) {
    kept.put(new Key(kind, version), text);
    keptBytes += text.bytes();
    var oldest = kept.entrySet().iterator();
    while (keptBytes > KEPT_BYTES && oldest.hasNext()) {
      keptBytes -= oldest.next().getValue().bytes();
      oldest.remove();
    }
    return text;
  }
}
