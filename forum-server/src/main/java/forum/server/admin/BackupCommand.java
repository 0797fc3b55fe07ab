package forum.server.admin;

import forum.server.backup.Backup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `backup FILE`: the forum in one file. A server goes on meanwhile.
final class BackupCommand implements AdminCommand {
  private static final String REPLACE = "--replace";

  @Override
  public String name() {
    return "backup";
  }

  @Override
  public CommandSpec spec() {
    return Words.command(name(), "Writes the forum into one file, while it is served or not.")
        .addPositional(Words.path("FILE", "the file, which must not be there yet"))
        .addOption(Words.flag(REPLACE, "replace FILE, if it is there, once the backup is whole"))
        .addOption(Words.data());
  }

  @Override
  public int run(ParseResult words, Operator operator) throws IOException {
    List<String> remarks = new ArrayList<>();
    try (ReadForum forum = ReadForum.open(Words.data(words), name(), operator.ticker());
        BackupFile target = BackupFile.create(Words.path(words), words.hasMatchedOption(REPLACE))) {
      Backup backup = new Backup(forum.stored(), remarks::add);
      Backup.Written written = backup.write(target.file(), operator.ticker().now());
      target.force();
      forum.confirm();
      target.place();
      operator
          .out()
          .printf(
              "%s: %d files, %d bytes, everything up to record %d%n",
              target.path(), written.members(), written.bytes(), written.lsn());
    }
    remarks.forEach(operator.err()::println);
    return remarks.isEmpty() ? Status.DONE : Status.DIFFERENCES;
  }

  @Override
  public void serve(Visit visit, Live live) throws IOException {
    HeldForum.serve(visit, live);
  }
}
