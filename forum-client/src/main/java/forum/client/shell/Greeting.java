package forum.client.shell;

import forum.client.text.Line;
import forum.client.text.Look;
import forum.client.text.Tone;
import forum.protocol.UserName;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a user who has logged in is told.
final class Greeting {
  private Greeting() {}

  /// `lastSeen` is a time and an address, or empty.
  static List<Line> of(UserName user, boolean fresh, String lastSeen, Look look) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of("Welcome to the forum"));
    if (fresh || lastSeen.isBlank()) {
      lines.add(Line.of(Tone.COMMAND, "HLP").and(" shows the commands, Tab completes everything."));
    } else {
      lines.add(Line.of(user + ", last here " + lastSeen(lastSeen.strip(), look)));
    }
    return lines;
  }

  private static String lastSeen(String lastSeen, Look look) {
    int blank = lastSeen.indexOf(' ');
    String time = blank < 0 ? lastSeen : lastSeen.substring(0, blank);
    String address = blank < 0 ? "" : lastSeen.substring(blank + 1);
    try {
      String shown = look.time(Instant.parse(time));
      return address.isEmpty() ? shown : shown + " from " + place(address);
    } catch (DateTimeException e) {
      return lastSeen; // a form of a later version
    }
  }

  /// The address only greets; it is never proof of anything. A port behind it tells nobody
  /// anything.
  private static String place(String seen) {
    String address =
        seen.replaceFirst("^\\[(.*)](:\\d+)?$", "$1").replaceFirst("^([0-9.]+):\\d+$", "$1");
    boolean numeric = address.matches("[0-9.]+|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*]?");
    try {
      boolean here =
          numeric && NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
      return here ? "this machine (" + address + ")" : address;
    } catch (UnknownHostException | SocketException e) {
      return address;
    }
  }
}
