package forum.client.transfer;

import forum.machine.Disk;
import forum.machine.Ticker;
import forum.protocol.Reply;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/// Downloads to any disk, for tests elsewhere.
public final class Downloads {
  private Downloads() {}

  /// Fetches a file.
  public static void fetch(
      InetSocketAddress server, Reply.Grant grant, Protection protection, Disk folder, Path name)
      throws TransferFailure {
    new Downloader(Ticker.system(), Progress.NONE, protection)
        .fetch(
            new Incoming(server, grant, Ticker.system(), Progress.NONE),
            Downloader.target(grant, folder, name),
            false);
  }
}
