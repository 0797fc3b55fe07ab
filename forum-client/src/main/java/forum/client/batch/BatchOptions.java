package forum.client.batch;

/// How a script is run.
///
/// @param json results as JSON
/// @param echo print each line before its result
/// @param failFast stop after the first line that fails
/// @param quiet data only
/// @param verbose timing too
public record BatchOptions(
    boolean json, boolean echo, boolean failFast, boolean quiet, boolean verbose) {}
