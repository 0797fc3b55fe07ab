package forum.fuzz;

/// One decoder for Jazzer, which changes inputs so that they lead to code not reached before. Which
/// one is said by the system property `forum.fuzz.decoder`.
public final class FuzzedDecoder {
  private static final Decoder DECODER =
      Decoders.named(System.getProperty("forum.fuzz.decoder", "datagram"));

  private FuzzedDecoder() {}

  /// Called by Jazzer once, before the clock of the first input starts: to load and to instrument
  /// what a decoder needs took more than 20 s on a machine with eight fuzzers on two processors.
  public static void fuzzerInitialize() throws Exception {
    for (byte[] seed : DECODER.seeds()) {
      DECODER.check().of(seed);
    }
  }

  /// Called by Jazzer for each input; what it throws is a finding.
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    DECODER.check().of(input);
  }
}
