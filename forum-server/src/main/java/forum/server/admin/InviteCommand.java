package forum.server.admin;

import forum.machine.Chance;
import forum.protocol.login.InvitationCode;
import forum.server.commit.ForumStore;
import forum.server.model.Act;
import forum.server.model.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `invite`: makes a code with which people can register where that takes an invitation. It is
/// printed this once; the forum keeps its digest.
final class InviteCommand implements AdminCommand {
  private static final String USES = "--uses";
  private static final String EXPIRES = "--expires";
  private static final int USES_MAX = 100_000;
  private static final long SECONDS_MAX = Duration.ofDays(366).toSeconds();
  private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,5})([smhd])");
  private static final Errand<InviteOrder> ERRAND =
      new Errand<>(InviteOrder.class, InviteCommand::apply);

  @Override
  public String name() {
    return "invite";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Words.command(name(), "Makes a code for those who may register by invitation.")
            .addOption(Words.value(USES, "N", "how many may register with it [1]"))
            .addOption(Words.value(EXPIRES, "TIME", "how long it is good: 12h, 7d [7d]"))
            .addOption(Words.data());
    spec.usageMessage().footer("", "  forum-server admin invite --uses 25 --expires 30d");
    return spec;
  }

  @Override
  public int run(ParseResult words, Operator operator) throws IOException {
    int uses = uses(Words.value(words, USES, "1"));
    long seconds = seconds(Words.value(words, EXPIRES, "7d"));
    InvitationCode code = InvitationCode.random(Chance.system());
    String login = System.getProperty("user.name", "?");
    Path data = Words.data(words);
    long until = operator.ticker().now().plusSeconds(seconds).toEpochMilli();
    InviteOrder order = new InviteOrder(code.digest(), uses, until, login);
    int status = ERRAND.run(data, name(), order, operator).printedOn(operator.err());
    operator.out().println(code.text());
    return status;
  }

  private static int uses(String text) throws Refused {
    int uses = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    if (uses < 1 || uses > USES_MAX) {
      throw new Refused(
          USES + " needs a number from 1 to " + USES_MAX + ", found \"" + text + "\"",
          "",
          "forum-server admin invite --uses 25");
    }
    return uses;
  }

  private static long seconds(String text) throws Refused {
    Matcher span = SPAN.matcher(text);
    long seconds =
        span.matches() ? Long.parseLong(span.group(1)) * unit(span.group(2)) : SECONDS_MAX + 1;
    if (seconds > SECONDS_MAX) {
      throw new Refused(
          EXPIRES + " needs a time up to 366d, such as 12h or 7d, found \"" + text + "\"",
          "",
          "forum-server admin invite --expires 7d");
    }
    return seconds;
  }

  private static long unit(String letter) {
    return switch (letter) {
      case "s" -> 1;
      case "m" -> 60;
      case "h" -> 3600;
      default -> 24 * 3600;
    };
  }

  private static Told apply(ForumStore store, InviteOrder order) {
    String what = "%d times until %s".formatted(order.uses(), Instant.ofEpochMilli(order.until()));
    store
        .commit()
        .add(
            new Event.Invited(order.sha256(), order.uses(), order.until()),
            Act.ofOperator(order.login(), "invite", what),
            () -> {});
    return Told.done("good " + what + "; tell it to whom you invite:");
  }

  @Override
  public void serve(Visit visit, Live live) throws IOException {
    ERRAND.serve(visit, live);
  }
}
