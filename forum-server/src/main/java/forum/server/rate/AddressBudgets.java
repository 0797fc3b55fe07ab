package forum.server.rate;

import java.net.InetAddress;

/// A budget for each computer, as far as it can be told by its address (see [Network#ofComputer]).
/// Remembers a bounded number of them, those seen last. Owned by one thread.
public final class AddressBudgets {
  private final Budget.Terms terms;
  private final Recent<InetAddress, Budget> budgets;

  /// `terms` for each address, of which `remembered` are known at most.
  public AddressBudgets(Budget.Terms terms, int remembered) {
    this.terms = terms;
    this.budgets = new Recent<>(remembered);
  }

  /// Takes one for `address`.
  ///
  /// @return 0, or how long until there is one
  public long take(InetAddress address, long nowNanos) {
    return budgets.get(Network.ofComputer(address), () -> new Budget(terms)).take(nowNanos);
  }
}
