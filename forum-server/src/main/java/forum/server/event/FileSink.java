package forum.server.event;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The log file: at most ten of about 16 MB, the newest without a number.
///
/// Logback writes and rolls it. It is set up here, in a context of its own, because finding its
/// configuration by itself would take longer than the rest of the server's start.
final class FileSink implements EventSink {
  private static final int FILE_BYTES = 16_000_000;
  private static final int OLDER_FILES = 9;

  private final LoggerContext context = new LoggerContext();
  private final Logger logger = context.getLogger("forum");
  private final Path file;
  private final LogFormat format;
  private final TimeText times = LogFormat.times();
  private final int fileBytes;
  private RollingFileAppender<ILoggingEvent> appender;

  /// Continues the file, or begins it and the folders it lies in.
  ///
  /// @throws IOException when it cannot be written
  FileSink(Path file, LogFormat format) throws IOException {
    this(file, format, FILE_BYTES);
  }

  FileSink(Path file, LogFormat format, int fileBytes) throws IOException {
    this.file = file.toAbsolutePath();
    this.format = format;
    this.fileBytes = fileBytes;
    context.setMDCAdapter(new LogbackMDCAdapter());
    appender = started();
  }

  private RollingFileAppender<ILoggingEvent> started() throws IOException {
    makeWritable();
    RollingFileAppender<ILoggingEvent> made = new RollingFileAppender<>();
    made.setContext(context);
    made.setName("file");
    made.setFile(file.toString());
    made.setEncoder(encoder());
    made.setImmediateFlush(false);
    made.setRollingPolicy(rolling(made));
    made.setTriggeringPolicy(triggering());
    made.start();
    if (!made.isStarted()) {
      throw new IOException("logback cannot write " + file);
    }
    logger.addAppender(made);
    return made;
  }

  /// Logback would keep to itself why it cannot.
  private void makeWritable() throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
  }

  private PatternLayoutEncoder encoder() {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%m%n");
    encoder.start();
    return encoder;
  }

  private FixedWindowRollingPolicy rolling(RollingFileAppender<ILoggingEvent> parent) {
    FixedWindowRollingPolicy policy = new FixedWindowRollingPolicy();
    policy.setContext(context);
    policy.setParent(parent);
    policy.setFileNamePattern(file + ".%i");
    policy.setMaxIndex(OLDER_FILES);
    policy.start();
    return policy;
  }

  private SizeBasedTriggeringPolicy<ILoggingEvent> triggering() {
    SizeBasedTriggeringPolicy<ILoggingEvent> policy = new SizeBasedTriggeringPolicy<>();
    policy.setContext(context);
    policy.setMaxFileSize(new FileSize(fileBytes));
    policy.setCheckIncrement(Duration.buildByMilliseconds(100)); // else once a minute
    policy.start();
    return policy;
  }

  @Override
  public void write(Stamped stamped) throws IOException {
    if (stamped.event() instanceof ConditionEvent.LogReopened) {
      logger.detachAndStopAllAppenders();
      appender = started();
    }
    logger.info(format.line(times.of(stamped.time()), stamped.event()));
  }

  @Override
  public void flush() throws IOException {
    appender.getOutputStream().flush();
  }

  @Override
  public void close() {
    context.stop();
  }
}
