package forum.client.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// One line for a terminal. Its text may hold anything a remote user typed; whoever prints it makes
/// it harmless.
public record Line(List<Span> spans) {
  /// An empty line.
  public static final Line EMPTY = new Line(List.of());

  /// A line in one tone.
  public static Line of(Tone tone, String text) {
    return new Line(List.of(new Span(tone, text)));
  }

  /// A plain line.
  public static Line of(String text) {
    return of(Tone.PLAIN, text);
  }

  /// This line and a further piece.
  public Line and(Tone tone, String text) {
    List<Span> longer = new ArrayList<>(spans);
    longer.add(new Span(tone, text));
    return new Line(List.copyOf(longer));
  }

  /// This line and a further plain piece.
  public Line and(String text) {
    return and(Tone.PLAIN, text);
  }

  /// The words alone.
  public String text() {
    return spans.stream().map(Span::text).collect(Collectors.joining());
  }
}
