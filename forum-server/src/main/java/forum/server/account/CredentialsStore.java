package forum.server.account;

import forum.machine.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// `credentials.txt` on the disk. Belongs to one thread at a time.
///
/// The accounts are the truth and the file shows them, but people may edit it at any time: what
/// they wrote stays until the next start imports it.
public final class CredentialsStore {
  private final Disk disk;
  private final Path path;
  private final Set<String> seen = new HashSet<>();

  /// The file is `path` on `disk`.
  public CredentialsStore(Disk disk, Path path) {
    this.disk = disk;
    this.path = path;
  }

  /// Reads the file; who calls this has to import what is in it before the next [#save].
  public CredentialsFile load() throws IOException {
    CredentialsFile file = read();
    remember(file.lines());
    return file;
  }

  /// Writes the accounts into the file, if it does not show them already. Durable on return.
  ///
  /// A password that is changed by other ways than the file must be saved before the change is
  /// acknowledged: after a crash an older line would look like a later change by hand.
  public void save(List<Account> accounts) throws IOException {
    CredentialsFile found = read();
    CredentialsFile wanted = found.with(accounts, seen);
    if (!wanted.lines().equals(found.lines())) {
      disk.replaceSecret(path, wanted.bytes());
    } else if (disk.exists(path)) {
      disk.ownerOnly(path); // whoever wrote a line by hand may have left it open to all
    }
    remember(accounts.stream().map(CredentialsFile.Line::of).toList());
  }

  private CredentialsFile read() throws IOException {
    return disk.exists(path) ? CredentialsFile.parse(disk.readAll(path)) : CredentialsFile.EMPTY;
  }

  private void remember(List<CredentialsFile.Line> lines) {
    seen.clear();
    lines.forEach(line -> seen.add(line.raw()));
  }
}
