package forum.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.UserName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginThrottleTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private final LoginThrottle throttle = new LoginThrottle();
  private final UserName yoda = new UserName("yoda");
  private final InetAddress here = address("192.168.1.14");
  private long now = Long.MAX_VALUE - 100 * SECOND; // the clock may wrap around

  @Test
  void five_mistakes_are_free() {
    assertThat(pauses(yoda, here, 4)).containsOnly(0L);
    assertThat(throttle.waitNanos(yoda, here, now)).isZero();
  }

  @Test
  void then_the_pause_doubles_up_to_a_minute() {
    pauses(yoda, here, 4);
    assertThat(pauses(yoda, here, 9)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void a_pause_passes_and_asking_does_not_prolong_it() {
    pauses(yoda, here, 5);
    now += SECOND / 4;
    assertThat(throttle.waitNanos(yoda, here, now)).isEqualTo(SECOND * 3 / 4);
    now += SECOND / 2;
    assertThat(throttle.waitNanos(yoda, here, now)).isEqualTo(SECOND / 4);
    now += SECOND / 4;
    assertThat(throttle.waitNanos(yoda, here, now)).isZero();
  }

  @Test
  void the_right_password_makes_up_for_the_wrong_ones() {
    pauses(yoda, here, 4);
    throttle.succeeded(yoda, here);
    assertThat(pauses(yoda, here, 4)).containsOnly(0L);
  }

  @Test
  void a_quarter_of_an_hour_makes_up_for_them_too() {
    pauses(yoda, here, 8);
    now += 15 * 60 * SECOND;
    assertThat(pauses(yoda, here, 4)).containsOnly(0L);
  }

  @Test
  void the_failures_are_counted() {
    throttle.failed(yoda, here, now);
    assertThat(throttle.failed(yoda, here, now)).isEqualTo(new LoginThrottle.Failed(2, 0));
  }

  @Test
  void a_user_is_known_in_all_of_the_network_around() {
    pauses(yoda, here, 5);
    assertThat(throttle.waitNanos(yoda, address("192.168.1.77"), now)).isEqualTo(SECOND);
    assertThat(throttle.waitNanos(yoda, address("192.168.2.14"), now)).isZero();
  }

  @Test
  void strangers_delay_a_user_by_two_seconds_and_not_longer() {
    for (int i = 0; i < 1000; i++) {
      throttle.failed(yoda, address("10." + i % 250 + "." + i / 250 + ".1"), now);
    }
    assertThat(throttle.waitNanos(yoda, here, now)).isEqualTo(2 * SECOND);
    now += SECOND;
    throttle.failed(yoda, address("10.0.0.1"), now);
    assertThat(throttle.waitNanos(yoda, here, now)).isEqualTo(SECOND);
    now += SECOND;
    assertThat(throttle.waitNanos(yoda, here, now)).isZero();
  }

  @Test
  void one_address_has_a_budget_for_all_names() {
    for (int i = 0; i < 19; i++) {
      assertThat(throttle.failed(new UserName("user" + i), here, now).pauseNanos()).isZero();
    }
    assertThat(throttle.failed(new UserName("user19"), here, now).pauseNanos())
        .isEqualTo(3 * SECOND);
    assertThat(throttle.waitNanos(yoda, here, now)).isEqualTo(3 * SECOND);
    assertThat(throttle.waitNanos(yoda, address("192.168.1.15"), now)).isZero();
    now += 3 * SECOND;
    assertThat(throttle.waitNanos(yoda, here, now)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2001:db8:1:2::1", "2001:db8:1:2:ffff::7"})
  void a_computer_has_many_addresses_of_version_6_and_one_budget(String other) {
    for (int i = 0; i < 20; i++) {
      throttle.failed(new UserName("user" + i), address("2001:db8:1:2:" + i + "::1"), now);
    }
    assertThat(throttle.waitNanos(yoda, address(other), now)).isPositive();
    assertThat(throttle.waitNanos(yoda, address("2001:db8:1:3::1"), now)).isZero();
  }

  @Test
  void the_users_of_this_computer_do_not_share_a_budget() {
    InetAddress loopback = address("127.0.0.1");
    for (int i = 0; i < 1000; i++) {
      throttle.failed(new UserName("user" + i), loopback, now);
    }
    assertThat(throttle.waitNanos(yoda, loopback, now)).isZero();
  }

  @Test
  void asking_for_many_names_makes_nothing_forgotten() {
    pauses(yoda, here, 5);
    for (int i = 0; i < 20_000; i++) {
      throttle.waitNanos(new UserName("user" + i), here, now);
    }
    assertThat(throttle.waitNanos(yoda, here, now)).isEqualTo(SECOND);
  }

  @Test
  void ten_thousand_guesses_take_more_than_five_hours() {
    long begin = now;
    for (int i = 0; i < 10_000; i++) {
      UserName target = new UserName("user" + i % 1000);
      now += throttle.waitNanos(target, here, now);
      throttle.failed(target, here, now);
    }
    assertThat(Duration.ofNanos(now - begin)).isGreaterThan(Duration.ofHours(5));
  }

  private List<Long> pauses(UserName user, InetAddress address, int failures) {
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < failures; i++) {
      now += throttle.waitNanos(user, address, now);
      seconds.add(throttle.failed(user, address, now).pauseNanos() / SECOND);
    }
    return seconds;
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
