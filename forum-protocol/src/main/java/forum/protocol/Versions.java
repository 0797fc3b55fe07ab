package forum.protocol;

/// The versions this program speaks and is.
public final class Versions {
  /// Version of the program.
  public static final String PROGRAM = "0.1.0";

  /// Version of the wire protocol, 1 to 4: two bits of the first byte of every datagram.
  public static final int WIRE = 1;

  private Versions() {}
}
