package forum.client.library;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thread in the list of threads.
///
/// @param by who created it
/// @param lastBy who posted or uploaded last
/// @param lastAt when
public record ThreadRow(
    String title,
    String by,
    int messages,
    int files,
    @Nullable String lastBy,
    @Nullable Instant lastAt) {}
