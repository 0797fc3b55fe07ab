package forum.server;

import forum.machine.DataFolderInUse;
import forum.machine.DataFolderLock;
import forum.machine.DiskFull;
import forum.machine.UdpPort;
import forum.server.admin.AdminProgram;
import forum.server.commit.ForumStore;
import forum.server.event.Complaint;
import forum.server.event.EventLog;
import forum.server.journal.DamagedJournal;
import forum.server.net.PortChooser;
import forum.server.net.PortUnavailable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// What the command line asks for, from the first check to the exit status.
final class Program {
  private static final int STATUS_CANNOT_BIND = 3;
  private static final int STATUS_DATA = 4;
  private static final int STATUS_DISK_FULL = 5;

  private final Machine machine;
  private final PrintStream out;
  private final PrintStream err;

  Program(Machine machine, PrintStream out, PrintStream err) {
    this.machine = machine;
    this.out = out;
    this.err = err;
  }

  /// Does what the command line asks for.
  ///
  /// @return the exit status
  int run(String[] args) {
    return switch (ServerCommandLine.parse(args)) {
      case Invocation.Print(String text) -> {
        out.print(text);
        yield 0;
      }
      case Invocation.Refuse(Complaint complaint) -> refuse(complaint, Invocation.STATUS_USAGE);
      case Invocation.Serve(ServerOptions options) -> serve(options);
      case Invocation.Admin(List<String> words) ->
          new AdminProgram(machine.ticker(), out, err).run(words);
    };
  }

  private int refuse(Complaint complaint, int status) {
    err.println(complaint);
    return status;
  }

  private int serve(ServerOptions options) {
    Path root = options.folder().path();
    try {
      Files.createDirectories(root);
      try (DataFolderLock _ = DataFolderLock.take(root.resolve(ForumStore.FOLDER))) {
        new FreshStart(root, machine.ticker()).prepare(options.folder());
        listenAndServe(options);
        return 0;
      }
    } catch (PortUnavailable e) {
      return refuse(e.complaint(), STATUS_CANNOT_BIND);
    } catch (DataFolderInUse e) {
      return refuse(
          new Complaint(String.valueOf(e.getMessage()), "", "forum-server --data OTHER-FOLDER"),
          STATUS_DATA);
    } catch (DamagedJournal e) {
      return refuse(
          new Complaint(
              "the journal is damaged",
              String.valueOf(e.getMessage()),
              "cp -a " + root + " " + root + ".damaged"),
          STATUS_DATA);
    } catch (HostKey.Unusable e) {
      return refuse(e.complaint(), STATUS_DATA);
    } catch (FreshStart.Refused e) {
      return refuse(e.complaint(), STATUS_DATA);
    } catch (DiskFull e) {
      return refuse(
          new Complaint("the disk is full", String.valueOf(e.getMessage()), "df -h " + root),
          STATUS_DISK_FULL);
    } catch (IOException e) {
      return refuse(
          new Complaint("cannot work in the data folder " + root, reason(e), "ls -ld " + root),
          STATUS_DATA);
    }
  }

  /// In the system's words, where there are any.
  private static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> denied.getFile() + ": no permission";
      case FileSystemException other -> String.valueOf(other.getMessage());
      default -> failure.toString();
    };
  }

  private void listenAndServe(ServerOptions options) throws IOException {
    ServerOptions.Endpoint endpoint = options.endpoint();
    PortChooser chooser = new PortChooser(endpoint.address(), endpoint.exactPort());
    try (UdpPort port = chooser.open(endpoint.port());
        EventLog log = log(options.reports())) {
      Serving serving = new Serving(machine, options, port, log::emit);
      if (machine.superuser()) {
        err.println(
            "warning: forum runs as root, which it does not need; start it as a user of its own, or"
                + " with packaging/systemd/forum-server.service");
      }
      StopSignals.install(serving.signals(log::reopen));
      serving.run();
    }
  }

  private EventLog log(ServerOptions.Reports reports) {
    List<EventLog.Target> targets = new ArrayList<>();
    targets.add(EventLog.Target.console(out, ZoneId::systemDefault, reports.briefConsole()));
    targets.add(EventLog.Target.file(reports.file(), reports.format()));
    return EventLog.start(machine.ticker(), reports.level(), targets);
  }
}
