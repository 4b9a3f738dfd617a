package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

class JsonTest {

  enum Rule {
    SAME_SPLIT,
    MIN_R2
  }

  record Names(
      double log10P,
      double minR2,
      double r2,
      double l1Ratio,
      double pValue,
      double fPValue,
      double adjustedR2,
      boolean aliased) {
    boolean isOdd() {
      return true;
    }

    String getLabel() {
      return "none";
    }
  }

  record Inner(String text, OptionalDouble value) {}

  record Everything(
      int formatVersion,
      LocalDate asOf,
      Rule rule,
      Optional<String> some,
      Optional<Inner> none,
      OptionalInt whole,
      OptionalLong version,
      OptionalDouble number,
      List<Inner> list,
      List<String> empty,
      Map<String, Optional<String>> partition) {}

  private static Everything everything() {
    Map<String, Optional<String>> partition = new LinkedHashMap<>();
    partition.put("z", Optional.of("1"));
    partition.put("a", Optional.empty());
    return new Everything(
        1,
        LocalDate.of(2026, 3, 1),
        Rule.SAME_SPLIT,
        Optional.of("ü\n"),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalLong.of(59),
        OptionalDouble.of(0.1),
        List.of(new Inner("x", OptionalDouble.of(1))),
        List.of(),
        partition);
  }

  @Test
  void keysAreComponentNamesInKebabCaseAndOrder() {
    assertThat(Json.compact(new Names(1, 2, 3, 4, 5, 6, 7, false)))
        .isEqualTo(
            "{\"log10-p\":1.0,\"min-r2\":2.0,\"r2\":3.0,\"l1-ratio\":4.0,\"p-value\":5.0,"
                + "\"f-p-value\":6.0,\"adjusted-r2\":7.0,\"aliased\":false}");
  }

  @Test
  void emptyOptionalsAreAbsentAndEmptyListsAreThere() {
    assertThat(Json.compact(everything()))
        .isEqualTo(
            "{\"format-version\":1,\"as-of\":\"2026-03-01\",\"rule\":\"same-split\",\"some\":\"ü\\n\","
                + "\"version\":59,\"number\":0.1,\"list\":[{\"text\":\"x\",\"value\":1.0}],"
                + "\"empty\":[],\"partition\":{\"a\":null,\"z\":\"1\"}}");
  }

  @Test
  void whatIsWrittenIsReadBackEqual() {
    byte[] bytes = Json.pretty(everything());

    assertThat(Json.read(bytes, Everything.class, "here")).isEqualTo(everything());
    assertThat(Json.pretty(Json.read(bytes, Everything.class, "here"))).isEqualTo(bytes);
  }

  @Test
  void prettyHasTwoBlanksAndANewline() {
    assertThat(text(Json.pretty(new Inner("x", OptionalDouble.of(2.5)))))
        .isEqualTo("{\n  \"text\": \"x\",\n  \"value\": 2.5\n}\n");
  }

  @Test
  void doublesRoundTripInShortestForm() {
    double[] values = {0.1, 2e-3, 1e20 / 3, 2.0e-308, Double.MIN_VALUE, -0.0, 1e300 * 7};
    for (double value : values) {
      String json = Json.compact(new Inner("x", OptionalDouble.of(value)));
      Inner back = Json.read(json.getBytes(StandardCharsets.UTF_8), Inner.class, "here");
      assertThat(back.value().getAsDouble()).isEqualTo(value);
    }
    assertThat(Json.compact(OptionalDouble.of(2e-3))).isEqualTo("0.002");
  }

  @Test
  void whatIsNoNumberIsRefused() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Json.compact(new Inner("x", OptionalDouble.of(value))))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.INTERNAL))
          .hasMessageContaining("Inner cannot be written as JSON: JSON has no number " + value);
      assertThatThrownBy(() -> Json.pretty(new Names(1, 2, value, 4, 5, 6, 7, true)))
          .hasMessageContaining("r2");
      assertThatThrownBy(() -> Json.compact(new double[] {value})).isInstanceOf(Failure.class);
      assertThatThrownBy(() -> Json.tree(new double[] {value})).isInstanceOf(Failure.class);
    }
  }

  @Test
  void unknownKeysArePassedOver() {
    assertThat(read("{\"text\":\"x\",\"later\":{\"a\":[1]}}"))
        .isEqualTo(new Inner("x", OptionalDouble.empty()));
  }

  @Test
  void damagedRecordsAreNamed() {
    assertDamaged("", "cycles/1/train.json: damaged JSON: ");
    assertDamaged("null", "cycles/1/train.json: damaged JSON: it holds null");
    assertDamaged("{\"text\":\"x\"", "Unexpected end-of-input");
    assertDamaged("{\"text\":\"x\"} tail", "tail");
    assertDamaged("{\"text\":\"x\",\"text\":\"y\"}", "Duplicate field 'text'");
    assertDamaged("{\"value\":1}", "Missing required creator property 'text'");
    assertDamaged("{\"text\":null}", "text");
    assertDamaged("{\"text\":\"x\",\"value\":\"1\"}", "(at value)");
    assertDamaged("[".repeat(100), "");
  }

  @Test
  void anAbsentNumberIsNotZero() {
    assertThatThrownBy(() -> Json.read("{\"r2\":1}".getBytes(UTF), Names.class, "here"))
        .hasMessageContaining("log10-p");
  }

  @Test
  void anAbsentListIsEmpty() {
    record Lists(List<String> names, Map<String, String> values) {}
    assertThat(Json.read("{}".getBytes(UTF), Lists.class, "here"))
        .isEqualTo(new Lists(List.of(), Map.of()));
  }

  @Test
  void nestingIsLimited() {
    Object nested = List.of();
    for (int i = 0; i < 100; i++) {
      nested = List.of(nested);
    }
    Object deep = nested;
    assertThatThrownBy(() -> Json.compact(deep)).isInstanceOf(Failure.class);
  }

  @Test
  void columnTypesAreText() {
    Schema schema =
        new Schema(
            List.of(
                new Field("a", new ColumnType.Whole(64, true)),
                new Field("b", new ColumnType.Whole(32, false)),
                new Field("c", new ColumnType.Decimal(10, 2)),
                new Field("d", new ColumnType.Timestamp(false)),
                new Field("e", new ColumnType.Floating(32)),
                new Field("f", new ColumnType.Text())));

    String json = Json.compact(schema);

    assertThat(json)
        .contains("{\"name\":\"a\",\"type\":\"long\"}", "uint32", "\"decimal(10,2)\"")
        .contains("\"timestamp_ntz\"", "\"float\"", "\"string\"");
    assertThat(Json.read(json.getBytes(UTF), Schema.class, "here")).isEqualTo(schema);
    assertThatThrownBy(
            () -> Json.read(json.replace("float", "map").getBytes(UTF), Schema.class, "here"))
        .hasMessageContaining("no column type");
  }

  @Test
  void theTreeIsWhatIsWritten() {
    assertThat(Json.tree(everything()).path("as-of").asText()).isEqualTo("2026-03-01");
    assertThat(Json.tree(everything()).has("none")).isFalse();
  }

  private static final java.nio.charset.Charset UTF = StandardCharsets.UTF_8;

  private static Inner read(String json) {
    return Json.read(json.getBytes(UTF), Inner.class, "cycles/1/train.json");
  }

  private static void assertDamaged(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.IO))
        .hasMessageStartingWith("cycles/1/train.json: damaged JSON: ")
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF);
  }
}
