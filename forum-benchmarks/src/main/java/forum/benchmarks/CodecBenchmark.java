package forum.benchmarks;

import forum.protocol.Code;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import forum.protocol.line.LineCodec;
import forum.protocol.line.ThreadLine;
import forum.protocol.wire.Body;
import forum.server.model.Event;
import forum.server.model.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What reading and writing costs on the way of one post of 200 bytes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
  private static final ThreadTitle TITLE = new ThreadTitle("general");
  private static final UserName USER = new UserName("yoda");
  private static final Instant AT = Instant.parse("2026-01-31T10:02:11.483Z");
  private static final String TEXT = "words ".repeat(33);

  private final Reply reply = Reply.post(Code.OK, new Reply.Post(1234, 567_890, 0, null));
  private final byte[] request =
      Body.request(new Request.PostMessage(TITLE), TEXT.getBytes(StandardCharsets.UTF_8)).bytes();
  private final JournalEntry entry =
      new JournalEntry(
          AT,
          new JournalEntry.Answered("0123456789abcdef0123456789abcdef", 17, 17, reply),
          new Event.MessagePosted(42, USER, 1234, TEXT),
          null);
  private final byte[] journaled = entry.bytes();
  private final ThreadLine line = new ThreadLine.Message(1234, USER, TEXT, AT, 567_890, 0);

  /// The request, from the datagram.
  @Benchmark
  public Request readRequest() {
    return Body.of(request).request();
  }

  /// The answer, for the datagram.
  @Benchmark
  public byte[] writeReply() {
    return Body.reply(reply).bytes();
  }

  /// The record of the journal.
  @Benchmark
  public byte[] writeEntry() {
    return entry.bytes();
  }

  /// The record again, at a start.
  @Benchmark
  public JournalEntry readEntry() {
    return JournalEntry.of(journaled);
  }

  /// The line of the thread's file.
  @Benchmark
  public byte[] writeLine() {
    return LineCodec.write(line);
  }
}
