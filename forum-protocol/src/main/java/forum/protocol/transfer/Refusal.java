package forum.protocol.transfer;

/// Why one end of a transfer gives up. The numbers are on the wire and are never reused.
public enum Refusal {
  /// The bytes are not those that were announced.
  CHECKSUM(1),
  /// The receiver has no room for them.
  DISK_FULL(2),
  /// The bytes cannot be read or stored.
  STORAGE(3),
  /// The same is being transferred over another connection.
  BUSY(4),
  /// The receiver has no use for them after all.
  UNWANTED(5),
  /// The bytes have become fewer while they were being sent.
  CHANGED(6),
  /// A mistake of the refusing end's own, and any number this version does not know.
  INTERNAL(255);

  private final int number;

  Refusal(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static Refusal of(int number) {
    for (Refusal refusal : values()) {
      if (refusal.number == number) {
        return refusal;
      }
    }
    return INTERNAL;
  }
}
