package forum.client.verb;

import forum.client.link.ServerLink;
import forum.client.text.Look;
import forum.client.transfer.Progress;
import forum.protocol.ThreadTitle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;

/// What differs between a terminal and a script.
public interface Surroundings {
  /// Whether a person sits there, who can be asked and sees what is shown.
  boolean isInteractive();

  /// How lines are laid out.
  Look look();

  /// Asks a question that is answered by yes or no. Only when interactive.
  boolean confirm(String question) throws InterruptedException;

  /// Asks for something that must not be seen, nor kept.
  ///
  /// @throws Failure when there is nobody to ask, or the user has given up
  String secret(String prompt) throws Failure, InterruptedException;

  /// Lets a text be written in an editor. Only when interactive.
  Composition compose(Draft draft) throws Failure;

  /// What is piped in, for `-f -`.
  InputStream input() throws Failure;

  /// Where bytes go that were asked for on the standard output, for `-o -`.
  OutputStream output() throws Failure, IOException;

  /// Watches the transfer of a file until it is closed.
  Watch watch(String file);

  /// Shows how far a transfer is.
  interface Watch extends Progress, AutoCloseable {
    @Override
    void close();
  }

  /// The folder that relative paths start from.
  Path folder();

  /// Titles that may have been meant by one that does not exist; may ask the server.
  Collection<String> titles() throws InterruptedException;

  /// How many messages of a thread are new to the user, as far as is known.
  int fresh(ThreadTitle thread);

  /// The server as the user named it.
  String server();

  /// What the link knows about the path.
  ServerLink.Status status();
}
