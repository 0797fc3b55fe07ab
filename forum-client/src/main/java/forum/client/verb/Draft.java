package forum.client.verb;

import forum.protocol.ThreadTitle;

/// A text to be written in an editor.
///
/// @param thread where it will be posted
/// @param purpose what will be done with it, for the foot of the editor's file
/// @param text what there is already
public record Draft(ThreadTitle thread, String purpose, String text) {}
