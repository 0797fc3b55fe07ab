package forum.server.event;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the server is. Most of it the operator should look at.
public sealed interface ConditionEvent extends ServerEvent {
  /// What a [Remark] is about.
  enum Kind {
    /// Found at the start, and worth knowing.
    RECOVERED(Level.INFO, "recover"),
    /// Something on the disk was wrong and is right again.
    REPAIRED(Level.WARN, "repair"),
    /// Something is not as it should be.
    WARNING(Level.WARN, "warning");

    private final Level level;
    private final String key;

    Kind(Level level, String key) {
      this.level = level;
      this.key = key;
    }
  }

  /// A sentence for the operator.
  record Remark(Kind kind, String sentence) implements ConditionEvent {
    @Override
    public Level level() {
      return kind.level;
    }

    @Override
    public String name() {
      return kind.key;
    }

    @Override
    public Phrase phrase() {
      return Phrase.of(sentence);
    }

    @Override
    public void describe(Fields fields) {
      fields.add("what", sentence);
    }
  }

  /// Something took much longer than it should, for example "a force of the journal".
  record Slow(String what, long millis) implements ConditionEvent {
    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of("slow: " + what, Shown.micros(millis * 1000));
    }

    @Override
    public void describe(Fields fields) {
      fields.add("what", what).add("millis", millis);
    }
  }

  /// A mistake of the server's own. Users see its `id`, the operator finds the rest under it.
  record Failed(String id, String doing, Throwable cause) implements ConditionEvent {
    private static final int FRAMES_MAX = 20;

    @Override
    public Level level() {
      return Level.ERROR;
    }

    @Override
    public String name() {
      return "error";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of(doing + " failed: " + cause, "id " + id + ", more in the log file");
    }

    @Override
    public void describe(Fields fields) {
      String at =
          Stream.of(cause.getStackTrace())
              .limit(FRAMES_MAX)
              .map(StackTraceElement::toString)
              .collect(Collectors.joining(" < "));
      fields.add("id", id).add("doing", doing).add("cause", cause.toString()).add("at", at);
    }
  }

  /// So many events found no room in the log since the last one that did.
  record Dropped(long events) implements ConditionEvent {
    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public String name() {
      return "log.dropped";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of(events + " events are not shown, there were too many");
    }

    @Override
    public void describe(Fields fields) {
      fields.add("events", events);
    }
  }

  /// The log file was closed and opened again.
  record LogReopened() implements ConditionEvent {
    @Override
    public String name() {
      return "log.reopen";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of("log file reopened");
    }

    @Override
    public void describe(Fields fields) {}
  }

  /// Something found at the start that is worth knowing.
  static ConditionEvent recovered(String sentence) {
    return new Remark(Kind.RECOVERED, sentence);
  }

  /// Something on the disk that was wrong and is right again.
  static ConditionEvent repaired(String sentence) {
    return new Remark(Kind.REPAIRED, sentence);
  }

  /// Something that is not as it should be.
  static ConditionEvent warning(String sentence) {
    return new Remark(Kind.WARNING, sentence);
  }
}
