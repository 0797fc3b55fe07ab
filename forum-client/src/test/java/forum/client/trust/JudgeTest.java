package forum.client.trust;

import static org.assertj.core.api.Assertions.assertThat;

import forum.client.library.Contact.Met;
import forum.client.link.ServerKey;
import forum.machine.Ticker;
import forum.protocol.seal.Fingerprint;
import forum.protocol.seal.SelfSigned;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
  private static final String NAME = "lab:10005";

  private final PublicKey one = SelfSigned.create().getCertificateChain("")[0].getPublicKey();
  private final PublicKey other = SelfSigned.create().getCertificateChain("")[0].getPublicKey();
  private KnownServers known;

  @BeforeEach
  void nothingIsKnown(@TempDir Path folder) {
    known = new KnownServers(folder.resolve("known_servers"), Ticker.system());
  }

  private Judge judge(Optional<Fingerprint> wished, boolean acceptNew) {
    return new Judge(NAME, false, Optional.of(known), new Introduction.Wishes(wished, acceptNew));
  }

  private Met met(PublicKey key, boolean vouched) throws Exception {
    return judge(Optional.empty(), false).met(new ServerKey(key, vouched));
  }

  private Met wished(PublicKey key, boolean vouched) throws Exception {
    return judge(Optional.of(Fingerprint.of(key)), false).met(new ServerKey(key, vouched));
  }

  @Test
  void what_an_authority_vouches_for_is_right_each_time_and_not_remembered() throws Exception {
    assertThat(met(one, true)).isInstanceOf(Met.Known.class);
    assertThat(met(other, true)).as("renewed").isInstanceOf(Met.Known.class);
    assertThat(known.find(NAME)).isEmpty();
    assertThat(met(one, false)).isInstanceOf(Met.New.class);
  }

  @Test
  void another_key_than_the_remembered_one_is_not_right_whoever_vouches_for_it() throws Exception {
    known.remember(NAME, Fingerprint.of(one));

    assertThat(met(one, false)).isInstanceOf(Met.Known.class);
    assertThat(met(one, true)).isInstanceOf(Met.Known.class);
    assertThat(met(other, false)).isInstanceOf(Met.Changed.class);
    assertThat(met(other, true)).isInstanceOf(Met.Changed.class);
    assertThat(judge(Optional.empty(), true).met(new ServerKey(other, true)))
        .isInstanceOf(Met.Changed.class);
  }

  @Test
  void what_was_asked_for_takes_the_place_of_what_was_remembered() throws Exception {
    known.remember(NAME, Fingerprint.of(one));

    assertThat(judge(Optional.of(Fingerprint.of(one)), true).met(new ServerKey(other, true)))
        .isInstanceOf(Met.Wrong.class);
    assertThat(wished(other, false)).isInstanceOf(Met.Known.class);
    assertThat(known.find(NAME)).contains(Fingerprint.of(other));
  }

  @Test
  void a_wished_key_with_an_authority_behind_it_leaves_the_rest_to_the_authority()
      throws Exception {
    known.remember(NAME, Fingerprint.of(one));

    assertThat(wished(other, true)).isInstanceOf(Met.Known.class);
    assertThat(known.find(NAME)).isEmpty();
    assertThat(met(one, true)).isInstanceOf(Met.Known.class);
  }
}
