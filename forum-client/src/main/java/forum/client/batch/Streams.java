package forum.client.batch;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/// The three standard streams.
///
/// @param inputIsTerminal whether a person types what comes in
/// @param error takes UTF-8
/// @param errorIsTerminal whether somebody watches it
public record Streams(
    InputStream input,
    boolean inputIsTerminal,
    OutputStream output,
    PrintStream error,
    boolean errorIsTerminal) {}
