package forum.fuzz;

/// One decoder for Jazzer, which changes inputs so that they lead to code not reached before. Which
/// one is said by the system property `forum.fuzz.decoder`.
public final class FuzzedDecoder {
  private static final Decoder DECODER =
      Decoders.named(System.getProperty("forum.fuzz.decoder", "datagram"));

  private FuzzedDecoder() {}

  /// Called by Jazzer for each input; what it throws is a finding.
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    DECODER.check().of(input);
  }
}
