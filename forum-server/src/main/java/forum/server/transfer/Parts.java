package forum.server.transfer;

import forum.machine.Disk;
import forum.machine.Ticker;
import forum.protocol.transfer.Refusal;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.TransferRefused;
import forum.server.model.ServerLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The beginnings of uploads, in `forum-data/parts`. An upload that was interrupted goes on where
/// its part ends, when the same user uploads the same bytes under the same name to the same thread.
///
/// The name of a part says whose it is and when it was begun: `<sha256>.<user>-<place>.<seconds
/// since 1970>`, where `<user>` and `<place>` are the beginnings of digests. Safe for any thread.
final class Parts {
  static final Path FOLDER = Path.of("forum-data", "parts");

  private static final int KEY_DIGITS = 12;
  private static final Duration AGE_MAX = Duration.ofHours(ServerLimits.PART_HOURS);

  private final Disk disk;
  private final long reserveBytes;
  private final Ticker ticker;
  private final Set<String> inUse = ConcurrentHashMap.newKeySet();
  // a force may have failed on them: all of earlier lives, of which nobody knows
  private final Set<String> doubtful = ConcurrentHashMap.newKeySet();

  /// `reserveBytes` of room are left to others.
  Parts(Disk disk, long reserveBytes, Ticker ticker) throws IOException {
    this.disk = disk;
    this.reserveBytes = reserveBytes;
    this.ticker = ticker;
    disk.createFolders(FOLDER);
    doubtful.addAll(disk.list(FOLDER));
  }

  /// Bytes that are there of this upload: a forecast, the part itself is looked at when it is
  /// opened.
  long length(TransferOffer offer, Cargo.Upload upload) {
    try {
      String name = find(owner(offer, upload));
      long length = name == null ? 0 : disk.size(FOLDER.resolve(name));
      return length > upload.size() ? 0 : length;
    } catch (IOException e) {
      return 0; // deleted just now, or unreadable: then it will be begun anew or refused
    }
  }

  /// Opens the part of this upload, a new one if there is none.
  ///
  /// @throws TransferRefused when the part is being deleted, because it is too old, at this moment
  Part open(TransferOffer offer, Cargo.Upload upload) throws IOException, TransferRefused {
    String owner = owner(offer, upload);
    String found = find(owner);
    String name = found == null ? owner + "." + ticker.now().getEpochSecond() : found;
    if (!inUse.add(name)) {
      throw new TransferRefused(Refusal.BUSY, "the part of this upload is in use; try again");
    }
    try {
      makeRoom(owner.substring(owner.indexOf('.'), owner.indexOf('-') + 1));
      return new Part(
          disk,
          FOLDER.resolve(name),
          upload.size(),
          reserveBytes,
          !doubtful.contains(name),
          trusted -> closed(name, trusted));
    } catch (IOException e) {
      inUse.remove(name);
      throw e;
    }
  }

  private void closed(String name, boolean trusted) {
    if (trusted) {
      doubtful.remove(name);
    } else {
      doubtful.add(name);
    }
    inUse.remove(name);
  }

  private @Nullable String find(String owner) throws IOException {
    return disk.list(FOLDER).stream()
        .filter(name -> name.startsWith(owner + "."))
        .findFirst()
        .orElse(null);
  }

  private static String owner(TransferOffer offer, Cargo.Upload upload) {
    String place = upload.thread().text() + "/" + upload.file().text();
    return upload.sha256().hex() + "." + key(offer.user().text()) + "-" + key(place);
  }

  private static String key(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, KEY_DIGITS);
  }

  /// Deletes the oldest parts of a user who has too many.
  private void makeRoom(String userMark) throws IOException {
    List<String> parts =
        disk.list(FOLDER).stream()
            .filter(name -> name.contains(userMark))
            .sorted(Comparator.comparingLong(Parts::begunAt))
            .toList();
    int tooMany = parts.size() - ServerLimits.PARTS_PER_USER;
    for (String name : parts.subList(0, Math.max(0, tooMany))) {
      deleteUnused(name);
    }
  }

  /// Deletes parts whose time has passed.
  void prune() throws IOException {
    long oldest = ticker.now().minus(AGE_MAX).getEpochSecond();
    for (String name : disk.list(FOLDER)) {
      if (begunAt(name) < oldest) {
        deleteUnused(name);
      }
    }
  }

  private void deleteUnused(String name) throws IOException {
    if (inUse.add(name)) {
      try {
        disk.delete(FOLDER.resolve(name));
      } finally {
        inUse.remove(name);
      }
    }
  }

  /// A name that is none of ours is as old as can be.
  private static long begunAt(String name) {
    String seconds = name.substring(name.lastIndexOf('.') + 1);
    return seconds.matches("[0-9]{1,18}") ? Long.parseLong(seconds) : 0;
  }
}
