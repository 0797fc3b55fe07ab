package forum.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Scope;
import forum.protocol.TokenName;
import forum.protocol.UserName;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScriptTokensTest {
  private static final UserName HANS = new UserName("hans");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final ScriptTokens tokens = new ScriptTokens();

  private void add(long id, Instant expires) {
    TokenName name = new TokenName("t" + id);
    tokens.add(
        new ScriptToken(id, HANS, name, Scope.READ, "00".repeat(32), NOW, expires, null, null),
        NOW);
  }

  @Test
  void the_token_goes_that_was_the_first_to_be_over_whatever_the_clock_shows() {
    for (int id = 1; id <= ScriptTokens.PER_USER; id++) {
      add(id, NOW.plusSeconds(id == 2 ? -7200 : id == 1 ? -60 : 60));
    }
    add(100, NOW.plusSeconds(60));
    assertThat(tokens.find(2)).isNull();
    assertThat(tokens.find(1)).as("valid where the clock is an hour behind").isNotNull();
    tokens.revoke(7, NOW);
    add(101, NOW.plusSeconds(60));
    assertThat(tokens.find(7)).isNull();
    assertThat(tokens.find(1)).isNotNull();
  }
}
