package forum.server.event;

import java.net.InetSocketAddress;

/// Datagrams, one by one: only for who looks for a fault.
public sealed interface TrafficEvent extends ServerEvent {
  @Override
  default Level level() {
    return Level.DEBUG;
  }

  /// A datagram has arrived.
  record Received(InetSocketAddress address, int bytes) implements TrafficEvent {
    @Override
    public String name() {
      return "recv";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of("data received", Shown.address(address) + "  " + bytes + " bytes");
    }

    @Override
    public void describe(Fields fields) {
      fields.add("address", Shown.address(address)).add("bytes", bytes);
    }
  }

  /// A request came too fast; its client was told to wait.
  record PutOff(InetSocketAddress address, int millis) implements TrafficEvent {
    @Override
    public String name() {
      return "wait";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of("too fast", Shown.address(address) + "  has to wait " + millis + " ms");
    }

    @Override
    public void describe(Fields fields) {
      fields.add("address", Shown.address(address)).add("millis", millis);
    }
  }

  /// A datagram was sent.
  record Sent(InetSocketAddress address, int bytes) implements TrafficEvent {
    @Override
    public String name() {
      return "send";
    }

    @Override
    public Phrase phrase() {
      return Phrase.of("data sent", Shown.address(address) + "  " + bytes + " bytes");
    }

    @Override
    public void describe(Fields fields) {
      fields.add("address", Shown.address(address)).add("bytes", bytes);
    }
  }
}
