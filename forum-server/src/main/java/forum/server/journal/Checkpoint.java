package forum.server.journal;

/// A summary of all records up to `lsn`. What it says is for others to know.
public record Checkpoint(long lsn, byte[] payload) {}
