package forum.client.verb;

import com.google.gson.JsonObject;
import forum.client.text.Line;
import forum.client.text.Look;
import java.util.List;

/// One element of a result: a message, a thread, a user.
public interface Item {
  /// For programs that read JSON, with its `type`.
  JsonObject json();

  /// For programs that read columns: nothing cut, nothing rounded.
  List<String> columns();

  /// For people.
  List<Line> lines(Look look);
}
