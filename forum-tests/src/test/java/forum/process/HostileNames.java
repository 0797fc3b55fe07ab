package forum.process;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// About a thousand names that file systems, terminals or people could take for something else.
final class HostileNames {
  private static final List<String> DEVICES =
      List.of(
          "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$", "COM0", "COM1", "COM9", "COM¹",
          "COM²", "COM³", "LPT0", "LPT1", "LPT9", "LPT¹", "LPT²", "LPT³");

  private static final List<String> WAYS_OUT =
      List.of(
          "..",
          ".",
          "...",
          "../up",
          "../../etc/passwd",
          "/etc/passwd",
          "a/b",
          "a/../b",
          "a\\b",
          "..\\up",
          "C:\\x",
          "C:x",
          "\\\\host\\share",
          "//host/share",
          "\\\\?\\C:\\x",
          "file:///etc",
          "%2e%2e%2f",
          "..%2fup",
          "%2e",
          "%2E%2E",
          "%00",
          "%c0%ae%c0%ae%c0%af",
          "a%2fb",
          "%41",
          "．．／up",
          "‥／",
          "a∕b",
          "a⁄b",
          "a＼b",
          "․․",
          "~",
          "~root",
          "$HOME",
          "$(id)",
          "`id`",
          "a;id",
          "a|id",
          "a&b",
          "*",
          "?",
          "a*b",
          "a?b",
          "\"a\"",
          "'a'",
          "<a>",
          "a:b",
          "a::$DATA",
          "a:$I30",
          "-rf",
          "--help",
          "-",
          ".hidden",
          ".git",
          ".lock",
          "",
          " ",
          "  ",
          " a",
          "a ",
          "a.",
          "a. ",
          "a..",
          "a. .",
          "t.tmp",
          "t.conflict",
          "t.conflict-2",
          "T.TMP",
          "t%2Etmp",
          "%h",
          "t%h0",
          "desktop.ini",
          "Thumbs.db",
          "credentials.txt",
          "forum-data",
          "lock",
          "host-key.pem",
          "null",
          "undefined",
          "true",
          "0",
          "-0",
          "1e9",
          "NaN",
          "ﬁle",
          "ｆｕｌｌ",
          "①",
          "²");

  /// In pairs or more: people and file systems take them for each other.
  private static final List<List<String>> ALIKE =
      List.of(
          List.of("general", "General", "GENERAL", "gEnErAl"),
          List.of("caf\u00e9", "cafe\u0301", "CAF\u00c9", "Cafe\u0301"),
          List.of("\u00c5ngstr\u00f6m", "\u212bngstr\u00f6m", "A\u030angstro\u0308m"),
          List.of("stra\u00dfe", "strasse", "STRASSE", "stra\u1e9ee"),
          List.of("office", "o\ufb03ce", "\uff4f\uff46\uff46\uff49\uff43\uff45"),
          List.of("kelvin", "\u212aelvin"),
          List.of("mass", "ma\u017fs", "ma\u017f\u017f"),
          List.of("σοφος", "σοφος".replace("ς", "σ"), "ΣΟΦΟΣ"),
          List.of("two words", "two\u00a0words", "two  words", "two\u3000words", "two\u2003words"),
          List.of("hidden", "hid\u200dden", "hid\u200cden", "hid\ufe0fden", "hid\u034fden"),
          List.of("tag", "tag\udb40\udc61", "t\udb40\udd00ag"),
          List.of("x1", "x\u00b9", "x\u2081", "x\uff11"),
          List.of("ⅷ", "viii", "VIII", "Ⅷ"));

  /// With letters of another alphabet that look like those of the first.
  private static final List<String> MIXED =
      List.of(
          "p\u0430ypal",
          "payp\u0430l",
          "\u0430dmin",
          "admi\u0578",
          "g\u043e\u043egle",
          "go\u03bfgle",
          "\u0405tar",
          "\u0391lpha",
          "al\u03c1ha",
          "\u13a2ndex",
          "in\u0501ex",
          "w\u0456nner",
          "l\u043egin",
          "r\u043e\u043et",
          "m\u03bfderator",
          "\u0455ystem",
          "n\u0435ws",
          "cl\u0430ss",
          "be\u0442a",
          "t\u04bbe");

  private HostileNames() {}

  static List<List<String>> alike() {
    return ALIKE;
  }

  static List<String> mixed() {
    return MIXED;
  }

  static List<String> all() {
    Set<String> all = new LinkedHashSet<>(WAYS_OUT);
    for (String device : DEVICES) {
      for (String ending : List.of("", ".txt", ".a.b", ".", " ", ":", " .txt", "x", ". .")) {
        all.add(device + ending);
        all.add(device.toLowerCase(java.util.Locale.ROOT) + ending);
        all.add(device.charAt(0) + device.substring(1).toLowerCase(java.util.Locale.ROOT) + ending);
      }
    }
    all.addAll(withEachCharacter());
    ALIKE.forEach(all::addAll);
    all.addAll(MIXED);
    for (int length : List.of(63, 64, 65, 127, 128, 129, 200, 255, 256)) {
      all.add("x".repeat(length));
      all.add("?".repeat(length));
      all.add("ж".repeat(length));
      all.add("\ud83d\udc4d".repeat(length / 4));
    }
    return List.copyOf(all);
  }

  /// Controls, what turns or hides, what ends lines, what is no character.
  private static List<String> withEachCharacter() {
    List<String> names = new ArrayList<>();
    IntStream.concat(
            IntStream.concat(IntStream.range(0, 0x20), IntStream.range(0x7f, 0xa1)),
            IntStream.of(
                0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e,
                0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2061,
                0x2066, 0x2067, 0x2068, 0x2069, 0x206f, 0x2800, 0x3000, 0x3164, 0xfe0f, 0xfeff,
                0xffa0, 0xfff9, 0xfffd, 0xfffe, 0xffff, 0x1d173, 0xe0001, 0xe0020, 0x10ffff))
        .forEach(
            point -> {
              String character = Character.toString(point);
              names.add("in" + character + "side");
              names.add("behind" + character);
              names.add(character + "before");
            });
    return names;
  }
}
