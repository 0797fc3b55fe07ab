package forum.server.audit;

import forum.protocol.Characters;
import forum.protocol.InvalidValue;
import forum.protocol.transfer.Sha256;
import forum.protocol.wire.Json;
import forum.server.model.Act;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/// One line of the audit log.
///
/// @param n its number, from 1 on
/// @param at when, RFC 3339
/// @param lsn number of the journal's record
/// @param by who
/// @param act what, one word
/// @param about whom or what it concerns
/// @param reason why; absent when none was given
/// @param prev SHA-256 of the line before, without its newline; of nothing, for the first
record AuditLine(
    long n,
    String at,
    long lsn,
    String by,
    String act,
    String about,
    @Nullable String reason,
    String prev) {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  static AuditLine of(AuditMark before, long lsn, Instant at, Act act) {
    String reason = act.reason();
    return new AuditLine(
        before.lines() + 1,
        TIME.format(at),
        lsn,
        Characters.visible(act.by()),
        act.what(),
        Characters.visible(act.about()),
        reason == null ? null : Characters.visible(reason),
        before.hash());
  }

  /// Without the newline.
  String text() {
    return new String(Json.write(this), StandardCharsets.UTF_8);
  }

  /// Reads what [#text] wrote.
  ///
  /// @throws InvalidValue when it is something else
  static AuditLine of(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), AuditLine.class);
  }

  static String hash(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
