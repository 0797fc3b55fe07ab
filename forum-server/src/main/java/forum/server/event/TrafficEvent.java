package forum.server.event;

import java.net.InetSocketAddress;

/// Datagrams, one by one: only for who looks for a fault, so ask [EventLog#isOn] first.
public sealed interface TrafficEvent extends ServerEvent {
  @Override
  default Level level() {
    return Level.DEBUG;
  }

  /// A datagram has arrived. `what` is its kind, for example "REQUEST".
  record Received(InetSocketAddress address, String what, int bytes) implements TrafficEvent {
    @Override
    public String name() {
      return "recv";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of("received " + what, Shown.address(address) + "  " + bytes + " bytes");
    }

    @Override
    public void describe(Fields fields) {
      fields.add("address", Shown.address(address)).add("what", what).add("bytes", bytes);
    }
  }

  /// A datagram was sent.
  record Sent(InetSocketAddress address, String what, int bytes) implements TrafficEvent {
    @Override
    public String name() {
      return "send";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of("sent " + what, Shown.address(address) + "  " + bytes + " bytes");
    }

    @Override
    public void describe(Fields fields) {
      fields.add("address", Shown.address(address)).add("what", what).add("bytes", bytes);
    }
  }
}
