package forum.client.transfer;

import forum.machine.Ticker;
import forum.protocol.Reply;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.Sink;
import java.net.InetSocketAddress;

/// Fetches views that are too long for datagrams. Used by one thread, but for [#cancel].
public final class ViewFetcher {
  private final Lines lines;
  private final Progress progress;

  /// In the clear; `progress` is told how far it is.
  public ViewFetcher(Ticker ticker, Progress progress) {
    this(ticker, progress, Protection.CLEAR);
  }

  /// `progress` is told how far the fetching is.
  public ViewFetcher(Ticker ticker, Progress progress, Protection protection) {
    this.lines = new Lines(ticker, protection);
    this.progress = progress;
  }

  /// Hands all bytes of the view to `sink`, in order; each piece is good during the call only. Only
  /// when this returns is it certain that they were right.
  ///
  /// @param server its UDP address
  public void fetch(InetSocketAddress server, Reply.Grant grant, Sink sink) throws TransferFailure {
    Incoming incoming = new Incoming(server, grant, lines.ticker(), progress);
    lines.run(
        line -> {
          incoming.receive(line, sink, Sha256.computation(), 0);
          return grant;
        });
  }

  /// Ends what is running, from any thread.
  public void cancel() {
    lines.cancel();
  }
}
