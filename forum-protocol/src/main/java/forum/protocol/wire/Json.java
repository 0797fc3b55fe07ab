package forum.protocol.wire;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonIOException;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import forum.protocol.FileName;
import forum.protocol.InvalidValue;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Records as JSON text in UTF-8 and back.
///
/// Gson alone, even when strict, lets absent members through as null, takes half a character for a
/// question mark and the last of two equal keys; so what it returns is checked here: a component
/// that is not [Nullable] must be present.
public final class Json {
  private static final Gson GSON =
      new GsonBuilder()
          .setStrictness(Strictness.STRICT)
          .disableHtmlEscaping()
          .registerTypeAdapter(ThreadTitle.class, word(ThreadTitle::new))
          .registerTypeAdapter(FileName.class, word(FileName::new))
          .registerTypeAdapter(UserName.class, word(UserName::new))
          .create();

  /// The accessors of a record's components that must be present.
  private static final ClassValue<List<Method>> REQUIRED =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
          return Stream.of(type.getRecordComponents())
              .filter(it -> !it.getAnnotatedType().isAnnotationPresent(Nullable.class))
              .map(RecordComponent::getAccessor)
              .peek(accessor -> accessor.setAccessible(true)) // the record may be somebody's own
              .toList();
        }
      };

  /// Records that are one string; their constructors see to it.
  private static final Set<Class<?>> WORDS =
      Set.of(ThreadTitle.class, FileName.class, UserName.class);

  /// The accessors of a record's components that may hold records of their own.
  private static final ClassValue<List<Method>> NESTED =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
          return Stream.of(type.getRecordComponents())
              .filter(it -> it.getType() == List.class || it.getType().isRecord())
              .filter(it -> !WORDS.contains(it.getType()))
              .map(RecordComponent::getAccessor)
              .peek(accessor -> accessor.setAccessible(true)) // the record may be somebody's own
              .toList();
        }
      };

  private Json() {}

  /// A record, list or map as JSON.
  public static byte[] write(Object value) {
    return text(value).getBytes(StandardCharsets.UTF_8);
  }

  static String text(Object value) {
    return GSON.toJson(value);
  }

  /// Reads a record.
  ///
  /// @throws InvalidValue with a sentence for the sender when it is not one of this type
  public static <T> T read(byte[] json, Class<T> type) {
    return complete(parse(json, type), type.getSimpleName());
  }

  static <T> T parse(byte[] json, Class<T> type) {
    return parse(decoded(json), type);
  }

  /// Strictly decoded.
  static String decoded(byte[] json) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidValue("not UTF-8");
    }
  }

  static <T> T parse(String json, Class<T> type) {
    try {
      T value = GSON.fromJson(json, type);
      if (value == null) {
        throw new InvalidValue("empty JSON");
      }
      completeParts(value);
      return value;
    } catch (JsonParseException | IllegalStateException e) {
      throw reason(e);
    }
  }

  /// One member of an object, null when it is missing or no string. Looks no further, so that
  /// [#parse] still has to find out whether the rest is JSON.
  static @Nullable String member(String json, String name) {
    try (JsonReader in = GSON.newJsonReader(new StringReader(json))) {
      in.beginObject();
      while (in.hasNext()) {
        if (in.nextName().equals(name)) {
          return in.peek() == JsonToken.STRING ? in.nextString() : null;
        }
        in.skipValue();
      }
      return null;
    } catch (IOException | IllegalStateException e) {
      throw new InvalidValue("not JSON of the expected form");
    }
  }

  static <T> T complete(T value, String name) {
    if (value.getClass().isRecord()) {
      for (Method accessor : REQUIRED.get(value.getClass())) {
        if (member(accessor, value) == null) {
          throw new InvalidValue(name + " needs a member \"" + accessor.getName() + "\"");
        }
      }
    }
    return value;
  }

  /// Sees that records within `value` have what they must have; `value` itself is the caller's.
  private static void completeParts(Object value) {
    if (value.getClass().isRecord()) {
      for (Method accessor : NESTED.get(value.getClass())) {
        completePart(member(accessor, value));
      }
    }
  }

  private static void completePart(@Nullable Object part) {
    if (part instanceof List<?> list) {
      for (Object item : list) {
        if (item == null) {
          throw new InvalidValue("a list here must not contain null");
        }
        completePart(item);
      }
    } else if (part != null && part.getClass().isRecord()) {
      completeParts(complete(part, part.getClass().getSimpleName()));
    }
  }

  private static @Nullable Object member(Method accessor, Object value) {
    try {
      return accessor.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InvalidValue reason(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidValue invalid) {
        return invalid;
      }
    }
    return new InvalidValue("not JSON of the expected form");
  }

  private static <T> TypeAdapter<T> word(Function<String, T> reader) {
    return new TypeAdapter<>() {
      @Override
      public void write(JsonWriter out, @Nullable T value) throws IOException {
        out.value(value == null ? null : value.toString());
      }

      @Override
      public T read(JsonReader in) throws IOException {
        if (in.peek() != JsonToken.STRING) {
          throw new JsonIOException("", new InvalidValue("a name must be a string"));
        }
        return reader.apply(in.nextString());
      }
    };
  }
}
