package org.plumbline.table;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.Serial;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.plumbline.columns.ColumnType;

/**
 * Column types as text, by the names of Delta and Spark SQL: {@code long}, {@code decimal(10,2)},
 * {@code timestamp_ntz}; unsigned numbers, which those do not have, as {@code uint8} … {@code
 * uint64}.
 */
final class TypeText {

  private static final Map<String, ColumnType> BY_TEXT =
      Map.ofEntries(
          Map.entry("byte", new ColumnType.Whole(8, true)),
          Map.entry("short", new ColumnType.Whole(16, true)),
          Map.entry("integer", new ColumnType.Whole(32, true)),
          Map.entry("long", new ColumnType.Whole(64, true)),
          Map.entry("uint8", new ColumnType.Whole(8, false)),
          Map.entry("uint16", new ColumnType.Whole(16, false)),
          Map.entry("uint32", new ColumnType.Whole(32, false)),
          Map.entry("uint64", new ColumnType.Whole(64, false)),
          Map.entry("float", new ColumnType.Floating(32)),
          Map.entry("double", new ColumnType.Floating(64)),
          Map.entry("boolean", new ColumnType.Bool()),
          Map.entry("date", new ColumnType.Date()),
          Map.entry("timestamp", new ColumnType.Timestamp(true)),
          Map.entry("timestamp_ntz", new ColumnType.Timestamp(false)),
          Map.entry("string", new ColumnType.Text()),
          Map.entry("binary", new ColumnType.Bytes()));

  private static final Map<ColumnType, String> TEXTS =
      BY_TEXT.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}),(\\d{1,2})\\)");

  private TypeText() {}

  static String of(ColumnType type) {
    return type instanceof ColumnType.Decimal decimal
        ? "decimal(" + decimal.precision() + "," + decimal.scale() + ")"
        : TEXTS.get(type);
  }

  /** Empty where the text names no flat type. */
  static Optional<ColumnType> parse(String text) {
    Matcher decimal = DECIMAL.matcher(text);
    if (decimal.matches()) {
      return Optional.of(
          new ColumnType.Decimal(
              Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2))));
    }
    return Optional.ofNullable(BY_TEXT.get(text));
  }

  static SimpleModule module() {
    return new SimpleModule("column-types")
        .addSerializer(ColumnType.class, new Writer())
        .addDeserializer(ColumnType.class, new Reader());
  }

  private static final class Writer extends StdSerializer<ColumnType> {
    @Serial private static final long serialVersionUID = 1;

    Writer() {
      super(ColumnType.class);
    }

    @Override
    public void serialize(ColumnType type, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      generator.writeString(of(type));
    }
  }

  private static final class Reader extends StdDeserializer<ColumnType> {
    @Serial private static final long serialVersionUID = 1;

    Reader() {
      super(ColumnType.class);
    }

    @Override
    public ColumnType deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getValueAsString("");
      Optional<ColumnType> type = parse(text);
      return type.isPresent()
          ? type.get()
          : (ColumnType) context.handleWeirdStringValue(ColumnType.class, text, "no column type");
    }
  }
}
