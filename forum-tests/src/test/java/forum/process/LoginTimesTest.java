package forum.process;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.Code;
import forum.protocol.Limits;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.login.Nonce;
import forum.protocol.login.Verifier;
import forum.protocol.wire.Body;
import forum.testkit.SeededChance;
import forum.testkit.process.ForumProcess;
import forum.testkit.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Whether a stranger could tell by a clock which names exist on a server that hides them.
@ExtendWith(NothingLeft.class)
class LoginTimesTest {
  private static final int MEASURED = Integer.getInteger("forum.logins", 2_000);
  private static final int WARM_UP = 2_000;
  private static final int KEY_BYTES = 32;
  private static final double SIGNIFICANT = 0.01;

  /// Nanoseconds until the answers to the two steps of each login.
  private record Times(List<Long> starts, List<Long> finishes) {
    Times() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  @TempDir private Path folder;

  private final SeededChance chance = new SeededChance(1);

  @Test
  @Tag("campaign")
  void an_unknown_name_takes_as_long_as_a_wrong_password() throws Exception {
    List<Boolean> order = new ArrayList<>(Collections.nCopies(WARM_UP + MEASURED, true));
    order.addAll(Collections.nCopies(WARM_UP + MEASURED, false));
    Collections.shuffle(order, new Random(1));
    settle(order);
    Times known = new Times();
    Times unknown = new Times();
    try (ForumProcess server =
            ForumProcess.start(
                folder, Ports.free(), "--closed", "--quota", "login-queries-per-second=1000000");
        RawPeer peer = new RawPeer(server.address())) {
      for (int i = 0; i < order.size(); i++) {
        login(peer, name(i), i < 2 * WARM_UP ? new Times() : order.get(i) ? known : unknown);
      }
    }
    KolmogorovSmirnov starts = KolmogorovSmirnov.of(known.starts(), unknown.starts());
    KolmogorovSmirnov finishes = KolmogorovSmirnov.of(known.finishes(), unknown.finishes());
    System.out.printf(
        "%d wrong passwords, %d unknown names; start: %s; finish: %s%n",
        known.starts().size(), unknown.starts().size(), starts, finishes);
    assertThat(starts.p()).as("%s", starts).isGreaterThan(SIGNIFICANT);
    assertThat(finishes.p()).as("%s", finishes).isGreaterThan(SIGNIFICANT);
  }

  /// Accounts as the server would make them, whose passwords nobody knows. Each name is tried once,
  /// so that nobody is slowed down.
  private void settle(List<Boolean> order) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i)) {
        byte[] salt = chance.bytes(Verifier.SALT_BYTES);
        byte[] stored = chance.bytes(KEY_BYTES);
        byte[] server = chance.bytes(KEY_BYTES);
        Verifier verifier = new Verifier(salt, Limits.PASSWORD_ROUNDS, stored, server);
        lines.add(name(i) + " " + verifier.text());
      }
    }
    Files.write(folder.resolve("credentials.txt"), lines);
  }

  private static String name(int number) {
    return "name%05d".formatted(number);
  }

  private void login(RawPeer peer, String user, Times times) throws Exception {
    String start =
        """
        {"op":"LOGIN1","user":"%s","cnonce":"%s","agent":"raw","version":1,"takeover":false}"""
            .formatted(user, Nonce.random(chance));
    long beganNanos = System.nanoTime();
    Reply challenged = peer.query(start);
    times.starts().add(System.nanoTime() - beganNanos);
    String proof = Base64.getEncoder().encodeToString(chance.bytes(KEY_BYTES));
    String snonce = Objects.requireNonNull(challenged.challenge()).snonce();
    Request finish = new Request.LoginFinish(snonce, proof, false);
    byte[] bytes = Body.request(finish, new byte[0]).bytes();
    beganNanos = System.nanoTime();
    Reply refused = peer.query(bytes);
    times.finishes().add(System.nanoTime() - beganNanos);
    assertThat(refused.code()).as("%s", refused).isEqualTo(Code.AUTH_FAILED);
  }

  @Test
  void the_same_distribution_is_told_from_another_one() {
    Random random = new Random(1);
    List<Long> some = new ArrayList<>();
    List<Long> others = new ArrayList<>();
    List<Long> longer = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      some.add((long) (random.nextGaussian() * 1_000));
      others.add((long) (random.nextGaussian() * 1_000));
      longer.add((long) (random.nextGaussian() * 1_000) + 200);
    }
    assertThat(KolmogorovSmirnov.of(some, others).p()).isGreaterThan(SIGNIFICANT);
    assertThat(KolmogorovSmirnov.of(some, longer).p()).isLessThan(SIGNIFICANT);
    assertThat(KolmogorovSmirnov.of(List.of(1L, 2L), List.of(3L, 4L)).distance()).isOne();
    assertThat(KolmogorovSmirnov.of(some, some).distance()).isZero();
  }
}
