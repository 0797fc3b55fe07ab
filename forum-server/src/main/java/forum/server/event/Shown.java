package forum.server.event;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// How amounts and addresses are written for people.
final class Shown {
  private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB");

  private Shown() {}

  static String bytes(long bytes) {
    double amount = bytes / 1e3;
    int unit = 0;
    while (amount >= 999.5 && unit < UNITS.size() - 1) {
      amount /= 1e3;
      unit++;
    }
    return bytes < 1000 ? bytes + " bytes" : number(amount) + " " + UNITS.get(unit);
  }

  static String micros(long micros) {
    return micros < 1_000_000 ? number(micros / 1e3) + " ms" : number(micros / 1e6) + " s";
  }

  static String rate(long bytes, long millis) {
    return bytes(bytes * 1000 / Math.max(1, millis)) + "/s";
  }

  /// Two digits at least, one of them behind the point when there is only one before it.
  private static String number(double amount) {
    long tenths = Math.round(amount * 10);
    return tenths < 100 ? tenths / 10 + "." + tenths % 10 : String.valueOf(Math.round(amount));
  }

  static String address(InetSocketAddress address) {
    InetAddress host = address.getAddress();
    String text = host == null ? address.getHostString() : host.getHostAddress();
    return (text.contains(":") ? "[" + text + "]" : text) + ":" + address.getPort();
  }
}
