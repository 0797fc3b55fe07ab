package forum.server.account;

import forum.protocol.Role;
import forum.protocol.UserName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What stands in `credentials.txt`: one `name password` in each line, where the password is in the
/// clear (written by hand, or by the classic forum) or a verifier
/// (`$scram-sha-256$i=rounds$salt$key$key`). Behind it stand the role, where it is more than
/// `user`, and `locked`, to be read only: they are changed by `forum-server admin user`.
///
/// Forgives what editors do: a missing last newline, CRLF, blank lines, a byte order mark. A line
/// that makes no sense is reported and stays. Of two lines with the same name the last counts, in
/// the place of the first.
///
/// @param lines what counts and what stays, in order
/// @param remarks sentences for the operator, which never show more of a line than the name
public record CredentialsFile(List<Line> lines, List<String> remarks) {
  static final String LOCKED = "locked";

  /// The file when there is none.
  public static final CredentialsFile EMPTY = new CredentialsFile(List.of(), List.of());

  /// A line.
  ///
  /// @param raw its bytes as Latin-1, so that none is lost even where they are not text
  /// @param entry what it says, null when it makes no sense
  record Line(String raw, @Nullable Entry entry) {
    static Line of(Account account) {
      Entry entry = new Entry(account.name(), new Credential.Hashed(account.verifier()));
      String role = account.role() == Role.USER ? "" : " " + account.role().word();
      String locked = account.locked() ? " " + LOCKED : "";
      return new Line(account.name() + " " + account.verifier().text() + role + locked, entry);
    }
  }

  /// A user.
  record Entry(UserName name, Credential credential) {}

  /// Reads the whole file. Never fails.
  public static CredentialsFile parse(byte[] bytes) {
    return new CredentialsReader().read(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /// The file as it is to be written.
  public byte[] bytes() {
    return lines.stream()
        .map(line -> line.raw() + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /// The users of the file, in order.
  List<Entry> entries() {
    return lines.stream().flatMap(line -> Stream.ofNullable(line.entry())).toList();
  }

  /// This file as it would be if it had always shown these accounts and nobody had written a line
  /// for another: remarks and what makes no sense stay.
  public CredentialsFile showing(List<Account> accounts) {
    return with(accounts, lines.stream().map(Line::raw).collect(Collectors.toSet()));
  }

  /// This file with the accounts in it: in the place they had, or behind all that is there.
  ///
  /// @param seen the lines, raw, that the accounts know of. Another line for one of their names was
  ///   written by hand meanwhile, and stays until it is imported.
  CredentialsFile with(List<Account> accounts, Set<String> seen) {
    Map<UserName, Line> missing = new LinkedHashMap<>();
    accounts.forEach(account -> missing.put(account.name(), Line.of(account)));
    List<Line> updated = new ArrayList<>();
    for (Line line : lines) {
      Line ours = line.entry() == null ? null : missing.remove(line.entry().name());
      boolean isKnown = seen.contains(line.raw());
      boolean isGone = isKnown && ours == null && line.entry() != null;
      if (!isGone) {
        updated.add(ours != null && isKnown ? ours : line);
      }
    }
    updated.addAll(missing.values());
    return new CredentialsFile(updated, List.of());
  }
}
