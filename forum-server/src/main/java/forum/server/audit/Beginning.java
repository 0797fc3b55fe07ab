package forum.server.audit;

import forum.protocol.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// How much of the file are the lines up to one of the log: everything up to the last whole line
/// that has no greater number. A line that is none counts as the one that belongs there; a check
/// says what is wrong with it.
///
/// @param lines number of the last line, 0 when there is none
/// @param bytes its end
record Beginning(long lines, int bytes) {
  private static final Beginning EMPTY = new Beginning(0, 0);

  static Beginning of(byte[] file, long lines) {
    Beginning kept = EMPTY;
    long n = 0;
    int from = 0;
    for (int i = 0; i < file.length; i++) {
      if (file[i] == '\n') {
        n = number(Arrays.copyOfRange(file, from, i), n + 1);
        from = i + 1;
        kept = n <= lines ? new Beginning(n, from) : kept;
      }
    }
    return kept;
  }

  private static long number(byte[] line, long otherwise) {
    try {
      return AuditLine.of(new String(line, StandardCharsets.UTF_8)).n();
    } catch (InvalidValue e) {
      return otherwise;
    }
  }
}
