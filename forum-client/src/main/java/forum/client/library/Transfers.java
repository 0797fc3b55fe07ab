package forum.client.library;

import forum.client.transfer.Downloader;
import forum.client.transfer.LocalFile;
import forum.client.transfer.Progress;
import forum.client.transfer.TransferFailure;
import forum.protocol.Reply;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/// What travels over TCP, each with a grant that was asked for before. Blocks; an interrupt ends
/// it, and what has arrived is kept.
public interface Transfers {
  /// Looks at a file that is to be sent.
  LocalFile measure(Path source, Progress progress) throws TransferFailure;

  /// Sends the file, from where the grant says the server already has it.
  void upload(Reply.Grant grant, LocalFile file, Progress progress) throws TransferFailure;

  /// Fetches a file. What bears the name `target` afterwards is whole and checked.
  Downloader.Outcome download(Reply.Grant grant, Path target, boolean overwrite, Progress progress)
      throws TransferFailure;

  /// Fetches a file into `out`. Only when this returns were the bytes right.
  void download(Reply.Grant grant, OutputStream out, Progress progress) throws TransferFailure;

  /// The text of a long view, as it arrives; reading fails when it does not arrive whole.
  InputStream view(Reply.Grant grant);
}
