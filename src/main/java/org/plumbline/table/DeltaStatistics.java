package org.plumbline.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/**
 * Statistics of a data file as Delta's log keeps them, a JSON object in a string: {@code
 * numRecords}, {@code minValues}, {@code maxValues}, {@code nullCount}.
 *
 * @param rows empty where unknown
 * @param least by top-level column, numbers and text alike as text
 * @param greatest likewise
 */
record DeltaStatistics(OptionalLong rows, Map<String, String> least, Map<String, String> greatest) {

  private static final DeltaStatistics UNKNOWN =
      new DeltaStatistics(OptionalLong.empty(), Map.of(), Map.of());

  /** What the text says; absent or damaged statistics are unknown ones, for they are optional. */
  static DeltaStatistics parse(String text) {
    if (text == null || text.isBlank()) {
      return UNKNOWN;
    }
    JsonNode json;
    try {
      json = Json.parse(text.getBytes(StandardCharsets.UTF_8), "statistics");
    } catch (Failure damaged) {
      return UNKNOWN;
    }
    JsonNode rows = json.path("numRecords");
    return new DeltaStatistics(
        rows.isIntegralNumber() ? OptionalLong.of(rows.asLong()) : OptionalLong.empty(),
        values(json.path("minValues")),
        values(json.path("maxValues")));
  }

  private static Map<String, String> values(JsonNode object) {
    Map<String, String> values = new TreeMap<>();
    object
        .properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              if (value.isValueNode() && !value.isNull()) {
                values.put(entry.getKey(), value.asText());
              }
            });
    return values;
  }

  /** The text for a file of ours. */
  static String print(WrittenFile file, Schema schema) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("numRecords", file.rows());
    json.set("minValues", object(file.least(), schema));
    json.set("maxValues", object(file.greatest(), schema));
    ObjectNode nulls = json.putObject("nullCount");
    new TreeMap<>(file.nulls()).forEach(nulls::put);
    return json.toString();
  }

  private static ObjectNode object(Map<String, String> values, Schema schema) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(values)
        .forEach(
            (name, value) -> {
              if (isPrintedAsNumber(schema.field(name))) {
                object.put(name, new BigDecimal(value));
              } else {
                object.put(name, value);
              }
            });
    return object;
  }

  private static boolean isPrintedAsNumber(Optional<Field> field) {
    return field
        .map(Field::type)
        .filter(
            type ->
                type instanceof ColumnType.Whole
                    || type instanceof ColumnType.Floating
                    || type instanceof ColumnType.Decimal)
        .isPresent();
  }
}
