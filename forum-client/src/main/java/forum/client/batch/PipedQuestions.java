package forum.client.batch;

import forum.client.verb.Failure;
import forum.client.verb.LocalCode;
import forum.client.verb.LoginProblems;
import forum.client.verb.Problem;
import forum.protocol.Code;
import java.io.IOException;

/// The answers are the next lines of the standard input; the prompts go to standard error.
final class PipedQuestions implements Questions {
  private final ByteLines lines;
  private final Messages messages;

  PipedQuestions(ByteLines lines, Messages messages) {
    this.lines = lines;
    this.messages = messages;
  }

  @Override
  public String ask(String prompt) throws Failure {
    messages.prompt(prompt);
    String answer = line(prompt);
    messages.remark("");
    return answer;
  }

  @Override
  public String askSecret(String prompt) throws Failure {
    return ask(prompt);
  }

  private String line(String prompt) throws Failure {
    try {
      ByteLines.Line line = lines.next();
      if (line == null) {
        throw new Failure(
            LoginProblems.required("the input ended at \"" + prompt.strip() + "\"")
                .because("without -u its first two lines are user name and password"));
      }
      if (line.fault() != null) {
        throw new Failure(Problem.of(Code.USAGE, line.fault()));
      }
      return line.text();
    } catch (IOException e) {
      throw new Failure(Problem.of(LocalCode.LOCAL_FILE, "local: " + e.getMessage()));
    }
  }
}
