package forum.server.account;

import forum.protocol.InvalidValue;
import forum.protocol.Role;
import forum.protocol.UserName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One pass over the lines of `credentials.txt`.
final class CredentialsReader {
  private static final String NAME = "credentials.txt";
  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF"; // three bytes as Latin-1

  private final List<CredentialsFile.Line> lines = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Map<UserName, Integer> places = new HashMap<>();

  CredentialsFile read(String text) {
    boolean isMarked = text.startsWith(BYTE_ORDER_MARK);
    List<String> raw = text.substring(isMarked ? BYTE_ORDER_MARK.length() : 0).lines().toList();
    for (int i = 0; i < raw.size(); i++) {
      if (!raw.get(i).isBlank()) {
        take(raw.get(i), i + 1);
      }
    }
    return new CredentialsFile(lines, remarks);
  }

  private void take(String raw, int number) {
    try {
      put(raw, entry(raw), number);
    } catch (InvalidValue e) {
      lines.add(new CredentialsFile.Line(raw, null));
      remarks.add(NAME + " line " + number + " is not used but left there: " + e.getMessage());
    }
  }

  private void put(String raw, CredentialsFile.Entry entry, int number) {
    CredentialsFile.Line line = new CredentialsFile.Line(raw, entry);
    Integer place = places.putIfAbsent(entry.name(), lines.size());
    if (place == null) {
      lines.add(line);
    } else {
      lines.set(place, line);
      remarks.add(NAME + " has " + entry.name() + " twice: line " + number + " counts");
    }
  }

  private static CredentialsFile.Entry entry(String raw) {
    String[] words = utf8(raw).strip().split("[ \t]+", -1);
    List<String> behind = List.of(words).subList(Math.min(2, words.length), words.length);
    boolean isEntry =
        words.length == 2 || (words.length > 2 && words[1].startsWith("$") && isShownOnly(behind));
    if (!isEntry) {
      throw new InvalidValue("found " + words.length + " words, expected \"name password\"");
    }
    return new CredentialsFile.Entry(new UserName(words[0]), Credential.of(words[1]));
  }

  /// Whether this is what the server itself writes behind a verifier.
  private static boolean isShownOnly(List<String> words) {
    return words.stream().allMatch(CredentialsReader::isShownOnly);
  }

  private static boolean isShownOnly(String word) {
    return word.equals(CredentialsFile.LOCKED)
        || word.equals(Role.MODERATOR.word())
        || word.equals(Role.ADMIN.word());
  }

  private static String utf8(String raw) {
    byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidValue("not UTF-8");
    }
  }
}
