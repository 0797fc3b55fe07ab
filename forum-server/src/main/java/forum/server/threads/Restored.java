package forum.server.threads;

/// What a start makes of a thread's file: brought up to date, or lost.
public sealed interface Restored permits Outcome, Lost {}
