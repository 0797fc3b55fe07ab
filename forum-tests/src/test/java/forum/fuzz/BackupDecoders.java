package forum.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.Disk;
import forum.server.backup.Backup;
import forum.server.backup.Manifests;
import forum.server.backup.NoBackup;
import forum.server.backup.Restore;
import forum.server.commit.StoredForum;
import forum.testkit.SimulatedDisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The file of a backup: as it comes, with its contents and names changed and all digests put
/// right, and its manifest.
final class BackupDecoders {
  private static final int COST = 10;
  private static final Path FILE = Path.of("backup.zip");
  private static final List<String> NAMES =
      List.of(
          "credentials.txt",
          "threads/t",
          "forum-data/journal/0000000000000000001.log",
          "forum-data/journal/archive/0000000000000000001.log",
          "forum-data/checkpoint/0000000000000000006.ckpt",
          "forum-data/blobs/" + "0a".repeat(32));

  private BackupDecoders() {}

  static List<Decoder> all() {
    try {
      List<byte[]> manifests = List.of(Manifests.of(List.of("threads/t"), List.of(bytes("text"))));
      return List.of(
          new Decoder("backup", List.of(sample(), stored()), COST, BackupDecoders::backup),
          new Decoder("backup-members", members(), COST, BackupDecoders::checkedBackup),
          new Decoder("manifest", manifests, BackupDecoders::manifest),
          new Decoder("manifest-checked", manifests, BackupDecoders::checkedManifest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] sample() throws IOException {
    SimulatedDisk disk = SmallForum.disk(SmallForum.files());
    try (Disk.File file = disk.open(FILE, Disk.Mode.CREATE)) {
      new Backup(StoredForum.atRest(disk), _ -> {}).write(file, Instant.EPOCH);
    }
    return disk.readAll(FILE);
  }

  /// One that was not compressed, so that a changed byte is one of the contents.
  private static byte[] stored() throws IOException {
    return zip(List.of("credentials.txt", "threads/t"), List.of(bytes("hans x\n"), bytes("t\n")));
  }

  private static byte[] zip(List<String> names, List<byte[]> contents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < names.size(); i++) {
        store(zip, names.get(i), contents.get(i));
      }
      store(zip, "manifest", Manifests.of(names, contents));
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] contents) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(contents.length);
    CRC32 crc = new CRC32();
    crc.update(contents);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(contents);
  }

  /// A backup is restored, or it is said what is wrong with it; there is nothing in the folder
  /// then, unless it came to light while it was put there.
  private static void backup(byte[] input) throws IOException {
    Disk source = SegmentBytes.emptyDisk();
    SegmentBytes.write(source, FILE, input);
    try (Disk.File file = source.open(FILE, Disk.Mode.READ)) {
      Restore.from(file).into(SegmentBytes.emptyDisk());
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  /// A line is a member: a name, or the number of a usual one, and behind a TAB the contents, or an
  /// equal sign for those of the sample.
  private static List<byte[]> members() throws IOException {
    return List.of(
        bytes("0\thans x\n1\t=\n2\t=\n4\t="),
        bytes("2\t="),
        bytes("3\t=\nforum-data/journal/0000000000000000900.log\tforumlog"),
        bytes("2\t=\nforum-data/journal/9999999999999999999.log\tforumlog"),
        bytes("5\tcontents\nthreads/u\tu"));
  }

  private static void checkedBackup(byte[] input) throws IOException {
    List<String> names = new ArrayList<>();
    List<byte[]> contents = new ArrayList<>();
    Map<Path, byte[]> usual = SmallForum.files();
    for (String line : new String(input, UTF_8).lines().toList()) {
      String[] words = line.split("\t", 2);
      String name = words[0].matches("[0-5]") ? NAMES.get(words[0].charAt(0) - '0') : words[0];
      boolean known = names.contains(name) || name.equals("manifest") || name.indexOf(0) >= 0;
      if (words.length == 2 && !name.isEmpty() && !known) {
        names.add(name);
        contents.add(
            words[1].equals("=") ? usual.getOrDefault(Path.of(name), bytes("=")) : bytes(words[1]));
      }
    }
    backup(zip(names, contents));
  }

  private static void manifest(byte[] input) {
    try {
      byte[] written = Manifests.readAndWrite(input);
      assertThat(Manifests.readAndWrite(written)).isEqualTo(written);
    } catch (NoBackup e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void checkedManifest(byte[] input) {
    manifest(Manifests.checked(input));
  }
}
