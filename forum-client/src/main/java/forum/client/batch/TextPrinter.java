package forum.client.batch;

import forum.client.text.Line;
import forum.client.verb.Item;
import forum.client.verb.Outcome;
import forum.client.verb.Problem;
import forum.client.verb.Report;

/// Columns with TABs between them on standard output; what went wrong on standard error.
final class TextPrinter implements ResultPrinter {
  private final Output data;
  private final Messages messages;
  private final boolean quiet;

  TextPrinter(Output data, Messages messages, boolean quiet) {
    this.data = data;
    this.messages = messages;
    this.quiet = quiet;
  }

  @Override
  public Report report(int line, String word) {
    return new Report() {
      @Override
      public void heading(Line heading) {
        // for people only
      }

      @Override
      public void note(String text) {
        data.flush();
        messages.remark(text);
      }

      @Override
      public void item(Item item) {
        data.line(Columns.row(item.columns()));
      }
    };
  }

  @Override
  public void done(Ended ended, Outcome outcome) {
    if (!quiet && !outcome.phrase().isEmpty()) {
      data.line(Columns.escaped(outcome.phrase()));
    }
    data.flush();
  }

  @Override
  public void failed(Ended ended, Problem problem) {
    data.flush();
    messages.problem(problem);
  }
}
