package forum.client;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server as users name it: `HOST`, `HOST:PORT`, `::1` or `[::1]:PORT`.
record Destination(Optional<String> host, Optional<Integer> port) {
  private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]+]|[^:]+):([^:]*)");

  static Destination of(String text) throws BadOptions {
    Matcher form = WITH_PORT.matcher(text);
    if (!form.matches()) {
      return new Destination(Optional.of(bare(text)), Optional.empty());
    }
    return new Destination(
        Optional.of(bare(form.group(1))), Optional.of(OptionReader.port(form.group(2))));
  }

  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
