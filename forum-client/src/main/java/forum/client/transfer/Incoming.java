package forum.client.transfer;

import forum.machine.Ticker;
import forum.protocol.Reply;
import forum.protocol.transfer.MalformedFrame;
import forum.protocol.transfer.Receiver;
import forum.protocol.transfer.Refusal;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.Sink;
import forum.protocol.transfer.TransferFrame;
import forum.protocol.transfer.TransferRefused;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.MessageDigest;

/// The receiving of what one grant is for.
record Incoming(InetSocketAddress server, Reply.Grant grant, Ticker ticker, Progress progress) {
  /// Receives from `offset` on, checks everything, and confirms it.
  ///
  /// @param digest has been given the bytes before `offset`
  void receive(Line line, Sink sink, MessageDigest digest, long offset)
      throws IOException, MalformedFrame, TransferRefused {
    TransferFrame.Go go = line.begin(server, grant, offset);
    if (go.offset() != offset) {
      throw new MalformedFrame("begins at " + go.offset() + ", asked for was " + offset);
    }
    Meter meter = new Meter(ticker, progress, offset, go.size());
    Receiver receiver =
        new Receiver(
            line.in(),
            bytes -> {
              line.moved(bytes);
              meter.moved(bytes);
            });
    requireGranted(receiver.receive(sink, digest, offset, go.size()));
    line.out().write(new TransferFrame.Done());
  }

  private void requireGranted(Sha256 found) throws TransferRefused {
    if (grant.sha256() != null && !found.hex().equals(grant.sha256())) {
      throw new TransferRefused(
          Refusal.CHECKSUM, "the bytes that arrived are not those that were announced");
    }
  }

  /// Takes up the grant without wanting the bytes: it would count against the user for a minute.
  /// With `refused` the server learns why, without it that everything is here already.
  void decline(Line line, TransferRefused refused)
      throws IOException, MalformedFrame, TransferRefused {
    line.begin(server, grant, grant.size());
    line.in().read(TransferFrame.End.class);
    throw refused;
  }

  /// Takes up the grant to say that everything is here already.
  void confirm(Line line) throws IOException, MalformedFrame, TransferRefused {
    line.begin(server, grant, grant.size());
    line.in().read(TransferFrame.End.class);
    line.out().write(new TransferFrame.Done());
  }
}
