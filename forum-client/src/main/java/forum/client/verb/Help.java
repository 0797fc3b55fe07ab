package forum.client.verb;

import java.util.List;

/// What the help says about a command.
///
/// @param purpose one line
/// @param examples commands that work
/// @param notes sentences that the syntax leaves open
/// @param aliases further words for it
public record Help(
    String purpose, List<String> examples, List<String> notes, List<String> aliases) {}
