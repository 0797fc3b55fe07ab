package forum.server.admin;

import forum.protocol.Characters;
import forum.server.check.Difference;
import forum.server.check.Findings;
import forum.server.check.ForumCheck;
import forum.server.commit.StoredForum;
import forum.server.journal.DamagedJournal;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `check`: whether everything on the disk is as it must be. A server goes on meanwhile.
final class CheckCommand implements AdminCommand {
  /// Prints what is found as it is found, a line each.
  private static final class Printed implements Findings {
    private final PrintStream out;
    private long differences;

    Printed(PrintStream out) {
      this.out = out;
    }

    @Override
    public void differs(Difference difference) {
      differences++;
      out.println(Characters.visible(difference.sentence()));
    }

    @Override
    public void remark(String sentence) {
      out.println("note: " + Characters.visible(sentence));
    }
  }

  @Override
  public String name() {
    return "check";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Words.command(name(), "Compares all on the disk with its checksums and the journal.")
            .addOption(Words.data());
    spec.usageMessage().footer("", "Exit status: 0 all is well, 1 something differs.");
    return spec;
  }

  @Override
  public int run(ParseResult words, Operator operator) throws IOException {
    Printed printed = new Printed(operator.out());
    try (ReadForum forum = ReadForum.open(Words.data(words), name(), operator.ticker())) {
      StoredForum stored = stored(forum);
      ForumCheck.Totals totals = new ForumCheck(stored, forum.later(stored), printed).run();
      forum.confirm();
      tell(totals, operator.out());
    }
    long differences = printed.differences;
    operator.out().println(differences == 1 ? "1 difference" : differences + " differences");
    return differences == 0 ? Status.DONE : Status.DIFFERENCES;
  }

  /// Where the journal is damaged, the rest can still be looked at.
  private static StoredForum stored(ReadForum forum) throws IOException {
    try {
      return forum.stored();
    } catch (DamagedJournal e) {
      return forum.damaged(e);
    }
  }

  private static void tell(ForumCheck.Totals totals, PrintStream out) {
    out.printf(
        "checked %d records, %d threads with %d lines, %d attachments with %d bytes, %d accounts%n",
        totals.records(),
        totals.threads(),
        totals.lines(),
        totals.attachments(),
        totals.attachedBytes(),
        totals.accounts());
  }

  @Override
  public void serve(Visit visit, Live live) throws IOException {
    HeldForum.serve(visit, live);
  }
}
