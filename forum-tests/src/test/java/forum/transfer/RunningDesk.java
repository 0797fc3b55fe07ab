package forum.transfer;

import forum.client.transfer.LocalFile;
import forum.machine.Chance;
import forum.machine.FileSystemDisk;
import forum.machine.Ticker;
import forum.protocol.FileName;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.server.transfer.Blobs;
import forum.server.transfer.TransferDesk;
import forum.server.transfer.TransferResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A desk with a loop of its own, as in a server, but with nothing else around it.
final class RunningDesk implements AutoCloseable {
  private static final ThreadTitle THREAD = new ThreadTitle("general");
  private static final long TICK_MILLIS = 20;

  final Queue<TransferResult> results = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
  private final TransferDesk desk;

  RunningDesk(Path folder) throws IOException {
    FileSystemDisk disk = FileSystemDisk.at(folder);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Ticker ticker = Ticker.system();
    Executor background = work -> Thread.ofVirtual().start(work);
    desk =
        new TransferDesk(
            new TransferDesk.Place(any, false, disk, 0, ticker, Chance.system(), background),
            new Blobs(disk, ticker, background),
            sha256 -> true,
            results::add);
    loop.scheduleWithFixedDelay(desk::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// What stands in for the server's UDP address.
  static InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
  }

  Reply.Grant upload(UserName user, String name, LocalFile file) throws Exception {
    Request.OfferUpload offer =
        new Request.OfferUpload(THREAD, new FileName(name), file.size(), file.digest());
    return granted(() -> desk.upload("session of " + user, user, offer));
  }

  Reply.Grant download(UserName user, String name, LocalFile file) throws Exception {
    Request.OfferDownload offer = new Request.OfferDownload(THREAD, new FileName(name));
    return granted(
        () -> desk.download("session of " + user, user, offer, file.digest(), file.size()));
  }

  private Reply.Grant granted(Callable<Reply> question) throws Exception {
    Reply reply = ask(question);
    return Objects.requireNonNull(reply.grant(), reply::toString);
  }

  boolean isListening() throws Exception {
    return ask(desk::isListening);
  }

  private <T> T ask(Callable<T> question) throws InterruptedException, ExecutionException {
    return loop.submit(question).get();
  }

  @Override
  public void close() {
    CompletableFuture.runAsync(desk::close, loop).join();
    loop.shutdownNow();
  }
}
