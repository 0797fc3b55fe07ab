package forum.client.batch;

import forum.client.verb.Failure;

/// Asks for what a login needs.
interface Questions {
  /// An answer that may be seen.
  String ask(String prompt) throws Failure;

  /// An answer that must not be seen.
  String askSecret(String prompt) throws Failure;
}
