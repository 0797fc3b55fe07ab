package forum.server.account;

import forum.machine.Chance;
import forum.protocol.UserName;
import forum.protocol.login.Verifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was written into `credentials.txt` by hand since the accounts were last written there.
///
/// @param tasks the entries that differ from the accounts, or may
/// @param restored names that were taken out by hand; that does not remove an account, and the next
///   save puts them back
public record CredentialsImport(List<Task> tasks, List<UserName> restored) {
  /// An entry, and what is known of the same name.
  record Task(UserName name, Credential credential, @Nullable Verifier known) {
    Verifier verifier(byte[] salt, int rounds) {
      return switch (credential) {
        case Credential.Hashed(Verifier verifier) -> verifier;
        case Credential.Clear(var password) ->
            known != null && known.isOf(password) ? known : Verifier.of(password, salt, rounds);
      };
    }
  }

  /// What the accounts have to learn.
  ///
  /// @param added new users, in the order of the file
  /// @param changed new passwords of known users
  public record Result(Map<UserName, Verifier> added, Map<UserName, Verifier> changed) {}

  /// Compares the file with the accounts.
  public static CredentialsImport of(CredentialsFile file, Accounts accounts) {
    List<Task> tasks = new ArrayList<>();
    for (CredentialsFile.Entry entry : file.entries()) {
      Verifier known = accounts.find(entry.name()).map(Account::verifier).orElse(null);
      boolean isOurs =
          entry.credential() instanceof Credential.Hashed(Verifier it)
              && (it.equals(known) || accounts.isFormer(entry.name(), it));
      if (!isOurs) {
        tasks.add(new Task(entry.name(), entry.credential(), known));
      }
    }
    return new CredentialsImport(tasks, missing(file, accounts));
  }

  private static List<UserName> missing(CredentialsFile file, Accounts accounts) {
    Set<UserName> there =
        file.entries().stream().map(CredentialsFile.Entry::name).collect(Collectors.toSet());
    return accounts.list().stream()
        .map(Account::name)
        .filter(name -> !there.contains(name))
        .toList();
  }

  /// Names that no account has.
  public List<UserName> unknown() {
    return tasks.stream().filter(task -> task.known() == null).map(Task::name).toList();
  }

  /// Names of accounts whose line says something else.
  public List<UserName> changed() {
    return tasks.stream().filter(task -> task.known() != null).map(Task::name).toList();
  }

  /// How many passwords in the clear there are: [#finish] hashes each of them, once or twice.
  public int clearPasswords() {
    return (int)
        tasks.stream().filter(task -> task.credential() instanceof Credential.Clear).count();
  }

  /// Hashes the passwords in the clear, on all processors.
  public Result finish(Chance chance, int rounds) {
    List<Map.Entry<Task, byte[]>> salted =
        tasks.stream().map(task -> Map.entry(task, chance.bytes(Verifier.SALT_BYTES))).toList();
    List<Verifier> verifiers =
        salted.parallelStream().map(it -> it.getKey().verifier(it.getValue(), rounds)).toList();
    Result result = new Result(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (int i = 0; i < tasks.size(); i++) {
      tell(result, tasks.get(i), verifiers.get(i));
    }
    return result;
  }

  private static void tell(Result result, Task task, Verifier verifier) {
    if (task.known() == null) {
      result.added().put(task.name(), verifier);
    } else if (!task.known().equals(verifier)) {
      result.changed().put(task.name(), verifier);
    }
  }
}
