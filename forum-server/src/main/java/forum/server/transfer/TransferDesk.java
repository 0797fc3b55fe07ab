package forum.server.transfer;

import forum.machine.Chance;
import forum.machine.Disk;
import forum.machine.Ticker;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.transfer.Sha256;
import forum.server.model.ServerLimits;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Gives permission for transfers over TCP and watches over them: a single-use ticket for one
/// session, user and cargo. The TCP port is open only while a ticket can be used or a transfer
/// runs. Whether the user may at all (is there such a thread, is the name free) is for the caller
/// to know. Owned by the command loop.
public final class TransferDesk implements Closeable {
  /// Where the desk stands.
  ///
  /// @param address of the TCP port: that of the UDP port
  /// @param plainFromAnywhere admits connections in the clear from other addresses than loopback
  /// @param tls what TLS is made of; without it there is only the clear
  /// @param sealed whether the session of this name is sealed: its transfers have to be, too
  /// @param reserveBytes room on the disk that uploads leave for everything else
  /// @param background runs what takes long and nobody waits for
  public record Place(
      InetSocketAddress address,
      boolean plainFromAnywhere,
      Optional<Supplier<SSLContext>> tls,
      Predicate<String> sealed,
      Disk disk,
      long reserveBytes,
      Ticker ticker,
      Chance chance,
      Executor background) {
    /// A place where nothing is sealed.
    public Place(
        InetSocketAddress address,
        boolean plainFromAnywhere,
        Disk disk,
        long reserveBytes,
        Ticker ticker,
        Chance chance,
        Executor background) {
      this(
          address,
          plainFromAnywhere,
          Optional.empty(),
          _ -> false,
          disk,
          reserveBytes,
          ticker,
          chance,
          background);
    }
  }

  /// A transfer that runs, for the operator.
  ///
  /// @param remaining bytes that have still to be moved
  public record Running(TransferOffer offer, long remaining) {}

  private static final long TICKET_NANOS = TimeUnit.SECONDS.toNanos(ServerLimits.TICKET_SECONDS);
  private static final long STOP_NANOS =
      TimeUnit.SECONDS.toNanos(ServerLimits.TRANSFER_STOP_SECONDS);
  private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Place place;
  private final Consumer<TransferResult> results;
  private final TransferTable table = new TransferTable();
  private final Admission admission;
  private final Cleaning cleaning;
  private final Tickets tickets;
  private final TransferListener listener;
  private long number;
  private long watchedNanos;
  private boolean stopping;
  private long stopNanos;

  /// `isReferenced` says whether the model refers to the blob of a digest, and is asked on the
  /// loop's thread; `results` is called by any thread and must not block.
  public TransferDesk(
      Place place, Blobs blobs, Predicate<String> isReferenced, Consumer<TransferResult> results)
      throws IOException {
    this.place = place;
    this.results = results;
    Parts parts = new Parts(place.disk(), place.reserveBytes(), place.ticker());
    this.admission = new Admission(place, blobs, parts, table);
    this.cleaning = new Cleaning(blobs, parts, table, isReferenced, place.background(), results);
    this.tickets = new Tickets(place.chance());
    Courier courier =
        new Courier(
            table,
            new UploadReceiver(blobs, parts, table),
            new DownloadSender(blobs),
            place.ticker(),
            results);
    this.listener = new TransferListener(place, courier, results);
    this.watchedNanos = place.ticker().nanos();
    cleaning.begin(watchedNanos);
  }

  /// Permission to upload: a grant, or why there is none. The same question from the same session
  /// gets the same ticket until that is used.
  ///
  /// @throws forum.protocol.InvalidValue when the digest is none
  public Reply upload(String sid, UserName user, Request.OfferUpload offer) {
    Sha256 sha256 = new Sha256(offer.sha256());
    return admit(
        new TransferOffer(
            sid, user, new Cargo.Upload(offer.thread(), offer.file(), offer.size(), sha256)),
        null);
  }

  /// Permission to download the attachment with these bytes.
  public Reply download(
      String sid, UserName user, Request.OfferDownload offer, String sha256, long size) {
    Cargo cargo = new Cargo.Download(offer.thread(), offer.file(), size, new Sha256(sha256));
    return admit(new TransferOffer(sid, user, cargo), null);
  }

  /// Permission to fetch bytes `view.off` to `view.end` of `file`, which is this desk's to close
  /// from now on.
  public Reply view(String sid, UserName user, Disk.File file, Reply.View view) {
    Reply reply = admit(new TransferOffer(sid, user, new Cargo.FilePiece(view)), file);
    return withView(reply, view);
  }

  /// Permission to fetch bytes `view.off` to `view.end` of `text`.
  public Reply view(String sid, UserName user, LongText text, Reply.View view) {
    return withView(admit(new TransferOffer(sid, user, new Cargo.Text(view, text)), null), view);
  }

  private static Reply withView(Reply reply, Reply.View view) {
    Reply.@Nullable Grant grant = reply.grant();
    return grant == null ? reply : Reply.grant(grant, view);
  }

  /// `file` is closed unless it becomes part of a new permission.
  private Reply admit(TransferOffer offer, Disk.@Nullable File file) {
    Transfer live = table.waiting(offer);
    Reply reply = live == null ? refusal(offer) : null;
    if (reply == null) {
      reply = grant(live, offer, file);
    }
    if (live != null || !reply.isOk()) {
      close(file);
    }
    return reply;
  }

  private @Nullable Reply refusal(TransferOffer offer) {
    return stopping
        ? Reply.busy("the server is stopping", Admission.RETRY_MILLIS)
        : admission.refusal(offer);
  }

  private Reply grant(@Nullable Transfer live, TransferOffer offer, Disk.@Nullable File file) {
    try {
      int port = listener.open();
      return grant(live == null ? add(offer, file) : live, port);
    } catch (IOException e) {
      int port = place.address().getPort();
      return Reply.busy(
          "the server cannot open TCP port " + port + " for transfers: " + e.getMessage(),
          Admission.RETRY_MILLIS);
    }
  }

  private Transfer add(TransferOffer offer, Disk.@Nullable File file) {
    number++;
    Sha256 fingerprint = Tickets.fingerprint(tickets.secret(number));
    Transfer transfer =
        new Transfer(number, offer, fingerprint, place.sealed().test(offer.sid()), file);
    table.add(transfer);
    return transfer;
  }

  private Reply grant(Transfer transfer, int port) {
    transfer.expireAt(place.ticker().nanos() + TICKET_NANOS);
    TransferOffer offer = transfer.offer();
    String ticket =
        Base64.getUrlEncoder().withoutPadding().encodeToString(tickets.secret(transfer.number()));
    Reply.Grant grant =
        switch (offer.cargo()) {
          case Cargo.Upload upload ->
              new Reply.Grant(
                  ticket,
                  port,
                  upload.size(),
                  upload.sha256().hex(),
                  admission.stored(offer, upload));
          case Cargo.Download download ->
              new Reply.Grant(ticket, port, download.size(), download.sha256().hex(), null);
          case Cargo.FilePiece _, Cargo.Text _ ->
              new Reply.Grant(ticket, port, offer.cargo().size(), null, null);
        };
    return Reply.grant(grant, null);
  }

  /// Takes back what `sid` was permitted and ends what it has running; for a session that is over.
  public void revoke(String sid) {
    for (Transfer transfer : List.copyOf(table.all())) {
      if (transfer.offer().sid().equals(sid)) {
        revoke(transfer);
      }
    }
  }

  /// One of which only the last word is missing may have that.
  private void revoke(Transfer transfer) {
    withdraw(transfer);
    if (transfer.isOpen()) {
      transfer.cut(TransferResult.Reason.REVOKED);
    }
  }

  /// Lets time pass: tickets expire, slow connections are cut, the port is closed when nobody needs
  /// it any more, blobs that nothing refers to are deleted. To be called after every
  /// [TransferResult] too, and only when everything that was decided is durable: a blob must not be
  /// deleted because of a removal that a crash can take back.
  ///
  /// Costs next to nothing when it is called more often than that.
  ///
  /// @return nanoseconds after which to call again at the latest
  public long tick() {
    long now = place.ticker().nanos();
    if (now - watchedNanos >= WATCH_NANOS) {
      watchedNanos = now;
      watch(now);
    }
    if (table.isIdle()) {
      listener.close();
    }
    cleaning.tick(now);
    return table.isIdle() ? cleaning.pauseNanos() : WATCH_NANOS;
  }

  private void watch(long nowNanos) {
    for (Transfer transfer : List.copyOf(table.all())) {
      watch(transfer, nowNanos);
    }
    listener.sweep(nowNanos);
    if (!table.isIdle()) {
      reopen();
    }
  }

  private void watch(Transfer transfer, long nowNanos) {
    if (transfer.isExpired(nowNanos)) {
      withdraw(transfer);
    }
    if (transfer.isTooSlow(nowNanos)) {
      transfer.cut(TransferResult.Reason.SLOW);
    }
    if (stopping && nowNanos - stopNanos >= 0) {
      transfer.cut(TransferResult.Reason.STOPPED);
    }
  }

  /// The system may have taken the port away: too many open files, for instance.
  private void reopen() {
    try {
      listener.open();
    } catch (IOException e) {
      results.accept(new TransferResult.Trouble("TCP port not opened: " + e.getMessage()));
    }
  }

  private void withdraw(Transfer transfer) {
    if (transfer.withdraw()) {
      table.remove(transfer);
      close(transfer.file());
    }
  }

  private void close(Disk.@Nullable File file) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      results.accept(new TransferResult.Trouble("view not closed: " + e.getMessage()));
    }
  }

  /// Takes back every permission and gives none any more. What runs has ten seconds, measured by
  /// [#tick].
  public void stop() {
    stopping = true;
    stopNanos = place.ticker().nanos() + STOP_NANOS;
    List.copyOf(table.all()).forEach(this::withdraw);
  }

  /// What runs just now.
  public List<Running> running() {
    return table
        .live()
        .filter(transfer -> !transfer.isWaiting())
        .map(transfer -> new Running(transfer.offer(), transfer.remaining()))
        .toList();
  }

  /// Whether no transfer waits or runs.
  public boolean isIdle() {
    return table.isIdle();
  }

  /// Whether the TCP port is open.
  public boolean isListening() {
    return listener.isOpen();
  }

  /// Ends everything now. What was interrupted goes on after the next start.
  @Override
  public void close() {
    stop();
    listener.close();
    List<Transfer> running = List.copyOf(table.all());
    running.forEach(transfer -> transfer.cut(TransferResult.Reason.STOPPED));
    long end = place.ticker().nanos() + CLOSE_NANOS;
    try {
      for (Transfer transfer : running) {
        transfer.awaitTold(end - place.ticker().nanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
