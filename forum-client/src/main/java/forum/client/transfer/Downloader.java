package forum.client.transfer;

import forum.machine.Disk;
import forum.machine.FileSystemDisk;
import forum.machine.Ticker;
import forum.protocol.Reply;
import forum.protocol.transfer.MalformedFrame;
import forum.protocol.transfer.Refusal;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.TransferRefused;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Objects;

/// Downloads files. Ask the server for a grant (`DWN`), then fetch. Used by one thread, but for
/// [#cancel].
public final class Downloader {
  /// What became of a download.
  public enum Outcome {
    /// The file was fetched.
    FETCHED,
    /// The file was there already, with just these bytes.
    ALREADY_THERE
  }

  private final Lines lines;
  private final Progress progress;

  /// In the clear; `progress` is told how far it is.
  public Downloader(Ticker ticker, Progress progress) {
    this(ticker, progress, Protection.CLEAR);
  }

  /// `progress` is told how far the fetching is.
  public Downloader(Ticker ticker, Progress progress, Protection protection) {
    this.lines = new Lines(ticker, protection);
    this.progress = progress;
  }

  /// Fetches to `target`, by way of a hidden part beside it, which is continued if an earlier
  /// attempt has left one. What bears the name `target` is whole and checked.
  ///
  /// @param server its UDP address
  /// @param overwrite whether another file of this name may be replaced
  public Outcome fetch(InetSocketAddress server, Reply.Grant grant, Path target, boolean overwrite)
      throws TransferFailure {
    return fetch(incoming(server, grant), target(grant, target), overwrite);
  }

  /// Fetches into `out`, from the start. Only when this returns is it certain that the bytes were
  /// right.
  public void fetch(InetSocketAddress server, Reply.Grant grant, OutputStream out)
      throws TransferFailure {
    Incoming incoming = incoming(server, grant);
    lines.run(
        line -> {
          incoming.receive(
              line,
              (bytes, _) ->
                  out.write(
                      bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining()),
              Sha256.computation(),
              0);
          out.flush();
          return grant;
        });
  }

  private Incoming incoming(InetSocketAddress server, Reply.Grant grant) {
    return new Incoming(server, grant, lines.ticker(), progress);
  }

  private static Target target(Reply.Grant grant, Path path) throws TransferFailure {
    Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file has a folder");
    Path name = Objects.requireNonNull(path.getFileName(), "a file has a name");
    if (!Files.isDirectory(folder)) {
      throw local("the folder \"" + folder + "\" does not exist");
    }
    if (Files.isDirectory(path)) {
      throw local("\"" + path + "\" is a folder");
    }
    try {
      return target(grant, FileSystemDisk.at(folder), name);
    } catch (IOException e) {
      throw local("the folder \"" + folder + "\" cannot be used (" + e.getMessage() + ")");
    }
  }

  static Target target(Reply.Grant grant, Disk folder, Path name) {
    String sha256 = Objects.requireNonNull(grant.sha256(), "a file has a digest");
    return new Target(folder, name, new Sha256(sha256), grant.size());
  }

  private static TransferFailure local(String sentence) {
    return TransferFailure.local(TransferFailure.Kind.LOCAL_FILE, sentence);
  }

  Outcome fetch(Incoming incoming, Target target, boolean overwrite) throws TransferFailure {
    return lines.run(
        line -> {
          if (isThere(target)) {
            incoming.confirm(line);
            return Outcome.ALREADY_THERE;
          }
          if (target.exists() && !overwrite) {
            incoming.decline(line, taken(target));
          }
          receive(line, incoming, target);
          return place(target, overwrite);
        });
  }

  private static boolean isThere(Target target) throws TransferRefused {
    try {
      return target.isThere();
    } catch (IOException e) {
      throw TransferRefused.storage(e);
    }
  }

  private static TransferRefused taken(Target target) {
    return new TransferRefused(
        Refusal.UNWANTED, "there is another file \"" + target.name() + "\" already");
  }

  private void receive(Line line, Incoming incoming, Target target)
      throws IOException, MalformedFrame, TransferRefused {
    try (Disk.File part = open(target)) {
      MessageDigest digest = Sha256.computation();
      incoming.receive(line, part::write, digest, readBack(part, digest));
    } catch (TransferRefused e) {
      if (e.refusal() == Refusal.CHECKSUM) {
        discard(target, e);
      }
      throw e;
    }
  }

  private static Disk.File open(Target target) throws TransferRefused {
    try {
      return target.openPart();
    } catch (IOException e) {
      throw TransferRefused.storage(e);
    }
  }

  private static long readBack(Disk.File part, MessageDigest digest) throws TransferRefused {
    try {
      long length = part.size();
      Sha256.add(part, length, digest);
      return length;
    } catch (IOException e) {
      throw TransferRefused.storage(e);
    }
  }

  /// Wrong bytes are of no use to another attempt.
  private static void discard(Target target, TransferRefused reason) {
    try {
      target.deletePart();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private static Outcome place(Target target, boolean overwrite) throws TransferFailure {
    try {
      target.moveIntoPlace(overwrite);
      return Outcome.FETCHED;
    } catch (FileAlreadyExistsException e) {
      throw local("there is another file \"" + target.name() + "\" by now").because(e);
    } catch (IOException e) {
      throw local("\"" + target.name() + "\" cannot be made (" + e.getMessage() + ")").because(e);
    }
  }

  /// Ends what is running, from any thread. What has arrived is kept in the part.
  public void cancel() {
    lines.cancel();
  }
}
