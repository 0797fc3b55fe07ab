package forum.client.text;

/// A piece of a line in one tone.
public record Span(Tone tone, String text) {}
