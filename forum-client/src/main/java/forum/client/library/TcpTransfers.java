package forum.client.library;

import forum.client.transfer.Downloader;
import forum.client.transfer.LocalFile;
import forum.client.transfer.Progress;
import forum.client.transfer.TransferFailure;
import forum.client.transfer.Uploader;
import forum.client.transfer.ViewFetcher;
import forum.machine.Ticker;
import forum.protocol.Reply;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/// Transfers with a real server. Safe for any thread.
public final class TcpTransfers implements Transfers {
  private final InetSocketAddress server;
  private final Ticker ticker;

  /// `server` is its UDP address.
  public TcpTransfers(InetSocketAddress server, Ticker ticker) {
    this.server = server;
    this.ticker = ticker;
  }

  @Override
  public LocalFile measure(Path source, Progress progress) throws TransferFailure {
    return new Uploader(ticker, progress).measure(source, progress);
  }

  @Override
  public void upload(Reply.Grant grant, LocalFile file, Progress progress) throws TransferFailure {
    new Uploader(ticker, progress).send(server, grant, file);
  }

  @Override
  public Downloader.Outcome download(
      Reply.Grant grant, Path target, boolean overwrite, Progress progress) throws TransferFailure {
    return new Downloader(ticker, progress).fetch(server, grant, target, overwrite);
  }

  @Override
  public void download(Reply.Grant grant, OutputStream out, Progress progress)
      throws TransferFailure {
    new Downloader(ticker, progress).fetch(server, grant, out);
  }

  @Override
  public InputStream view(Reply.Grant grant) {
    ViewFetcher fetcher = new ViewFetcher(ticker, Progress.NONE);
    return LongView.open(sink -> fetcher.fetch(server, grant, sink), fetcher::cancel);
  }
}
