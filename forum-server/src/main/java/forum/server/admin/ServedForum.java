package forum.server.admin;

import forum.machine.Disk;
import forum.server.check.Later;
import forum.server.commit.Hold;
import forum.server.commit.StoredForum;
import forum.server.journal.DamagedJournal;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/// A forum whose server goes on, but keeps a moment of it on the disk as long as this is open.
record ServedForum(Disk disk, Visit server, Hold hold) implements ReadForum {
  static ServedForum open(Disk disk, SocketChannel channel, String command) throws IOException {
    Visit server = new Visit(channel);
    try {
      return new ServedForum(disk, server, Hold.of(server.ask(command)));
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  @Override
  public StoredForum stored() throws IOException {
    return StoredForum.at(disk, hold);
  }

  @Override
  public StoredForum damaged(DamagedJournal damage) throws IOException {
    return StoredForum.at(disk, hold, damage);
  }

  @Override
  public Later later(StoredForum stored) {
    return new Later(hold.lsn(), () -> stored.journalUpTo(lsn()));
  }

  private long lsn() throws IOException {
    return Long.parseLong(server.ask(HeldForum.HOW_FAR));
  }

  /// A server that still answers has kept everything.
  @Override
  public void confirm() throws IOException {
    lsn();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
