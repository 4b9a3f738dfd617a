package org.plumbline.table;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;

/**
 * The one JSON mapper: records are the file format.
 *
 * <p>Keys are component names in kebab case ({@code log10P} is {@code log10-p}), in the order of
 * the components; those of a map are sorted. Empty optionals are absent, empty lists are written.
 * Enumerations are lower kebab case, dates ISO text, column types as {@link TypeText} has them.
 * Doubles are written by Jackson's own shortest form, which no Java version changes; NaN and
 * infinities are refused. So equal records give equal bytes.
 *
 * <p>On reading, unknown keys are passed over, and what no optional makes optional must be there
 * (an absent list or map is empty). No polymorphic types; depth and sizes are limited.
 */
public final class Json {

  private static final int MAX_DEPTH = 64;
  private static final long MAX_CHARACTERS = 1L << 28;
  private static final int MAX_TEXT = 1 << 24;

  private static final JsonMapper MAPPER = mapper();
  private static final ObjectWriter PRETTY = MAPPER.writer(printer());

  private Json() {}

  /** Pretty, two blanks, newline at the end: the form of records on disk. */
  public static byte[] pretty(Object record) {
    try {
      return (PRETTY.writeValueAsString(record) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw unwritable(record, e);
    }
  }

  /** One line without blanks: result lines and digests. Doubles by Jackson's fast writer. */
  public static String compact(Object record) {
    try {
      return MAPPER.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw unwritable(record, e);
    }
  }

  /**
   * A record as it was written by this version or the one before.
   *
   * @param place where the bytes come from, for the message
   * @throws Failure IO naming the place where the bytes are no such record
   */
  public static <T> T read(byte[] bytes, Class<T> type, String place) {
    try {
      T value = MAPPER.readValue(bytes, type);
      if (value == null) {
        throw damaged(place, "it holds null", null);
      }
      return value;
    } catch (JsonProcessingException e) {
      throw damaged(place, oneLine(e), e);
    } catch (IOException e) {
      throw IoFailures.reading(place, e);
    }
  }

  /**
   * Any JSON as a tree, for what is not a record of ours; numbers lose no digit.
   *
   * @throws Failure IO naming the place where the bytes are no JSON
   */
  public static JsonNode parse(byte[] bytes, String place) {
    try {
      return MAPPER
          .reader()
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .readTree(bytes);
    } catch (JsonProcessingException e) {
      throw damaged(place, oneLine(e), e);
    } catch (IOException e) {
      throw IoFailures.reading(place, e);
    }
  }

  /** The tree of what {@link #compact} writes. */
  public static JsonNode tree(Object record) {
    try {
      return MAPPER.readTree(compact(record));
    } catch (JsonProcessingException e) {
      throw unwritable(record, e);
    }
  }

  private static JsonMapper mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder(factory())
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(TypeText.module())
            .annotationIntrospector(new RecordRules())
            .propertyNamingStrategy(new KebabCase())
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            // Components alone: a record's other methods are no keys.
            .visibility(PropertyAccessor.GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    for (Class<?> collection : List.of(List.class, Map.class, Set.class)) {
      builder.withConfigOverride(
          collection,
          override -> override.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)));
    }
    return builder.build();
  }

  private static JsonFactory factory() {
    return new JsonFactoryBuilder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxDocumentLength(MAX_CHARACTERS)
                .maxStringLength(MAX_TEXT)
                .build())
        .streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .addDecorator((factory, generator) -> new FiniteNumbers(generator))
        .build();
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");
    return new DefaultPrettyPrinter(separators).withObjectIndenter(indenter);
  }

  private static Failure unwritable(Object record, JsonProcessingException e) {
    return new Failure(
        Kind.INTERNAL,
        record.getClass().getSimpleName() + " cannot be written as JSON: " + oneLine(e),
        "",
        e);
  }

  private static Failure damaged(String place, String cause, Exception e) {
    return new Failure(
        Kind.IO,
        place + ": damaged JSON: " + cause,
        "Restore the file, or remove it where it can be made again.",
        e);
  }

  private static String oneLine(JsonProcessingException e) {
    String path =
        e instanceof JsonMappingException mapping
            ? mapping.getPathReference().replaceAll("[\\w.$]+\\[\"([^\"]*)\"\\](->)?", "$1 ")
            : "";
    String problem = e.getOriginalMessage().lines().findFirst().orElse("");
    return path.isBlank() ? problem : problem + " (at " + path.strip() + ")";
  }
}
