package forum.protocol.line;

import forum.protocol.InvalidValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;

/// The parts of a line: how values are written in it and read again.
final class Fields {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private Fields() {}

  /// RFC 3339, always with milliseconds.
  static String time(Instant at) {
    return TIME.format(at);
  }

  static Instant time(String field) throws MalformedLine {
    try {
      return Instant.parse(field);
    } catch (DateTimeParseException e) {
      throw new MalformedLine("\"" + field + "\" is no time");
    }
  }

  /// A number without a sign, as we write it.
  static Long number(String field, int radix) throws MalformedLine {
    try {
      if (!field.isEmpty() && Character.digit(field.charAt(0), radix) >= 0) {
        return Long.parseLong(field, radix);
      }
    } catch (NumberFormatException e) {
      throw noNumber(field);
    }
    throw noNumber(field);
  }

  static long number(String field) throws MalformedLine {
    return number(field, 10);
  }

  static int smallNumber(String field) throws MalformedLine {
    long number = number(field);
    if (number > Integer.MAX_VALUE) {
      throw noNumber(field);
    }
    return (int) number;
  }

  private static MalformedLine noNumber(String field) {
    return new MalformedLine("\"" + field + "\" is no number");
  }

  /// A value of a type that refuses what is none.
  static <T> T value(Function<String, T> type, String field) throws MalformedLine {
    try {
      return type.apply(field);
    } catch (InvalidValue e) {
      throw new MalformedLine(String.valueOf(e.getMessage()));
    }
  }

  static String utf8(byte[] bytes, int from, int to) throws MalformedLine {
    try {
      ByteBuffer part = ByteBuffer.wrap(bytes, from, to - from);
      return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedLine("not UTF-8");
    }
  }

  /// A whole line of fields with a TAB between any two.
  static byte[] joined(String... fields) {
    return (String.join("\t", fields) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// The fields of such a line; more than `least` are fine, a later version may add some.
  static List<String> split(byte[] line, int least) throws MalformedLine {
    int end = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
    List<String> fields = List.of(utf8(line, 0, end).split("\t", -1));
    if (fields.size() < least) {
      throw new MalformedLine(fields.size() + " fields, expected " + least);
    }
    return fields;
  }
}
