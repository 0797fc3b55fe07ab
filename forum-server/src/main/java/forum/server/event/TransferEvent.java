package forum.server.event;

import forum.protocol.UserName;
import java.util.Locale;

/// Bytes over TCP.
public sealed interface TransferEvent extends ServerEvent {
  /// What is transferred.
  enum Kind {
    /// An attachment to the server.
    UPLOAD,
    /// An attachment to the user.
    DOWNLOAD,
    /// A thread or a list that is too long for datagrams.
    VIEW;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What a transfer is about; `file` is empty for a view.
  record Subject(UserName user, Kind kind, String thread, String file) {
    String what() {
      return file.isEmpty() ? thread : file;
    }

    void describe(Fields fields) {
      fields.add("user", user.text()).add("kind", kind.toString()).add("thread", thread);
      if (!file.isEmpty()) {
        fields.add("file", file);
      }
    }
  }

  /// A transfer begins.
  record Began(Subject subject, long bytes) implements TransferEvent {
    @Override
    public String name() {
      return "transfer.start";
    }

    @Override
    public Phrase phrase() {
      return subject.kind() == Kind.VIEW
          ? Phrase.NONE
          : Phrase.of(subject.kind() + " of " + subject.what() + " begins", Shown.bytes(bytes));
    }

    @Override
    public void describe(Fields fields) {
      subject.describe(fields);
      fields.add("bytes", bytes);
    }
  }

  /// A transfer is over. After an upload the command follows that attaches the file.
  ///
  /// @param bytes that were moved this time
  /// @param ok whether all of them arrived
  record Ended(Subject subject, long bytes, long millis, boolean ok) implements TransferEvent {
    @Override
    public String name() {
      return "transfer.end";
    }

    @Override
    public Phrase phrase() {
      String detail = Shown.bytes(bytes) + "  " + Shown.rate(bytes, millis);
      if (!ok) {
        return Phrase.of(subject.kind() + " of " + subject.what() + " broke off", detail);
      }
      return switch (subject.kind()) {
        case UPLOAD -> Phrase.of("upload of " + subject.what() + " ends", detail);
        case DOWNLOAD ->
            Phrase.of(subject.file() + " downloaded from Thread " + subject.thread(), detail);
        case VIEW -> Phrase.NONE;
      };
    }

    @Override
    public void describe(Fields fields) {
      subject.describe(fields);
      fields.add("bytes", bytes).add("millis", millis).add("ok", Boolean.toString(ok));
    }
  }
}
