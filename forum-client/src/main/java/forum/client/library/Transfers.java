package forum.client.library;

import forum.protocol.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// What travels over TCP, each with a grant that was asked for before. Blocks; goes on after an
/// interrupt only as far as it must to leave no mess.
public interface Transfers {
  /// Sends the file, from where the grant says the server already has it.
  void upload(Reply.Grant grant, Path source, Progress progress) throws IOException;

  /// Fetches a file into `target`, which is there and whole when this returns, and verified. What
  /// an earlier attempt left beside it is used.
  void download(Reply.Grant grant, Path target, Progress progress) throws IOException;

  /// The text of a long view, as it arrives.
  InputStream view(Reply.Grant grant) throws IOException;
}
