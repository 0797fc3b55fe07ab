package forum.server.threads;

import java.util.List;

/// A file that was made or made good.
///
/// @param extent what is in it now
/// @param findings what the operator should know; mostly nothing
public record Outcome(Extent extent, List<Finding> findings) implements Restored {}
