package forum.client.library;

import forum.client.link.ServerLink;
import forum.client.transfer.Downloader;
import forum.client.transfer.LocalFile;
import forum.client.transfer.Progress;
import forum.client.transfer.Protection;
import forum.client.transfer.TransferFailure;
import forum.client.transfer.Uploader;
import forum.client.transfer.ViewFetcher;
import forum.machine.Ticker;
import forum.protocol.Reply;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Transfers with a real server. Safe for any thread.
public final class TcpTransfers implements Transfers {
  private final InetSocketAddress server;
  private final Ticker ticker;
  private final Supplier<Protection> protection;

  /// `server` is its UDP address, `protection` that of the session the grants are for.
  public TcpTransfers(InetSocketAddress server, Ticker ticker, Supplier<Protection> protection) {
    this.server = server;
    this.ticker = ticker;
    this.protection = protection;
  }

  /// Transfers that are protected as the session of `link` is.
  public static Transfers with(ServerLink link, InetSocketAddress server, Ticker ticker) {
    return new TcpTransfers(server, ticker, () -> protection(link));
  }

  private static Protection protection(ServerLink link) {
    return link.isInTheClear()
        ? Protection.CLEAR
        : Protection.sealed(link.trusted().orElseThrow().key());
  }

  @Override
  public LocalFile measure(Path source, Progress progress) throws TransferFailure {
    return new Uploader(ticker, progress, protection.get()).measure(source, progress);
  }

  @Override
  public void upload(Reply.Grant grant, LocalFile file, Progress progress) throws TransferFailure {
    new Uploader(ticker, progress, protection.get()).send(server, grant, file);
  }

  @Override
  public Downloader.Outcome download(
      Reply.Grant grant, Path target, boolean overwrite, Progress progress) throws TransferFailure {
    return new Downloader(ticker, progress, protection.get())
        .fetch(server, grant, target, overwrite);
  }

  @Override
  public void download(Reply.Grant grant, OutputStream out, Progress progress)
      throws TransferFailure {
    new Downloader(ticker, progress, protection.get()).fetch(server, grant, out);
  }

  @Override
  public InputStream view(Reply.Grant grant) {
    ViewFetcher fetcher = new ViewFetcher(ticker, Progress.NONE, protection.get());
    return LongView.open(sink -> fetcher.fetch(server, grant, sink), fetcher::cancel);
  }
}
