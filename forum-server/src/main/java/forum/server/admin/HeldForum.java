package forum.server.admin;

import forum.server.commit.Hold;
import java.io.IOException;

/// The server's part in commands that read the forum from the disk: it keeps one moment of it there
/// as long as the visit lasts, and says now and then how far the journal has come.
final class HeldForum {
  /// What a visitor says who wants to know.
  static final String HOW_FAR = "lsn";

  private HeldForum() {}

  static void serve(Visit visit, Live live) throws IOException {
    Hold hold = live.ask(answer -> live.store().hold(answer::complete));
    try {
      visit.say(hold.text());
      while (HOW_FAR.equals(visit.hear())) {
        Long lsn = live.ask(answer -> answer.complete(live.store().commit().durableLsn()));
        visit.say(Long.toString(lsn));
      }
    } finally {
      live.loop().accept(() -> live.store().release(hold));
    }
  }
}
