package forum.protocol.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.machine.Chance;
import forum.protocol.InvalidValue;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.UserName;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Both sides of the login against each other, and against the example of RFC 7677.
class LoginTest {
  private static final int ROUNDS = 4096;
  private static final String VISIBLE = "abcXYZ0189~!@#$%^&*_-+=`|\\(){}[]:;\"'<>,.?/";
  private final Random random = new Random(42);
  private final Chance chance = random::nextBytes;
  private final UserName yoda = new UserName("yoda");
  private final Password password = Password.of("jedi*knight");
  private final Request.LoginStart start = start(yoda, Nonce.random(chance));
  private final Verifier verifier = Verifier.of(password, chance.bytes(16), ROUNDS);
  private final ServerLogin server =
      ServerLogin.known(start, verifier, chance, ChannelBinding.NONE);
  private final ClientLogin client = client(yoda, start.cnonce());

  @Test
  void speaks_the_example_of_rfc_7677() throws BadChallenge {
    Request.LoginStart hello = start(new UserName("user"), "rOprNGfwEbeRWgbNEkqO");
    byte[] salt = Verifier.decoded("W22ZaJ0SNY7soEsUEjb6gQ==");
    Password pencil = Password.of("pencil");
    ServerLogin server =
        ServerLogin.known(
            hello,
            Verifier.of(pencil, salt, 4096),
            "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
            ChannelBinding.NONE);
    ClientLogin client = client(hello.user(), hello.cnonce());
    Request.LoginFinish finish = client.finish(server.challenge(), pencil, true);
    assertThat(finish.proof()).isEqualTo("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    assertThat(server.signature(finish)).contains("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    assertThat(client.isTrusted(session("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="))).isTrue();
  }

  @Test
  void signs_what_rfc_5802_prescribes() {
    Transcript said =
        new Transcript(
            new UserName("a,b=c"), "cn", "cnsn", new byte[] {0, 1}, 4096, ChannelBinding.NONE);
    assertThat(said.text()).isEqualTo("n=a=2Cb=3Dc,r=cn,r=cnsn,s=AAE=,i=4096,c=biws,r=cnsn");
  }

  @Test
  void lets_in_whoever_knows_the_password_whatever_name_and_password_are() throws BadChallenge {
    for (int i = 0; i < 50; i++) {
      UserName user = new UserName(word(1 + random.nextInt(64)));
      Password secret = Password.of(word(1 + random.nextInt(256)));
      Request.LoginStart start = start(user, Nonce.random(chance));
      ServerLogin registration = ServerLogin.fresh(start, ROUNDS, chance, ChannelBinding.NONE);
      Verifier kept =
          registration.verifier(
              client(user, start.cnonce())
                  .register(registration.challenge(), secret, chance, false));
      assertThat(canLogIn(user, kept, secret)).isTrue();
      assertThat(canLogIn(user, kept, Password.of(word(20)))).isFalse();
    }
  }

  private boolean canLogIn(UserName user, Verifier kept, Password secret) throws BadChallenge {
    Request.LoginStart start = start(user, Nonce.random(chance));
    ServerLogin server = ServerLogin.known(start, kept, chance, ChannelBinding.NONE);
    ClientLogin client = client(user, start.cnonce());
    return server
        .signature(client.finish(server.challenge(), secret, false))
        .map(signature -> client.isTrusted(session(signature)))
        .orElse(false);
  }

  @Test
  void says_whether_the_name_is_free() {
    assertThat(server.challenge().fresh()).isFalse();
    assertThat(fresh().challenge().fresh()).isTrue();
  }

  @Test
  void a_proof_counts_in_its_own_channel_only() throws BadChallenge {
    ChannelBinding its = ChannelBinding.tlsExporter(new byte[] {1});
    ChannelBinding other = ChannelBinding.tlsExporter(new byte[] {2});
    ServerLogin server = ServerLogin.known(start, verifier, chance, its);
    Reply.Challenge challenge = server.challenge();
    assertThat(server.signature(finish(challenge, its))).isPresent();
    assertThat(server.signature(finish(challenge, other))).isEmpty();
    assertThat(server.signature(finish(challenge, ChannelBinding.NONE))).isEmpty();
  }

  private Request.LoginFinish finish(Reply.Challenge challenge, ChannelBinding binding)
      throws BadChallenge {
    return new ClientLogin(yoda, start.cnonce(), binding, ROUNDS)
        .finish(challenge, password, false);
  }

  @Test
  void a_proof_counts_for_its_own_challenge_only() throws BadChallenge {
    Request.LoginFinish finish = client.finish(server.challenge(), password, false);
    ServerLogin later = ServerLogin.known(start, verifier, chance, ChannelBinding.NONE);
    assertThat(later.signature(finish)).isEmpty();
    assertThat(
            later.signature(
                new Request.LoginFinish(later.challenge().snonce(), finish.proof(), false)))
        .isEmpty();
  }

  @Test
  void hands_over_a_stronger_verifier_of_the_same_password_when_asked() throws BadChallenge {
    Reply.Challenge asking = server.challenge(ROUNDS + 1);
    Request.LoginFinish finish = client.renew(asking, password, chance, false);
    assertThat(server.signature(finish)).isPresent();
    Verifier renewed = Verifier.of(Objects.requireNonNull(finish.renewal()), ROUNDS + 1);
    assertThat(renewed.rounds()).isEqualTo(ROUNDS + 1);
    assertThat(renewed.isOf(password)).isTrue();
    assertThat(client.renew(server.challenge(), password, chance, false).renewal()).isNull();
    assertThatThrownBy(() -> Verifier.of(finish.renewal(), ROUNDS + 2))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void hands_over_no_verifier_that_is_easier_to_guess_from() {
    for (int rounds : new int[] {ROUNDS - 1, Limits.PASSWORD_ROUNDS_MAX + 1}) {
      assertThatThrownBy(() -> client.renew(server.challenge(rounds), password, chance, false))
          .isInstanceOf(BadChallenge.class)
          .hasMessageContaining("verifier of " + rounds);
    }
  }

  @Test
  void another_password_comes_with_the_proof_of_this_one() throws BadChallenge {
    Password wanted = Password.of("another one");
    Request.PasswordFinish change = client.change(server.challenge(), password, wanted, chance);
    assertThat(server.signature(change.snonce(), change.proof())).isPresent();
    assertThat(Verifier.of(change.verifier(), ROUNDS).isOf(wanted)).isTrue();
    Request.PasswordFinish wrong = client.change(server.challenge(), wanted, wanted, chance);
    assertThat(server.signature(wrong.snonce(), wrong.proof())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "not base64!", "\u0000"})
  void a_malformed_proof_is_a_wrong_one(String proof) {
    String snonce = server.challenge().snonce();
    assertThat(server.signature(new Request.LoginFinish(snonce, proof, false))).isEmpty();
  }

  @Test
  void every_flipped_bit_of_a_proof_makes_it_wrong() throws BadChallenge {
    Request.LoginFinish finish = client.finish(server.challenge(), password, false);
    for (int bit = 0; bit < 256; bit++) {
      byte[] proof = Verifier.decoded(finish.proof());
      proof[bit / 8] ^= (byte) (1 << bit % 8);
      Request.LoginFinish forged =
          new Request.LoginFinish(finish.snonce(), Verifier.encoded(proof), false);
      assertThat(server.signature(forged)).isEmpty();
    }
  }

  @Test
  void a_decoy_lets_nobody_in() throws BadChallenge {
    Verifier decoy = Verifier.decoy(chance.bytes(32), yoda, ROUNDS);
    ServerLogin server = ServerLogin.known(start, decoy, chance, ChannelBinding.NONE);
    assertThat(server.signature(client.finish(server.challenge(), password, false))).isEmpty();
  }

  @Test
  void the_client_trusts_only_a_server_that_has_the_verifier() throws BadChallenge {
    assertThat(client.isTrusted(session("AAAA"))).as("before the proof").isFalse();
    client.finish(server.challenge(), password, false);
    assertThat(client.isTrusted(session("A".repeat(43) + "="))).isFalse();
    assertThat(client.isTrusted(session("not base64!"))).isFalse();
    assertThat(client.isTrusted(new Reply.Session("", null, 1, 1, null))).isFalse();
  }

  @Test
  void the_client_answers_no_challenge_for_somebody_else() {
    refused(new Reply.Challenge("another", salt(), ROUNDS, false), "answers another login");
    refused(new Reply.Challenge(start.cnonce(), salt(), ROUNDS, false), "answers another login");
  }

  @Test
  void the_client_gives_no_proof_that_is_cheap_to_guess_from() {
    refused(
        new Reply.Challenge(start.cnonce() + "x", salt(), ROUNDS - 1, false),
        "the server asks for 4095 rounds of hashing, at least 4096 are safe");
  }

  @Test
  void the_client_does_not_compute_for_ever() {
    refused(
        new Reply.Challenge(start.cnonce() + "x", salt(), Integer.MAX_VALUE, false),
        "makes no sense");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "not base64!"})
  void the_client_wants_a_real_salt(String salt) {
    refused(new Reply.Challenge(start.cnonce() + "x", salt, ROUNDS, false), "makes no sense");
  }

  private void refused(Reply.Challenge challenge, String reason) {
    assertThatThrownBy(() -> client.finish(challenge, password, false))
        .isInstanceOf(BadChallenge.class)
        .hasMessageContaining(reason);
    assertThatThrownBy(() -> client.register(challenge, password, chance, false))
        .isInstanceOf(BadChallenge.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "with,comma,0123456", "with blank 012345"})
  void the_server_wants_a_real_nonce(String cnonce) {
    assertThatThrownBy(
            () -> ServerLogin.known(start(yoda, cnonce), verifier, chance, ChannelBinding.NONE))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void nobody_registers_a_name_that_is_taken_or_for_another_challenge() throws BadChallenge {
    Request.Register register = client.register(fresh().challenge(), password, chance, false);
    assertThatThrownBy(() -> server.verifier(register)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> fresh().verifier(register)).isInstanceOf(InvalidValue.class);
  }

  @Test
  void a_new_password_costs_at_least_what_the_server_asks_for() {
    ServerLogin fresh = ServerLogin.fresh(start, 5000, chance, ChannelBinding.NONE);
    String key = "A".repeat(43) + "=";
    Request.Register cheap =
        new Request.Register(fresh.challenge().snonce(), salt(), 4999, key, key, false);
    assertThatThrownBy(() -> fresh.verifier(cheap)).hasMessage("4999 rounds, expected 5000");
  }

  @Test
  void a_fresh_name_has_no_password_to_prove() throws BadChallenge {
    ServerLogin fresh = fresh();
    assertThat(fresh.signature(client.finish(fresh.challenge(), password, false))).isEmpty();
  }

  private ServerLogin fresh() {
    return ServerLogin.fresh(start, ROUNDS, chance, ChannelBinding.NONE);
  }

  private String salt() {
    return Verifier.encoded(chance.bytes(16));
  }

  private String word(int length) {
    StringBuilder word = new StringBuilder();
    random.ints(length, 0, VISIBLE.length()).forEach(i -> word.append(VISIBLE.charAt(i)));
    return word.toString();
  }

  private static Request.LoginStart start(UserName user, String cnonce) {
    return new Request.LoginStart(user, cnonce, "test", 1, false);
  }

  private static ClientLogin client(UserName user, String cnonce) {
    return new ClientLogin(user, cnonce, ChannelBinding.NONE, ROUNDS);
  }

  private static Reply.Session session(String signature) {
    return new Reply.Session("", signature, 1, 1, null);
  }
}
