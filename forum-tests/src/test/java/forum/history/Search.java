package forum.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Looks for an order of operations that explains all their answers: one in which each takes effect
/// between its invocation and its answer. After Wing and Gong, "Testing and Verifying Concurrent
/// Objects" (1993), with Lowe's memory of what was tried.
///
/// Goes on from a point (which operations have taken effect, and the state they led to) by any
/// operation that was invoked before the first of the others was answered. A point is visited once.
final class Search<S> {
  /// What an operation does, one after the other.
  @FunctionalInterface
  interface Specification<S> {
    /// The state after the operation; null when its answer does not fit `state`.
    @Nullable S after(S state, Operation operation);
  }

  /// The first `prefix` operations have taken effect, and those with the numbers in `beyond`.
  private record Point<S>(int prefix, TreeSet<Integer> beyond, S state) {}

  private final Specification<S> specification;
  private final List<Operation> operations;
  private final Set<Point<S>> visited = new HashSet<>();
  private int farthest;

  private Search(Specification<S> specification, List<Operation> operations) {
    this.specification = specification;
    this.operations =
        operations.stream().sorted(Comparator.comparingLong(Operation::invokedNanos)).toList();
  }

  /// The first operation behind the longest explanation; null when all can be explained.
  static <S> @Nullable Operation unexplained(
      Specification<S> specification, S initial, List<Operation> operations) {
    Search<S> search = new Search<>(specification, operations);
    return search.reachesEnd(initial) ? null : search.operations.get(search.farthest);
  }

  private boolean reachesEnd(S initial) {
    Deque<Iterator<Point<S>>> trail = new ArrayDeque<>();
    Point<S> start = new Point<>(0, new TreeSet<>(), initial);
    if (isEnd(start)) {
      return true;
    }
    trail.push(next(start).iterator());
    while (!trail.isEmpty()) {
      Iterator<Point<S>> choices = trail.peek();
      if (!choices.hasNext()) {
        trail.pop();
        continue;
      }
      Point<S> point = choices.next();
      if (isEnd(point)) {
        return true;
      }
      if (visited.add(point)) {
        trail.push(next(point).iterator());
      }
    }
    return false;
  }

  private boolean isEnd(Point<S> point) {
    farthest = Math.max(farthest, point.prefix());
    return point.prefix() == operations.size();
  }

  /// All points one operation further.
  private List<Point<S>> next(Point<S> point) {
    List<Point<S>> next = new ArrayList<>();
    long firstAnswer = Long.MAX_VALUE;
    for (int i = point.prefix(); i < operations.size(); i++) {
      Operation operation = operations.get(i);
      if (operation.invokedNanos() > firstAnswer) {
        break;
      }
      if (!point.beyond().contains(i)) {
        firstAnswer = Math.min(firstAnswer, operation.answeredNanos());
        S state = specification.after(point.state(), operation);
        if (state != null) {
          next.add(with(point, i, state));
        }
      }
    }
    return next;
  }

  private static <S> Point<S> with(Point<S> point, int number, S state) {
    TreeSet<Integer> beyond = new TreeSet<>(point.beyond());
    beyond.add(number);
    int prefix = point.prefix();
    while (beyond.remove(prefix)) {
      prefix++;
    }
    return new Point<>(prefix, beyond, state);
  }
}
