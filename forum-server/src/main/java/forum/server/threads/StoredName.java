package forum.server.threads;

import static java.nio.charset.StandardCharsets.UTF_8;

import forum.protocol.FileName;
import forum.protocol.ThreadTitle;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The name under which something is stored that a user has named: the one door from names to
/// paths.
///
/// A name is stored as it is, but for what some file system takes for something else; that becomes
/// `%` and two hexadecimal digits, as in addresses. No two names are stored under one name: `%`
/// itself is always encoded. What gets longer than [#BYTES_MAX] ends in `%h` and the first half of
/// the SHA-256 of the whole name. Upper and lower case stay different, so the file system must tell
/// them apart.
///
/// @param text the stored name
public record StoredName(String text) {
  /// The longest stored name; what [#in(Path, String)] adds still fits the 255 bytes of file
  /// systems.
  public static final int BYTES_MAX = 236;

  private static final String CONFLICT = ".conflict";
  private static final String HASH_MARK = "%h";
  private static final int HASH_BYTES = 16;

  private static final String ENCODED = "%:*?\"<>|/\\";

  /// Windows takes these for devices, whatever follows a dot.
  private static final Pattern DEVICE =
      Pattern.compile(
          "(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³]) *(\\..*)?",
          Pattern.CASE_INSENSITIVE);

  /// Endings that we give to files of our own.
  private static final Pattern OURS =
      Pattern.compile(".*(\\.)(conflict(-[0-9]+)?|tmp)", Pattern.CASE_INSENSITIVE);

  /// The stored name of a thread.
  public static StoredName of(ThreadTitle title) {
    return new StoredName(fitted(title.text(), encoded(title.text())));
  }

  /// The stored name of an attachment.
  public static StoredName of(FileName file) {
    return new StoredName(fitted(file.text(), encoded(file.text())));
  }

  /// The path in `folder`.
  public Path in(Path folder) {
    return folder.resolve(text);
  }

  /// The paths in `folder` where other things are kept that were found under this name, in the
  /// order in which they are taken. No title and no file name is stored as one of them.
  public Stream<Path> asides(Path folder) {
    return IntStream.iterate(1, i -> i + 1)
        .mapToObj(i -> in(folder, i == 1 ? CONFLICT : CONFLICT + "-" + i));
  }

  /// The path in `folder`, with an ending of ours.
  Path in(Path folder, String ending) {
    return folder.resolve(text + ending);
  }

  private static String encoded(String name) {
    int device = DEVICE.matcher(name).matches() ? 0 : -1;
    Matcher ours = OURS.matcher(name);
    int dot = ours.matches() ? ours.start(1) : -1;
    StringBuilder encoded = new StringBuilder(name.length() + 16);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean stripped = i == name.length() - 1 && (c == '.' || c == ' ');
      if (i == device || i == dot || stripped || ENCODED.indexOf(c) >= 0) {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }

  private static String fitted(String name, String encoded) {
    if (encoded.getBytes(UTF_8).length <= BYTES_MAX) {
      return encoded;
    }
    String hash = HASH_MARK + HexFormat.of().formatHex(sha256(name), 0, HASH_BYTES);
    return beginning(encoded, BYTES_MAX - hash.length()) + hash;
  }

  /// As much of a name as `bytesMax` bytes can hold without cutting a character or its encoding.
  private static String beginning(String encoded, int bytesMax) {
    int end = 0;
    int bytes = 0;
    while (true) {
      int next =
          end + (encoded.charAt(end) == '%' ? 3 : Character.charCount(encoded.codePointAt(end)));
      bytes += encoded.substring(end, next).getBytes(UTF_8).length;
      if (bytes > bytesMax) {
        return encoded.substring(0, end);
      }
      end = next;
    }
  }

  private static byte[] sha256(String name) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
