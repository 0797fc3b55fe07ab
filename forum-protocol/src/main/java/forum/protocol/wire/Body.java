package forum.protocol.wire;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonIOException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import forum.protocol.Code;
import forum.protocol.FileName;
import forum.protocol.InvalidValue;
import forum.protocol.Reply;
import forum.protocol.Request;
import forum.protocol.ThreadTitle;
import forum.protocol.UserName;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The body of a request or reply: a JSON object, and where there is more than structure, a zero
/// byte and the bytes themselves (the text of a post, a piece of a view). JSON text never contains
/// a zero byte, and bytes behind it need no escaping. PROTOCOL.md, section 3.
///
/// @param json the JSON object as UTF-8
/// @param tail the bytes behind it; empty when there are none
public record Body(byte[] json, byte[] tail) {
  private static final byte[] NOTHING = new byte[0];

  /// Every verb on the wire; a new request is added here and nowhere else in this package.
  private static final Map<String, Class<? extends Request>> VERBS =
      Map.ofEntries(
          Map.entry("CRT", Request.CreateThread.class),
          Map.entry("MSG", Request.PostMessage.class),
          Map.entry("EDT", Request.EditMessage.class),
          Map.entry("DLT", Request.DeleteMessage.class),
          Map.entry("RMV", Request.RemoveThread.class),
          Map.entry("UPC", Request.AttachFile.class),
          Map.entry("XIT", Request.Exit.class),
          Map.entry("LST", Request.ListThreads.class),
          Map.entry("RDT", Request.ReadThread.class),
          Map.entry("WHO", Request.ListUsers.class),
          Map.entry("UPD", Request.OfferUpload.class),
          Map.entry("DWN", Request.OfferDownload.class),
          Map.entry("LOGIN1", Request.LoginStart.class),
          Map.entry("LOGIN2", Request.LoginFinish.class),
          Map.entry("REGISTER", Request.Register.class),
          Map.entry("RESUME", Request.Resume.class));

  private static final Map<Class<? extends Request>, String> NAMES =
      VERBS.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

  private static final Gson GSON =
      new GsonBuilder()
          .setStrictness(Strictness.STRICT)
          .disableHtmlEscaping()
          .registerTypeAdapter(ThreadTitle.class, word(ThreadTitle::new))
          .registerTypeAdapter(FileName.class, word(FileName::new))
          .registerTypeAdapter(UserName.class, word(UserName::new))
          .create();

  /// Splits the bytes of a body.
  public static Body of(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return new Body(Arrays.copyOf(bytes, i), Arrays.copyOfRange(bytes, i + 1, bytes.length));
      }
    }
    return new Body(bytes, NOTHING);
  }

  /// The body as it travels.
  public byte[] bytes() {
    if (tail.length == 0) {
      return json;
    }
    byte[] bytes = Arrays.copyOf(json, json.length + 1 + tail.length);
    System.arraycopy(tail, 0, bytes, json.length + 1, tail.length);
    return bytes;
  }

  /// A request with the bytes behind it.
  public static Body request(Request request, byte[] tail) {
    JsonObject object = GSON.toJsonTree(request).getAsJsonObject();
    JsonObject named = new JsonObject();
    named.addProperty("op", verb(request));
    object.entrySet().forEach(member -> named.add(member.getKey(), member.getValue()));
    return new Body(utf8(GSON.toJson(named)), tail);
  }

  /// A reply with the bytes behind it.
  public static Body reply(Reply reply, byte[] tail) {
    return new Body(json(reply), tail);
  }

  /// A reply that is nothing but JSON.
  public static Body reply(Reply reply) {
    return reply(reply, NOTHING);
  }

  /// The word for a kind of request on the wire.
  public static String verb(Request request) {
    return Objects.requireNonNull(NAMES.get(request.getClass()));
  }

  /// Reads the JSON as a request.
  ///
  /// @throws InvalidValue when it is no request; the sentence is for the user
  public Request request() {
    JsonObject object = parse(JsonObject.class);
    JsonElement op = object.remove("op");
    if (op == null || !op.isJsonPrimitive()) {
      throw new InvalidValue("a request needs a member \"op\"");
    }
    Class<? extends Request> type = VERBS.get(op.getAsString());
    if (type == null) {
      throw new InvalidValue("unknown op; known are " + VERBS.keySet().stream().sorted().toList());
    }
    return complete(fromJson(object, type));
  }

  /// Reads the JSON as a reply.
  ///
  /// @throws MalformedDatagram when it is none
  public Reply reply() throws MalformedDatagram {
    try {
      Reply reply = parse(Reply.class);
      return reply.code() == null ? Reply.of(Code.INTERNAL) : reply;
    } catch (InvalidValue e) {
      throw new MalformedDatagram(String.valueOf(e.getMessage()));
    }
  }

  /// Any record as JSON, for journals and notices.
  public static byte[] json(Object value) {
    return utf8(GSON.toJson(value));
  }

  /// The JSON as a record of the given type, whose members the caller has to check for null.
  ///
  /// @throws InvalidValue when it is not JSON of that form
  public <T> T parse(Class<T> type) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      T value = GSON.fromJson(text, type);
      if (value == null) {
        throw new InvalidValue("empty JSON");
      }
      return value;
    } catch (CharacterCodingException e) {
      throw new InvalidValue("not UTF-8");
    } catch (JsonParseException | IllegalStateException e) {
      throw reason(e);
    }
  }

  private static <T> T fromJson(JsonObject object, Class<T> type) {
    try {
      return GSON.fromJson(object, type);
    } catch (JsonParseException | IllegalStateException e) {
      throw reason(e);
    }
  }

  /// Gson fills absent members with null; a request with a hole in it is refused here.
  private static Request complete(Request request) {
    for (RecordComponent component : request.getClass().getRecordComponents()) {
      boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (!optional && member(component, request) == null) {
        throw new InvalidValue(verb(request) + " needs a member \"" + component.getName() + "\"");
      }
    }
    return request;
  }

  private static @Nullable Object member(RecordComponent component, Request request) {
    try {
      return component.getAccessor().invoke(request);
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

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static <T> TypeAdapter<T> word(Function<String, T> reader) {
    return new TypeAdapter<>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        out.value(value == null ? null : value.toString());
      }

      @Override
      public T read(JsonReader in) throws IOException {
        if (in.peek() != JsonToken.STRING) {
          throw new JsonIOException(
              "expected a string", new InvalidValue("a name must be a string"));
        }
        return reader.apply(in.nextString());
      }
    };
  }
}
