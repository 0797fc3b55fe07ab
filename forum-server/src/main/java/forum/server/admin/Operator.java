package forum.server.admin;

import forum.machine.Ticker;
import java.io.PrintStream;

/// Who gives a command, and waits for its outcome.
///
/// @param out what was asked for
/// @param err what went wrong
record Operator(Ticker ticker, PrintStream out, PrintStream err) {}
