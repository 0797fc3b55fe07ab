package forum.client.transfer;

import forum.protocol.transfer.MalformedFrame;
import forum.protocol.transfer.TransferFrame;
import forum.protocol.transfer.TransferRefused;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What the server says to an upload. A thread of its own listens while bytes are still being sent:
/// the server may refuse early, and then there is no point in sending more.
final class LastWord {
  private static final long AFTER_BREAK_SECONDS = 2;

  private interface Word {
    void check() throws IOException, MalformedFrame, TransferRefused;
  }

  private final Line line;
  private final CompletableFuture<Word> word;

  /// Begins to listen.
  LastWord(Line line) {
    this.line = line;
    this.word =
        CompletableFuture.supplyAsync(
            this::listen, task -> Thread.ofVirtual().name("transfer answer").start(task));
  }

  private Word listen() {
    try {
      line.in().read(TransferFrame.Done.class);
      return () -> {};
    } catch (TransferRefused e) {
      return stop(
          () -> {
            throw e;
          });
    } catch (MalformedFrame e) {
      return stop(
          () -> {
            throw e;
          });
    } catch (IOException e) {
      return stop(
          () -> {
            throw e;
          });
    }
  }

  /// A thread that is blocked in writing learns by this that there is something to hear.
  private Word stop(Word spoken) {
    line.close();
    return spoken;
  }

  /// Returns when the server has confirmed the upload.
  void await() throws IOException, MalformedFrame, TransferRefused {
    try {
      word.get().check();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Writing has failed: throws what the server has said about it, if it has said something.
  void explain(IOException broken) throws IOException, MalformedFrame, TransferRefused {
    try {
      word.get(AFTER_BREAK_SECONDS, TimeUnit.SECONDS).check();
    } catch (TimeoutException e) {
      broken.addSuppressed(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    throw broken;
  }

  private static IOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IOException("interrupted", cause);
  }
}
