package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A test that leaves a process behind fails.
public final class NothingLeft implements AfterEachCallback {
  @Override
  public void afterEach(ExtensionContext context) {
    List<String> left =
        ProcessHandle.current()
            .descendants()
            .filter(ProcessHandle::isAlive)
            .map(process -> process.pid() + " " + process.info().commandLine().orElse(""))
            .toList();
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    assertThat(left).as("processes that were left running").isEmpty();
  }
}
