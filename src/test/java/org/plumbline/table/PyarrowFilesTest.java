package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made by {@code parquet/make_fixtures.py}, whose formulas stand here once more. */
class PyarrowFilesTest {

  private static final int ROWS = 70;

  /** Row r is null where (r + gap) % 7 == 0. */
  private record Formula(int gap, IntFunction<Object> value) {
    Object at(int row) {
      return (row + gap) % 7 == 0 ? null : value.apply(row);
    }
  }

  private static final Map<String, Formula> FORMULAS =
      Map.ofEntries(
          Map.entry("i8", new Formula(0, r -> r - 35L)),
          Map.entry("u8", new Formula(1, r -> r + 180L)),
          Map.entry("i16", new Formula(2, r -> r * 400L - 15_000)),
          Map.entry("u16", new Formula(3, r -> 65_535L - r)),
          Map.entry("i32", new Formula(4, r -> r * 30_000_000L - 1_000_000_000)),
          Map.entry("u32", new Formula(5, r -> 4_294_967_295L - r)),
          Map.entry(
              "i64",
              new Formula(6, r -> r * 130_000_000_000_000_000L - 4_000_000_000_000_000_000L)),
          Map.entry("u64", new Formula(0, r -> Long.MAX_VALUE - r)),
          Map.entry("f32", new Formula(1, r -> r / 4.0 - 10)),
          Map.entry("f64", new Formula(2, r -> r / 3.0 - 20)),
          Map.entry("flag", new Formula(3, r -> r % 3 == 0 ? 1L : 0L)),
          Map.entry("day", new Formula(4, r -> r * 100L - 5000)),
          Map.entry("millis", new Formula(5, r -> (r * 86_400_001L - 7) * 1000)),
          Map.entry("micros", new Formula(6, r -> r * 86_400_000_001L - 7)),
          Map.entry(
              "nanos", new Formula(0, r -> Math.floorDiv(r * 86_400_000_000_001L - 7, 1000L))),
          Map.entry("dec9", new Formula(1, r -> r * 1001L - 70_000)),
          Map.entry("dec18", new Formula(2, r -> r * 13_000_000_000_000_000L - 1)),
          Map.entry(
              "dec38",
              new Formula(3, r -> BigInteger.valueOf(r - 35).multiply(BigInteger.TEN.pow(30)))),
          Map.entry("text", new Formula(4, r -> "naïve " + r % 40)),
          Map.entry(
              "bytes",
              new Formula(5, r -> ParquetFiles.bytes(new byte[] {(byte) r, (byte) (255 - r)}))),
          Map.entry(
              "three",
              new Formula(6, r -> ParquetFiles.bytes(new byte[] {(byte) r, 7, (byte) (r / 2)}))),
          Map.entry("nothing", new Formula(0, r -> null)));

  static Path fixture(String name) {
    URL url = PyarrowFilesTest.class.getResource("/parquet/" + name + ".parquet");
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snappy-v1",
        "zstd-v2",
        "gzip-plain",
        "lz4-delta",
        "split-v2",
        "decimal-integers",
        "int96"
      })
  void readsBackEqualToItsFormulas(String name) {
    Map<String, List<Object>> read = ParquetFiles.read(fixture(name));
    assertThat(read).isNotEmpty();
    read.forEach(
        (column, values) ->
            assertThat(comparable(column, values)).as(column).isEqualTo(expected(column)));
  }

  @Test
  void everyColumnIsInTheWidestFiles() {
    assertThat(ParquetFiles.table(fixture("zstd-v2")).schema().names())
        .containsExactlyInAnyOrderElementsOf(FORMULAS.keySet());
  }

  @Test
  void aNameWithADotIsNoPath() {
    Path file = fixture("unserved");
    try (BlockReader reader = ParquetFiles.open(file, List.of("plain.number"))) {
      assertThat(ParquetFiles.drain(reader)).isEqualTo(Map.of("plain.number", List.of(1.5)));
    }
  }

  @Test
  void anEmptyFileHasNoBlocks() {
    try (BlockReader reader = ParquetFiles.open(fixture("empty"), List.of("f64", "text"))) {
      assertThat(reader.next()).isFalse();
      assertThat(reader.bytesRead()).isZero();
    }
  }

  private static List<Object> expected(String column) {
    List<Object> values = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      values.add(FORMULAS.get(column).at(row));
    }
    return values;
  }

  /** Wide decimals as numbers: writers differ in how many bytes they use. */
  private static List<Object> comparable(String column, List<Object> values) {
    List<Object> numbers = new ArrayList<>(values);
    if (column.equals("dec38")) {
      numbers.replaceAll(bytes -> bytes == null ? null : ParquetFiles.number(bytes));
    }
    return numbers;
  }
}
