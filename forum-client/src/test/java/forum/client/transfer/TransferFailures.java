package forum.client.transfer;

/// Makes what only transfers make.
public final class TransferFailures {
  private TransferFailures() {}

  public static TransferFailure local(TransferFailure.Kind kind, String sentence) {
    return TransferFailure.local(kind, sentence);
  }

  public static TransferFailure server(TransferFailure.Kind kind, String sentence) {
    return TransferFailure.server(kind, sentence);
  }
}
