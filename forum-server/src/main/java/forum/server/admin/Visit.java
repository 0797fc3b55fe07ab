package forum.server.admin;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A conversation between an operator's process and the server, in lines of UTF-8: the first one is
/// the name of a command, then comes what that command agrees upon with itself. Either end closes
/// when it has no more to say. Owned by one thread, but for [#close].
final class Visit implements Closeable {
  private final SocketChannel channel;
  private final VisitLines in;
  private final BufferedWriter out;

  Visit(SocketChannel channel) {
    this.channel = channel;
    this.in = new VisitLines(Channels.newReader(channel, StandardCharsets.UTF_8));
    this.out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
  }

  void say(String line) throws IOException {
    out.write(line);
    out.write('\n');
    out.flush();
  }

  /// What the other end says next; null when it has closed.
  ///
  /// @throws IOException when it says more than a command of ours would in one line
  @Nullable String hear() throws IOException {
    return in.next();
  }

  /// Says `line` and waits for what the other end answers.
  String ask(String line) throws IOException {
    say(line);
    String answer = hear();
    if (answer == null) {
      throw new IOException("the server has ended meanwhile");
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
