package forum.fuzz;

import forum.protocol.seal.Handshake;
import forum.protocol.seal.HandshakeFailed;
import forum.protocol.seal.Identity;
import forum.protocol.seal.SelfSigned;
import forum.protocol.seal.Tls;
import forum.protocol.seal.TlsChannel;
import forum.protocol.seal.Witness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/// What comes while keys are made, at either end, and over TCP before anybody has proven anything.
final class SealDecoders {
  private static final int EXCHANGE_COST = 15;
  private static final int ENGINE_COST = 5;
  private static final Identity IDENTITY = SelfSigned.create();
  private static final SSLContext SERVER = Tls.server(IDENTITY);

  private SealDecoders() {}

  static List<Decoder> all() {
    return List.of(
        new Decoder(
            "handshake-server",
            spoilings(SpoiltClient.STEPS),
            EXCHANGE_COST,
            new SpoiltClient(IDENTITY)::check),
        new Decoder(
            "handshake-client",
            spoilings(SpoiltServer.STEPS),
            EXCHANGE_COST,
            new SpoiltServer(IDENTITY)::check),
        new Decoder("tls-server", List.of(hello()), ENGINE_COST, SealDecoders::server),
        new Decoder("tls-client", List.of(flight()), ENGINE_COST, SealDecoders::client));
  }

  /// Of each datagram nothing, a bit of each field of its head, a bit inside, its end, and more.
  private static List<byte[]> spoilings(int steps) {
    List<byte[]> spoilings = new ArrayList<>();
    for (byte step = 0; step < steps; step++) {
      spoilings.add(new byte[] {step});
      for (byte place : new byte[] {0, 1, 8, 9, 10, 11, 12, 25, 26, 27, 30, 100}) {
        spoilings.add(new byte[] {step, 0, 0, place, 1});
      }
      spoilings.add(new byte[] {step, 2, 0, 12, 0});
      spoilings.add(new byte[] {step, 2, 0, (byte) 139, 0});
      spoilings.add(new byte[] {step, 3, 0, 40, 16});
    }
    return spoilings;
  }

  private static byte[] hello() {
    try {
      return new Handshake(clientEngine()).begin();
    } catch (HandshakeFailed e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] flight() {
    try {
      return new Handshake(serverEngine()).answer(hello());
    } catch (HandshakeFailed e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLEngine clientEngine() {
    return Tls.clientEngine(new Witness(), "forum", 10005, Tls.TRANSFERS);
  }

  private static SSLEngine serverEngine() {
    return Tls.serverEngine(SERVER, Tls.TRANSFERS);
  }

  private static void server(byte[] input) {
    byte[] first = Arrays.copyOf(input, Math.min(1, input.length));
    byte[] rest = Arrays.copyOfRange(input, first.length, input.length);
    assertRefused(new TlsChannel(new Pipe(rest), serverEngine(), first));
  }

  private static void client(byte[] input) {
    assertRefused(new TlsChannel(new Pipe(input), clientEngine(), new byte[0]));
  }

  /// Nobody is at the other end who could prove anything.
  private static void assertRefused(TlsChannel channel) {
    try {
      channel.handshake();
    } catch (IOException e) {
      return;
    }
    throw new AssertionError("a handshake with nobody");
  }
}
