package forum.client.trust;

import forum.client.library.Contact.Met;
import forum.client.link.ServerKey;
import forum.protocol.seal.Fingerprint;
import java.io.IOException;
import java.util.Optional;

/// Decides whether a key is the right one of the server that goes by a name. What is asked for
/// comes first, what was remembered second, authorities last: so none of them can put another key
/// in the place of one that was accepted. PROTOCOL.md, 14.5.
///
/// A key that an authority vouches for is not remembered: the authority is asked each time, and the
/// key may be renewed.
///
/// @param name that of [KnownServers#name]
/// @param local whether the server is on this computer
/// @param known nothing is known, and nothing remembered, without
record Judge(String name, boolean local, Optional<KnownServers> known, Introduction.Wishes wishes) {
  Met met(ServerKey key) throws IOException {
    Fingerprint shown = key.fingerprint();
    if (wishes.fingerprint().isPresent()) {
      return wished(wishes.fingerprint().get(), key);
    }
    Optional<Fingerprint> before = known.isPresent() ? known.get().find(name) : Optional.empty();
    if (before.isPresent()) {
      return before.get().equals(shown)
          ? new Met.Known()
          : new Met.Changed(before.get().text(), shown.text());
    }
    return key.vouched() ? new Met.Known() : new Met.New(shown.text(), local || wishes.acceptNew());
  }

  private Met wished(Fingerprint wanted, ServerKey key) throws IOException {
    Fingerprint shown = key.fingerprint();
    if (!wanted.equals(shown)) {
      return new Met.Wrong(wanted.text(), shown.text());
    }
    remember(key);
    return new Met.Known();
  }

  /// The key is the right one, whatever was known before.
  void remember(ServerKey key) throws IOException {
    if (known.isEmpty()) {
      return;
    }
    if (key.vouched()) {
      known.get().forget(name);
    } else {
      known.get().remember(name, key.fingerprint());
    }
  }
}
