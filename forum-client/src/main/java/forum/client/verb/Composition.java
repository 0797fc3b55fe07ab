package forum.client.verb;

import java.util.Optional;

/// A text on its way from an editor to the forum. It stays on disk until it was taken.
public interface Composition extends AutoCloseable {
  /// The text, once the editor was left; empty when it was left without one.
  Optional<String> text() throws Failure, InterruptedException;

  /// It was not taken for this reason: offers to edit it again, to keep it or to drop it. After
  /// keeping or dropping, [#text] is empty.
  void refused(Problem problem) throws Failure, InterruptedException;

  /// It was taken.
  void done();

  /// Nothing more is done with it here; what was not taken stays on disk.
  @Override
  void close();
}
