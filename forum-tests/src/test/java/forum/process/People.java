package forum.process;

import forum.protocol.login.Password;
import forum.protocol.login.Verifier;
import forum.testkit.SeededChance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Accounts whose verifiers cost little: an operator may put such lines into `credentials.txt`. So
/// tests with many logins need not hash 600,000 times for each.
public final class People {
  private static final int ROUNDS = 4096;

  private People() {}

  /// Gives everybody an account in a data folder that no server has seen yet.
  public static void settle(Path data, String... names) throws IOException {
    Files.createDirectories(data);
    SeededChance chance = new SeededChance(1);
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      byte[] salt = chance.bytes(Verifier.SALT_BYTES);
      Verifier verifier = Verifier.of(Password.of(password(name)), salt, ROUNDS);
      lines.add(name + " " + verifier.text());
    }
    Files.write(data.resolve("credentials.txt"), lines);
  }

  /// The password of somebody.
  public static String password(String name) {
    return "password of " + name;
  }
}
