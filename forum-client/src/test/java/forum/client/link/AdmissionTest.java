package forum.client.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.client.link.ServerLink.Refused;
import forum.client.link.ServerLink.Welcome;
import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import forum.protocol.login.ChannelBinding;
import forum.protocol.login.Password;
import forum.protocol.login.ServerLogin;
import forum.protocol.login.Verifier;
import forum.protocol.wire.Token;
import forum.testkit.ManualTicker;
import forum.testkit.SeededChance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Against a server that forgets.
class AdmissionTest {
  private static final UserName ANN = new UserName("ann");
  private static final Password PASSWORD = Password.of("correct horse");

  private static final long TIMEOUT_NANOS = 30_000_000_000L;

  private final ManualTicker ticker = new ManualTicker();
  private final SeededChance chance = new SeededChance(1);
  private final List<Request> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<Token> entered = Collections.synchronizedList(new ArrayList<>());
  private final Admission admission =
      new Admission(
          ticker,
          TIMEOUT_NANOS,
          user -> new Login(user, false, chance),
          request -> CompletableFuture.completedFuture(new Answer(served(request), new byte[0])),
          entered::add);
  private @Nullable Verifier verifier;
  private @Nullable ServerLogin challenged;
  private int starts;

  /// What happens between the steps.
  private Runnable meanwhile = () -> {};

  private Reply served(Request request) {
    asked.add(request);
    return switch (request) {
      case Request.LoginStart start -> {
        ServerLogin login =
            verifier == null
                ? ServerLogin.fresh(start, Limits.PASSWORD_ROUNDS_MIN, chance, ChannelBinding.NONE)
                : ServerLogin.known(start, verifier, chance, ChannelBinding.NONE);
        challenged = login;
        yield Reply.challenge(login.challenge());
      }
      case Request.Register register -> {
        meanwhile.run();
        if (challenged == null) {
          yield forgotten();
        }
        verifier = challenged.verifier(register);
        yield session(null);
      }
      case Request.LoginFinish finish -> {
        meanwhile.run();
        yield challenged == null
            ? forgotten()
            : challenged.signature(finish).map(this::session).orElse(Reply.of(Code.AUTH_FAILED));
      }
      default -> throw new IllegalArgumentException(request.toString());
    };
  }

  private static Reply forgotten() {
    return Reply.refused(Code.AUTH_REQUIRED, "the login took too long, begin again");
  }

  private Reply session(@Nullable String signature) {
    return Reply.session(new Reply.Session(new Token(1, 2).hex(), signature, ++starts, 60, null));
  }

  /// Forgets so many challenges.
  private void forget(int times) {
    int[] left = {times};
    meanwhile =
        () -> {
          if (left[0]-- > 0) {
            challenged = null;
          }
        };
  }

  private Welcome login() throws Exception {
    try {
      return admission
          .begin(ANN, true, false)
          .thenCompose(step -> admission.finish(step, login -> login.proof(PASSWORD)))
          .get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Test
  void a_server_that_has_forgotten_is_told_again() throws Exception {
    login();
    asked.clear();
    forget(2);
    Welcome welcome = login();

    assertThat(welcome.fresh()).isFalse();
    assertThat(entered).hasSize(2);
    assertThat(asked).hasSize(6);
    assertThat(asked)
        .filteredOn(request -> request instanceof Request.LoginStart)
        .allMatch(start -> ((Request.LoginStart) start).takeover())
        .extracting(start -> ((Request.LoginStart) start).cnonce())
        .doesNotHaveDuplicates();
  }

  @Test
  void who_was_registered_without_hearing_of_it_is_let_in() throws Exception {
    int[] left = {1};
    meanwhile =
        () -> {
          if (left[0]-- > 0) { // registers, and is started anew before it can say so
            verifier = known();
            challenged = null;
          }
        };
    login();

    assertThat(entered).hasSize(1);
    assertThat(asked).last().isInstanceOf(Request.LoginFinish.class);
  }

  private Verifier known() {
    return Verifier.of(PASSWORD, new byte[Verifier.SALT_BYTES], Limits.PASSWORD_ROUNDS_MIN);
  }

  @Test
  void a_server_that_never_remembers_is_left_when_the_time_is_over() throws Exception {
    login();
    asked.clear();
    meanwhile =
        () -> {
          challenged = null;
          ticker.pass(TIMEOUT_NANOS / 3);
        };

    assertThatThrownBy(this::login)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reply().code()).isEqualTo(Code.AUTH_REQUIRED));
    assertThat(asked).hasSize(2 * 3);
  }

  @Test
  void who_wanted_to_log_in_is_not_registered_instead() throws Exception {
    login();
    meanwhile =
        () -> {
          verifier = null;
          challenged = null;
        };

    assertThatThrownBy(this::login).isInstanceOf(Refused.class);
    assertThat(verifier).isNull();
  }
}
