package forum.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Compares a thread with what its writers were told. Finds posts that were acknowledged and are
/// missing, posts that are there twice, and numbers with gaps.
public final class ThreadAudit {
  private static final Pattern MESSAGE = Pattern.compile("(\\d+) (\\S+): (.*)");

  /// A post that was acknowledged under this number.
  public record Acknowledged(int number, String author, String text) {}

  private ThreadAudit() {}

  /// What is wrong; nothing, if `lines` (without the creator's) are exactly the acknowledged posts.
  public static List<String> findings(List<String> lines, List<Acknowledged> acknowledged) {
    List<String> findings = new ArrayList<>();
    Map<String, Integer> found = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher message = MESSAGE.matcher(lines.get(i));
      if (!message.matches()) {
        findings.add("no message: " + lines.get(i));
        continue;
      }
      if (Integer.parseInt(message.group(1)) != i + 1) {
        findings.add("line " + (i + 1) + " has the number " + message.group(1));
      }
      Integer before = found.put(message.group(2) + ": " + message.group(3), i + 1);
      if (before != null) {
        findings.add("number " + (i + 1) + " is number " + before + " again: " + lines.get(i));
      }
    }
    for (Acknowledged post : acknowledged) {
      Integer number = found.remove(post.author() + ": " + post.text());
      if (number == null) {
        findings.add("acknowledged and missing: " + post);
      } else if (number != post.number()) {
        findings.add("acknowledged as another number than " + number + ": " + post);
      }
    }
    found.forEach((text, number) -> findings.add(number + " was never acknowledged: " + text));
    return findings;
  }
}
