package forum.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import forum.protocol.UserName;
import forum.protocol.login.Password;
import forum.protocol.login.Verifier;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsFileTest {
  private final Verifier verifier = Verifier.of(Password.of("pencil"), new byte[16], 4096);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hans falcon*solo\nyoda jedi*knight\n",
        "hans falcon*solo\nyoda jedi*knight",
        "hans falcon*solo\r\nyoda jedi*knight\r\n",
        "\nhans falcon*solo\n\n\nyoda jedi*knight\n\n",
        " hans  falcon*solo \n\tyoda\tjedi*knight",
        "\uFEFFhans falcon*solo\nyoda jedi*knight\n"
      })
  void reads_what_editors_and_the_classic_forum_leave(String text) {
    CredentialsFile file = parse(text);
    assertThat(names(file)).containsExactly("hans", "yoda");
    assertThat(file.remarks()).isEmpty();
    assertThat(isClear(file, 1, "jedi*knight")).isTrue();
  }

  @Test
  void nothing_is_a_file_too() {
    assertThat(parse("").lines()).isEmpty();
    assertThat(parse("\n\n").bytes()).isEmpty();
  }

  @Test
  void reads_verifiers() {
    CredentialsFile file = parse("yoda " + verifier.text() + "\n");
    assertThat(file.entries().get(0).credential()).isEqualTo(new Credential.Hashed(verifier));
  }

  @Test
  void takes_all_characters_of_the_classic_forum() {
    String all = "azAZ09~!@#$%^&*_-+=`|\\(){}[]:;\"'<>,.?/";
    CredentialsFile file = parse(all + " " + all);
    assertThat(names(file)).containsExactly(all);
    assertThat(isClear(file, 0, all)).isTrue();
  }

  @Test
  void of_two_lines_with_one_name_the_last_counts_and_that_is_said() {
    CredentialsFile file = parse("yoda old\nhans falcon\nyoda new\n");
    assertThat(names(file)).containsExactly("yoda", "hans");
    assertThat(isClear(file, 0, "new")).isTrue();
    assertThat(file.remarks()).containsExactly("credentials.txt has yoda twice: line 3 counts");
  }

  @ParameterizedTest
  @CsvSource({
    "secret, 'found 1 words, expected \"name password\"'",
    "yoda secret three, 'found 3 words, expected \"name password\"'",
    "y\u00F6da secret, 'a user name is one word of letters, digits and ASCII punctuation, "
        + "without blanks'",
    "yoda sec\u0007ret, a password must not contain controls or invisible characters",
    "yoda $scram-sha-256$i=4096$secret, not $scram-sha-256$i=ROUNDS$SALT$KEY$KEY"
  })
  void a_line_without_sense_is_reported_without_its_secrets_and_stays(String line, String why) {
    CredentialsFile file = parse("\nhans falcon\n" + line + "\nleia x\n");
    assertThat(names(file)).containsExactly("hans", "leia");
    assertThat(file.remarks())
        .containsExactly("credentials.txt line 3 is not used but left there: " + why);
    assertThat(text(file)).isEqualTo("hans falcon\n" + line + "\nleia x\n");
  }

  @Test
  void bytes_that_are_no_text_stay_as_they_are() {
    byte[] bytes = {'a', ' ', (byte) 0xff, (byte) 0xc3, '\n'};
    CredentialsFile file = CredentialsFile.parse(bytes);
    assertThat(file.entries()).isEmpty();
    assertThat(file.remarks()).singleElement().asString().endsWith("not UTF-8");
    assertThat(file.bytes()).isEqualTo(bytes);
  }

  @Test
  void accounts_stand_where_they_stood_and_new_ones_last() {
    CredentialsFile file = parse("yoda jedi*knight\nbroken\nhans falcon*solo");
    CredentialsFile updated =
        file.with(List.of(account("hans"), account("leia"), account("yoda")), raw(file));
    assertThat(text(updated).replace(verifier.text(), "V"))
        .isEqualTo("yoda V\nbroken\nhans V\nleia V\n");
  }

  @Test
  void a_line_written_by_hand_meanwhile_stays() {
    CredentialsFile file = parse("yoda new\nhans falcon\nluke force\n");
    CredentialsFile updated =
        file.with(List.of(account("yoda"), account("hans")), Set.of("yoda old", "hans falcon"));
    assertThat(text(updated).replace(verifier.text(), "V"))
        .isEqualTo("yoda new\nhans V\nluke force\n");
  }

  @Test
  void any_bytes_can_be_read_and_what_is_written_reads_the_same() {
    Random random = new Random(11);
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = random.nextInt(4) == 0 ? (byte) "\n\r a$".charAt(random.nextInt(5)) : bytes[j];
      }
      CredentialsFile file = CredentialsFile.parse(bytes);
      byte[] written = file.bytes();
      assertThat(CredentialsFile.parse(written).bytes()).isEqualTo(written);
    }
  }

  private Account account(String name) {
    return Account.fresh(new UserName(name), verifier);
  }

  private static Set<String> raw(CredentialsFile file) {
    return Set.copyOf(file.lines().stream().map(CredentialsFile.Line::raw).toList());
  }

  private static boolean isClear(CredentialsFile file, int index, String password) {
    return file.entries().get(index).credential() instanceof Credential.Clear(Password found)
        && Verifier.of(found, new byte[16], 4096).isOf(Password.of(password));
  }

  private static List<String> names(CredentialsFile file) {
    return file.entries().stream().map(entry -> entry.name().text()).toList();
  }

  private static CredentialsFile parse(String text) {
    return CredentialsFile.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(CredentialsFile file) {
    return new String(file.bytes(), StandardCharsets.UTF_8);
  }
}
