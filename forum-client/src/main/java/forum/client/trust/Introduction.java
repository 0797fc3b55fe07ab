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
  /// @param fingerprint the only key that is right; it is remembered
  /// @param acceptNew whether a server that was not met before is accepted unseen
  public record Wishes(Optional<Fingerprint> fingerprint, boolean acceptNew) {}

  private final ServerLink link;
  private final String name;
  private final boolean local;
  private final Optional<KnownServers> known;
  private final Wishes wishes;

  /// @param name that of [KnownServers#name]
  /// @param local whether the server is on this computer
  /// @param known nothing is known, and nothing remembered, without
  public Introduction(
      ServerLink link, String name, boolean local, Optional<KnownServers> known, Wishes wishes) {
    this.link = link;
    this.name = name;
    this.local = local;
    this.known = known;
    this.wishes = wishes;
  }

  @Override
  public CompletableFuture<Met> meet() {
    return link.isInTheClear()
        ? CompletableFuture.completedFuture(new Met.Unprotected())
        : link.connected().thenCompose(this::judged);
  }

  private CompletableFuture<Met> judged(ServerKey key) {
    try {
      Met met = judge(key);
      if (met instanceof Met.Known) {
        link.trust(key);
      }
      return CompletableFuture.completedFuture(met);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(
          new LinkFailure.NoHandshake("local: known_servers cannot be read: " + e.getMessage()));
    }
  }

  private Met judge(ServerKey key) throws IOException {
    Fingerprint shown = key.fingerprint();
    if (wishes.fingerprint().isPresent()) {
      Fingerprint wanted = wishes.fingerprint().get();
      if (!wanted.equals(shown)) {
        return new Met.Wrong(wanted.text(), shown.text());
      }
      remember(shown);
      return new Met.Known();
    }
    Optional<Fingerprint> before = known.isPresent() ? known.get().find(name) : Optional.empty();
    if (before.isPresent() && !key.vouched()) {
      return before.get().equals(shown)
          ? new Met.Known()
          : new Met.Changed(before.get().text(), shown.text());
    }
    return key.vouched() ? new Met.Known() : new Met.New(shown.text(), local || wishes.acceptNew());
  }

  private void remember(Fingerprint fingerprint) throws IOException {
    if (known.isPresent()) {
      known.get().remember(name, fingerprint);
    }
  }

  @Override
  public void accept() throws IOException {
    ServerKey key = link.connected().resultNow();
    link.trust(key);
    remember(key.fingerprint());
  }
}
