package forum.server.event;

/// Something that happened.
public sealed interface ServerEvent
    permits CommandEvent, ConditionEvent, LifeEvent, TrafficEvent, TransferEvent, VisitEvent {
  /// How much it matters.
  default Level level() {
    return Level.INFO;
  }

  /// What it is called in the log file; never changes its meaning.
  String name();

  /// What the console says, in the words of the classic forum where that has some.
  Phrase phrase();

  /// Adds what the log file says about it. Values are made safe by who takes them.
  void describe(Fields fields);
}
