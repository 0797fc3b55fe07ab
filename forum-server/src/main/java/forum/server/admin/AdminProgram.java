package forum.server.admin;

import forum.machine.DataFolderInUse;
import forum.machine.DiskFull;
import forum.machine.Ticker;
import forum.server.event.Complaint;
import forum.server.journal.DamagedJournal;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `forum-server admin …`, from the words to the exit status.
public final class AdminProgram {
  private static final String PROGRAM = "forum-server admin";
  private static final String HELP = PROGRAM + " --help";

  private final Operator operator;

  /// What is asked for goes to `out`, what goes wrong to `err`.
  public AdminProgram(Ticker ticker, PrintStream out, PrintStream err) {
    this.operator = new Operator(ticker, out, err);
  }

  /// Does what the words behind `admin` say.
  ///
  /// @return the exit status
  public int run(List<String> words) {
    CommandLine root = new CommandLine(spec());
    try {
      ParseResult parsed = root.parseArgs(words.toArray(String[]::new));
      CommandLine meant = parsed.asCommandLineList().getLast();
      if (!parsed.hasSubcommand() || meant.isUsageHelpRequested()) {
        operator.out().print(meant.getUsageMessage(CommandLine.Help.Ansi.OFF));
        return Status.DONE;
      }
      return run(meant, parsed.subcommand());
    } catch (ParameterException e) {
      return refuse(misread(e), Status.USAGE);
    }
  }

  private static CommandSpec spec() {
    CommandSpec spec =
        Words.command(PROGRAM, "Takes care of a forum, whether it is served or not.");
    spec.usageMessage()
        .customSynopsis("Usage: " + PROGRAM + " COMMAND [OPTION]...")
        .synopsisHeading("")
        .footer("", "  " + PROGRAM + " COMMAND --help   what a command does");
    for (AdminCommand command : AdminCommands.all()) {
      spec.addSubcommand(command.name(), command.spec());
    }
    return spec;
  }

  private static Complaint misread(ParameterException e) {
    return switch (e) {
      case CommandLine.UnmatchedArgumentException unmatched ->
          new Complaint("what is \"" + unmatched.getUnmatched().getFirst() + "\"?", "", HELP);
      case CommandLine.MissingParameterException missing ->
          new Complaint(missing.getMissing().getFirst().paramLabel() + " is missing", "", HELP);
      default -> new Complaint(String.valueOf(e.getMessage()), "", HELP);
    };
  }

  private int run(CommandLine meant, ParseResult words) {
    AdminCommand command = AdminCommands.named(meant.getCommandName()).orElseThrow();
    try {
      return command.run(words, operator);
    } catch (Refused e) {
      return refuse(e.complaint(), Status.DATA);
    } catch (DataFolderInUse e) {
      String advice = "tail forum-data/log/forum-server.log";
      return refuse(complaint("the server does not answer", e, advice), Status.DATA);
    } catch (DamagedJournal e) {
      return refuse(complaint("the journal is damaged", e, PROGRAM + " check"), Status.DATA);
    } catch (DiskFull e) {
      return refuse(complaint("the disk is full", e, "df -h"), Status.DISK_FULL);
    } catch (IOException e) {
      return refuse(new Complaint(command.name() + " failed", e.toString(), HELP), Status.DATA);
    }
  }

  private static Complaint complaint(String what, IOException cause, String advice) {
    return new Complaint(what, String.valueOf(cause.getMessage()), advice);
  }

  private int refuse(Complaint complaint, int status) {
    operator.err().println(complaint);
    return status;
  }
}
