package forum.client.shell;

import forum.client.terminal.Screen;
import forum.client.text.Line;
import forum.client.text.Look;
import forum.client.verb.Item;
import forum.client.verb.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Collects what a command shows; what is longer than the screen goes to the pager as it comes, so
/// that the first page is there at once and memory stays small. Used by the thread that runs the
/// command.
final class ScreenReport implements Report {
  private final Screen screen;
  private final Look look;
  private final Foreground foreground;
  private final Optional<String> pagerCommand;
  private final List<Line> waiting = new ArrayList<>();
  private Foreground.@Nullable Hold hold;
  private @Nullable Pager pager;
  private boolean left;

  ScreenReport(Screen screen, Look look, Foreground foreground, Optional<String> pagerCommand) {
    this.screen = screen;
    this.look = look;
    this.foreground = foreground;
    this.pagerCommand = pagerCommand;
  }

  @Override
  public void heading(Line line) {
    add(List.of(line));
  }

  @Override
  public void note(String text) {
    add(List.of(Line.of(text)));
  }

  @Override
  public void item(Item item) {
    add(item.lines(look));
  }

  /// The command has ended; these lines come last.
  void end(List<Line> lines) {
    if (pager != null) {
      pager.close();
    }
    if (hold != null) {
      hold.close();
    }
    waiting.addAll(lines);
    screen.printer().print(waiting);
    waiting.clear();
  }

  private void add(List<Line> lines) {
    if (left) {
      return;
    }
    waiting.addAll(lines);
    if (waiting.size() >= screen.height() || pager != null) {
      passOn();
    }
  }

  private void passOn() {
    if (pager == null && !startPager()) {
      return;
    }
    try {
      if (pager != null) {
        pager.write(waiting);
      }
    } catch (IOException e) {
      left = true; // the user has seen enough
    }
    waiting.clear();
  }

  private boolean startPager() {
    if (pagerCommand.isEmpty() || screen.isPlain() || !foreground.isFree()) {
      return false;
    }
    hold = foreground.hold(() -> {}); // Ctrl-C is the pager's
    try {
      pager = Pager.start(pagerCommand.get(), screen);
      return true;
    } catch (IOException e) {
      hold.close();
      return false;
    }
  }
}
