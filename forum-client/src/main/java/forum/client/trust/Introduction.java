package forum.client.trust;

import forum.client.library.Contact;
import forum.client.link.LinkFailure;
import forum.client.link.ServerKey;
import forum.client.link.ServerLink;
import forum.protocol.seal.Fingerprint;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Compares the key of the server that answers with what is known and what was asked for.
public final class Introduction implements Contact {
  /// What the user has decided beforehand.
  ///
  /// @param fingerprint the only key that is right; it is remembered, unless an authority vouches
  ///   for it: then what was remembered is forgotten
  /// @param acceptNew whether a server that was not met before is accepted unseen
  public record Wishes(Optional<Fingerprint> fingerprint, boolean acceptNew) {}

  private final ServerLink link;
  private final Judge judge;

  /// @param name that of [KnownServers#name]
  /// @param local whether the server is on this computer
  /// @param known nothing is known, and nothing remembered, without
  public Introduction(
      ServerLink link, String name, boolean local, Optional<KnownServers> known, Wishes wishes) {
    this.link = link;
    this.judge = new Judge(name, local, known, wishes);
  }

  @Override
  public CompletableFuture<Met> meet() {
    return link.isInTheClear()
        ? CompletableFuture.completedFuture(new Met.Unprotected())
        : link.connected()
            .thenComposeAsync(this::judged, Thread.ofVirtual().name("introduction")::start);
  }

  private CompletableFuture<Met> judged(ServerKey key) {
    try {
      Met met = judge.met(key);
      if (met instanceof Met.Known) {
        link.trust(key);
      }
      return CompletableFuture.completedFuture(met);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(
          new LinkFailure.NoHandshake(
              "local: the known servers cannot be looked up: " + e.getMessage()));
    }
  }

  @Override
  public void accept() throws IOException {
    ServerKey key = link.connected().resultNow();
    link.trust(key);
    judge.remember(key);
  }
}
