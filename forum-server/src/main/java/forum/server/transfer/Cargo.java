package forum.server.transfer;

import forum.protocol.FileName;
import forum.protocol.Reply;
import forum.protocol.ThreadTitle;
import forum.protocol.transfer.Sha256;

/// What is moved.
public sealed interface Cargo {
  /// Bytes in all.
  long size();

  /// A file on its way in.
  record Upload(ThreadTitle thread, FileName file, long size, Sha256 sha256) implements Cargo {}

  /// An attachment on its way out.
  record Download(ThreadTitle thread, FileName file, long size, Sha256 sha256) implements Cargo {}

  /// A part of a thread's file, too long for datagrams.
  record FilePiece(Reply.View view) implements Cargo {
    @Override
    public long size() {
      return view.end() - view.off();
    }
  }

  /// A text made for the occasion, too long for datagrams.
  record Text(Reply.View view, LongText text) implements Cargo {
    @Override
    public long size() {
      return view.end() - view.off();
    }
  }
}
