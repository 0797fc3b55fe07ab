package forum.server.threads;

import forum.protocol.line.ThreadLine.Header;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a recovery knows of a thread that exists at its end.
///
/// @param header its first line
/// @param checkpointed what was in its file when the checkpoint began; null when it was created
///   since
/// @param since its changes since the checkpoint, or since its creation
public record Past(Header header, @Nullable Extent checkpointed, List<Change> since) {}
