package forum.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import forum.machine.Chance;
import forum.machine.Disk;
import forum.protocol.FileName;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.transfer.FrameWriter;
import forum.protocol.transfer.Sha256;
import forum.protocol.transfer.TransferFrame;
import forum.server.model.ServerLimits;
import forum.testkit.ManualTicker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A desk on loopback, with a clock moved by hand; the test plays the command loop.
final class TransferWorld implements AutoCloseable {
  static final ThreadTitle THREAD = new ThreadTitle("general");
  static final UserName HANS = new UserName("hans");
  static final UserName YODA = new UserName("yoda");
  static final long RESERVE_BYTES = 1 << 20;
  static final String SESSION = "5e55";

  final ManualTicker clock = new ManualTicker();
  final Disk disk;
  final Set<String> referenced = new HashSet<>();
  final BlockingQueue<TransferResult> results = new LinkedBlockingQueue<>();
  final Blobs blobs;
  final TransferDesk desk;

  TransferWorld(Disk disk) throws IOException {
    this(disk, 0);
  }

  TransferWorld(Disk disk, int port) throws IOException {
    this(disk, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), false);
  }

  TransferWorld(Disk disk, InetSocketAddress address, boolean plainFromAnywhere)
      throws IOException {
    this.disk = disk;
    this.blobs = new Blobs(disk, clock, TransferWorld::beside);
    this.desk =
        new TransferDesk(
            new TransferDesk.Place(
                address,
                plainFromAnywhere,
                disk,
                RESERVE_BYTES,
                clock,
                Chance.system(),
                TransferWorld::beside),
            blobs,
            referenced::contains,
            results::add);
  }

  private static void beside(Runnable work) {
    Thread.ofVirtual().start(work);
  }

  void pass(Duration time) {
    clock.pass(time.toNanos());
  }

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static Request.OfferUpload offer(String file, byte[] bytes) {
    return new Request.OfferUpload(
        THREAD, new FileName(file), bytes.length, Sha256.of(bytes).hex());
  }

  Reply.Grant grant(byte[] bytes) {
    return granted(desk.upload(SESSION, HANS, offer("a.bin", bytes)));
  }

  Reply.Grant downloadGrant(byte[] bytes) {
    return granted(
        desk.download(
            SESSION,
            HANS,
            new Request.OfferDownload(THREAD, new FileName("a.bin")),
            Sha256.of(bytes).hex(),
            bytes.length));
  }

  static Reply.Grant granted(Reply reply) {
    assertThat(reply.isOk()).as("%s", reply).isTrue();
    return Objects.requireNonNull(reply.grant());
  }

  /// The frames of an upload from `offset` on.
  static byte[] stream(byte[] bytes, long offset) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(Channels.newChannel(stream));
    for (int at = (int) offset; at < bytes.length; at += Limits.TRANSFER_FRAME_BYTES) {
      int length = Math.min(Limits.TRANSFER_FRAME_BYTES, bytes.length - at);
      writer.write(new TransferFrame.Data(ByteBuffer.wrap(bytes, at, length)));
    }
    writer.write(new TransferFrame.End(Sha256.of(bytes)));
    return stream.toByteArray();
  }

  /// Uploads all of it.
  void upload(byte[] bytes) throws Exception {
    try (RawPeer peer = RawPeer.with(grant(bytes), 0)) {
      byte[] stream = stream(bytes, peer.go().offset());
      peer.sendRaw(stream, stream.length);
      peer.in.read(TransferFrame.Done.class);
    }
    end();
  }

  /// Deletes all blobs, which nothing refers to.
  void forget() throws IOException {
    pass(Duration.ofSeconds(ServerLimits.STAGED_SECONDS));
    desk.tick();
    while (disk.list(Parts.FOLDER).stream().anyMatch(name -> name.endsWith(".deleted"))) {
      Thread.onSpinWait();
    }
  }

  /// What the command loop is told next.
  TransferResult next() throws InterruptedException {
    return Objects.requireNonNull(results.poll(20, TimeUnit.SECONDS), "no result in 20 s");
  }

  TransferResult end() throws InterruptedException {
    TransferResult result = next();
    return result instanceof TransferResult.Began ? next() : result;
  }

  TransferResult.Failed failure() throws InterruptedException {
    return (TransferResult.Failed) end();
  }

  byte[] blob(byte[] bytes) throws IOException {
    return disk.readAll(Blobs.path(Sha256.of(bytes)));
  }

  @Override
  public void close() {
    desk.close();
  }
}
