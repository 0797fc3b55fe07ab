package forum.simulation;

import forum.client.link.Answer;
import forum.client.link.Exchange;
import forum.protocol.Reply;
import forum.protocol.Request;
import java.util.Map;
import java.util.TreeMap;

/// Reads one view in pages, as PROTOCOL.md tells clients to: the first answer says which version it
/// is and where it ends, the other pages are asked for of that version.
final class Reading {
  private static final int ATTEMPTS_MAX = 4;
  private static final int SLACK_BYTES = 24;

  private final Visit visit;
  private final Request.Query query;
  private final Visitor.Surroundings surroundings;
  private final TreeMap<Long, byte[]> pieces = new TreeMap<>();
  private int attempts;
  private int awaited;
  private Exchange firstAsked;
  private Answer first;
  private boolean changed;
  private boolean failed;

  Reading(Visit visit, Request.Query query, Visitor.Surroundings surroundings) {
    this.visit = visit;
    this.query = query;
    this.surroundings = surroundings;
  }

  void begin() {
    visit.readingBegan();
    tryAgain();
  }

  private void tryAgain() {
    attempts++;
    changed = false;
    pieces.clear();
    firstAsked = visit.ask(query, this::first, visit::readingEnded);
  }

  private void first(Answer answer) {
    Reply.View view = answer.reply().view();
    if (query instanceof Request.ListUsers || !answer.reply().isOk() || view == null) {
      visit.readingEnded();
      return;
    }
    first = answer;
    pieces.put(view.off(), answer.tail());
    long end = view.off() + answer.tail().length;
    if (end < view.end()) {
      surroundings.chronicle().count(Incident.VIEW_OF_MANY_PAGES);
    }
    int stride = Math.max(1, answer.tail().length - SLACK_BYTES);
    for (long off = end; off < view.end(); off += stride) {
      awaited++;
      visit.ask(page(new Request.Page(view.ver(), off)), this::next, this::missed);
    }
    finishWhenWhole();
  }

  private Request.Query page(Request.Page page) {
    return switch (query) {
      case Request.ReadThread(var thread, var last, var from, var to, var since, _) ->
          new Request.ReadThread(thread, last, from, to, since, page);
      default -> new Request.ListThreads(page);
    };
  }

  private void next(Answer answer) {
    awaited--;
    switch (answer.reply().code()) {
      case OK -> pieces.put(answer.reply().view().off(), answer.tail());
      case CHANGED, NO_SUCH_THREAD -> changed = true;
      case BUSY -> failed = true;
      default -> throw new Violation(answer.reply() + " to a page of " + query);
    }
    finishWhenWhole();
  }

  private void missed() {
    awaited--;
    failed = true;
    finishWhenWhole();
  }

  private void finishWhenWhole() {
    if (awaited > 0) {
      return;
    }
    if (changed && !failed && attempts < ATTEMPTS_MAX) {
      tryAgain();
      return;
    }
    if (!changed && !failed) {
      surroundings.oracle().read(visit.session(), firstAsked.seq(), first, text());
    }
    visit.readingEnded();
  }

  private byte[] text() {
    Reply.View view = first.reply().view();
    byte[] text = new byte[(int) (view.end() - view.off())];
    long known = view.off();
    for (Map.Entry<Long, byte[]> piece : pieces.entrySet()) {
      Violation.unless(piece.getKey() <= known, "a view with a hole at %d: %s", known, query);
      int at = (int) (piece.getKey() - view.off());
      int length = Math.min(piece.getValue().length, text.length - at);
      System.arraycopy(piece.getValue(), 0, text, at, length);
      known = Math.max(known, piece.getKey() + length);
    }
    Violation.unless(known == view.end(), "a view that ends at %d: %s", known, query);
    return text;
  }
}
