package forum.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import forum.protocol.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
  private record Own(String name, @Nullable Long number) {}

  @Test
  void a_record_that_is_private_to_its_reader_can_be_read() {
    Own own = new Own("it", 7L);
    assertThat(Json.read(Json.write(own), Own.class)).isEqualTo(own);
  }

  @Test
  void only_a_nullable_component_may_be_absent() {
    assertThat(Json.read(bytes("{\"name\":\"it\"}"), Own.class)).isEqualTo(new Own("it", null));
    assertThatThrownBy(() -> Json.read(bytes("{\"number\":7}"), Own.class))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("name");
  }

  private record Outer(List<Own> all, @Nullable Own one) {}

  @Test
  void a_record_within_a_record_must_have_its_members_too() {
    assertThat(Json.read(bytes("{\"all\":[{\"name\":\"a\"}]}"), Outer.class).all()).hasSize(1);
    for (String json :
        List.of("{\"all\":[null]}", "{\"all\":[{}]}", "{\"all\":[],\"one\":{\"number\":7}}")) {
      assertThatThrownBy(() -> Json.read(bytes(json), Outer.class))
          .isInstanceOf(InvalidValue.class);
    }
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
