package forum.server.command;

import forum.machine.Ticker;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.line.BanLine;
import forum.server.account.Ban;
import forum.server.account.Bans;
import forum.server.transfer.LongText;
import java.io.ByteArrayOutputStream;

/// `BNS`: a line for each ban, oldest first.
record ListBansHandler(Bans bans, ListedViews views, Ticker ticker) {
  QueryAnswer answer(Caller caller, Request.ListBans list) {
    Reply lacking = Powers.lacking(caller);
    return lacking != null
        ? QueryAnswer.of(lacking)
        : views.answer(caller, "BNS", ticker.nanos(), list.page(), this::text);
  }

  private LongText text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    bans.list(ticker.now()).forEach(ban -> text.writeBytes(line(ban).write()));
    return LongText.of(text.toByteArray());
  }

  private static BanLine line(Ban ban) {
    return new BanLine(ban.subject(), ban.by(), ban.since(), ban.until(), ban.reason());
  }
}
