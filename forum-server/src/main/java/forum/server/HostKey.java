package forum.server;

import forum.machine.Disk;
import forum.protocol.seal.Identity;
import forum.protocol.seal.Pem;
import forum.protocol.seal.SelfSigned;
import forum.server.commit.ForumStore;
import forum.server.event.Complaint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The key by which clients know the server again: made at the first start, or given by the
/// operator.
final class HostKey {
  /// Where it is kept in the data folder.
  static final String NAME = "host-key.pem";

  private static final Path FILE = ForumStore.FOLDER.resolve(NAME);

  private HostKey() {}

  /// The identity cannot be had. What was there before stays as it is.
  static final class Unusable extends IOException {
    private static final long serialVersionUID = 1;
    private final transient Complaint complaint;

    Unusable(Complaint complaint) {
      super(complaint.what());
      this.complaint = complaint;
    }

    Complaint complaint() {
      return complaint;
    }
  }

  /// The identity of the server.
  static Identity of(Disk disk, ServerOptions.Identity given) throws IOException {
    Optional<Path> certificate = given.certificate();
    return certificate.isPresent() ? read(certificate.get(), given.key()) : own(disk);
  }

  private static Identity read(Path certificate, Optional<Path> key) throws IOException {
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      text.writeBytes(Files.readAllBytes(certificate));
      text.write('\n');
      if (key.isPresent() && !Files.isSameFile(certificate, key.get())) {
        text.writeBytes(Files.readAllBytes(key.get()));
      }
      return Pem.read(text.toByteArray());
    } catch (IOException e) {
      throw new Unusable(
          new Complaint(
              "there is no certificate with its key in " + certificate,
              String.valueOf(e.getMessage()),
              "forum-server --cert FULLCHAIN.pem --key PRIVKEY.pem"));
    }
  }

  private static Identity own(Disk disk) throws IOException {
    if (!disk.exists(FILE)) {
      Identity made = SelfSigned.create();
      disk.replaceSecret(FILE, Pem.write(made).getBytes(StandardCharsets.US_ASCII));
      return made;
    }
    try {
      disk.ownerOnly(FILE);
      return Pem.read(disk.readAll(FILE));
    } catch (IOException e) {
      throw new Unusable(
          new Complaint(
              "the host key forum-data/" + NAME + " cannot be used",
              String.valueOf(e.getMessage()),
              "put your copy of it back; if there is none, delete it: clients then have to accept a new one"));
    }
  }
}
