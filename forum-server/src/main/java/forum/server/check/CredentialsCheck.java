package forum.server.check;

import forum.machine.Disk;
import forum.protocol.UserName;
import forum.server.account.Accounts;
import forum.server.account.CredentialsFile;
import forum.server.account.CredentialsImport;
import forum.server.commit.ForumStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Compares `credentials.txt` with the accounts that the journal has.
final class CredentialsCheck {
  private final Disk disk;
  private final Findings findings;

  CredentialsCheck(Disk disk, Findings findings) {
    this.disk = disk;
    this.findings = findings;
  }

  /// @param accounts those of the moment before `later`
  void check(Accounts accounts, Later later) throws IOException {
    if (!disk.exists(ForumStore.CREDENTIALS)) {
      checkMissing(accounts);
      return;
    }
    byte[] bytes = disk.readAll(ForumStore.CREDENTIALS);
    CredentialsFile file = CredentialsFile.parse(bytes);
    file.remarks().forEach(findings::remark);
    CredentialsImport found = CredentialsImport.of(file, accounts);
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    for (UserName name : found.unknown()) {
      if (!later.isRegistered(name)) {
        differs(place(lines, name), name + " is not registered; the next start takes it over");
      }
    }
    for (UserName name : found.changed()) {
      if (!later.isRegistered(name)) {
        differs(
            place(lines, name),
            name + " has another password than in the journal; the next start takes it over");
      }
    }
    for (UserName name : found.restored()) {
      differs("", name + " is missing; the next start puts it back");
    }
  }

  /// A forum without users needs no file.
  private void checkMissing(Accounts accounts) {
    if (accounts.size() > 0) {
      differs("", "it is missing; the next start makes it anew");
    }
  }

  /// Of two lines with the same name the last one counts.
  private static String place(List<String> lines, UserName name) {
    for (int i = lines.size(); i > 0; i--) {
      if (lines.get(i - 1).strip().split("[ \t]", 2)[0].equals(name.text())) {
        return "line " + i;
      }
    }
    return "";
  }

  private void differs(String place, String found) {
    findings.differs(new Difference(ForumStore.CREDENTIALS, place, found));
  }
}
