package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.ColumnType.Date;
import org.plumbline.columns.ColumnType.Decimal;
import org.plumbline.columns.ColumnType.Floating;
import org.plumbline.columns.ColumnType.Text;
import org.plumbline.columns.ColumnType.Timestamp;
import org.plumbline.columns.ColumnType.Whole;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/** Files from before a column's type grew, or from before there was the column. */
class ConversionTest {

  private static final int ROWS = 20;

  @TempDir private Path folder;

  private record Grown(String stored, ColumnType wanted, IntFunction<Object> value) {}

  /** Row r stores r − 10, or its decimal, and null where r % 6 is 5. */
  private static Stream<Grown> grown() {
    return Stream.of(
        new Grown("int32 c (INTEGER(8,true))", new Whole(64, true), r -> r - 10L),
        new Grown("int32 c", new Whole(64, true), r -> r - 10L),
        new Grown("int32 c", new Floating(64), r -> r - 10.0),
        new Grown("int32 c (INTEGER(16,true))", new Floating(32), r -> r - 10.0),
        new Grown("float c", new Floating(64), r -> r - 10.0),
        new Grown("int32 c (DECIMAL(7,2))", new Decimal(12, 4), r -> (r - 10L) * 100),
        new Grown("int32 c (DECIMAL(7,2))", new Decimal(30, 4), r -> wide((r - 10L) * 100)),
        new Grown("int64 c (DECIMAL(18,2))", new Decimal(18, 2), r -> r - 10L),
        new Grown("binary c (DECIMAL(25,2))", new Decimal(38, 5), r -> wide((r - 10L) * 1000)),
        new Grown("int32 c", new Decimal(12, 2), r -> (r - 10L) * 100),
        new Grown("int64 c", new Decimal(20, 1), r -> wide((r - 10L) * 10)),
        new Grown("int32 c (DATE)", new Timestamp(false), r -> (r - 10L) * 86_400_000_000L),
        new Grown("binary c", new Text(), r -> String.valueOf((char) ('a' + r))));
  }

  private static BigInteger wide(long unscaled) {
    return BigInteger.valueOf(unscaled);
  }

  @ParameterizedTest
  @MethodSource("grown")
  void whatLosesNothingIsConverted(Grown grown) {
    for (WriterVersion version : WriterVersion.values()) {
      List<Object> values =
          new ArrayList<>(read(write(grown.stored(), version), grown.wanted()).get("c"));
      if (grown.wanted() instanceof Decimal decimal && decimal.precision() > 18) {
        values.replaceAll(value -> value == null ? null : ParquetFiles.number(value));
      }
      for (int row = 0; row < ROWS; row++) {
        Object expected = row % 6 == 5 ? null : grown.value().apply(row);
        assertThat(values.get(row)).as("%s, row %d", version, row).isEqualTo(expected);
      }
    }
  }

  private record Shrunk(String stored, ColumnType wanted, String sentence) {}

  private static Stream<Shrunk> shrunk() {
    return Stream.of(
        new Shrunk(
            "int64 c",
            new Whole(32, true),
            "INT64 in the file, which cannot be read as the table's integer"),
        new Shrunk(
            "int64 c",
            new Floating(64),
            "INT64 in the file, which cannot be read as the table's double"),
        new Shrunk(
            "int32 c (INTEGER(32,false))",
            new Whole(32, true),
            "INT32 INTEGER(32,false) in the file, which cannot be read as the table's integer"),
        new Shrunk(
            "double c",
            new Floating(32),
            "DOUBLE in the file, which cannot be read as the table's float"),
        new Shrunk(
            "double c",
            new Whole(64, true),
            "DOUBLE in the file, which cannot be read as the table's long"),
        new Shrunk(
            "int32 c (DECIMAL(7,2))",
            new Decimal(7, 3),
            "INT32 DECIMAL(7,2) in the file, which cannot be read as the table's decimal(7,3)"),
        new Shrunk(
            "int64 c (TIMESTAMP(MICROS,true))",
            new Timestamp(false),
            "INT64 TIMESTAMP(MICROS,true) in the file, which cannot be read as the table's timestamp_ntz"),
        new Shrunk(
            "binary c (STRING)",
            new Date(),
            "BINARY STRING in the file, which cannot be read as the table's date"),
        new Shrunk(
            "int32 c",
            new Text(),
            "INT32 in the file, which cannot be read as the table's string"));
  }

  @ParameterizedTest
  @MethodSource("shrunk")
  void whatCouldLoseSomethingIsRefused(Shrunk shrunk) {
    Path file = write(shrunk.stored(), WriterVersion.PARQUET_1_0);
    Failure failure = catchThrowableOfType(Failure.class, () -> read(file, shrunk.wanted()));
    assertThat(failure.kind()).isEqualTo(Kind.DATA);
    assertThat(failure)
        .hasMessageEndingWith("/c.parquet: column c is " + shrunk.sentence() + " without loss");
  }

  @Test
  void aColumnThatTheFileLacksIsMissing() {
    Path file = write("int32 c", WriterVersion.PARQUET_1_0);
    List<Field> fields = new ArrayList<>();
    for (ColumnType type :
        List.of(new Whole(64, true), new Floating(64), new Text(), new Decimal(30, 2))) {
      fields.add(new Field("new" + fields.size(), type));
    }
    Snapshot table = ParquetFiles.table(file, new Schema(fields), List.of());
    try (BlockReader reader = ParquetFiles.open(table, file, table.schema().names())) {
      Map<String, List<Object>> values = ParquetFiles.drain(reader);
      assertThat(values).hasSize(4);
      values.forEach(
          (name, column) -> assertThat(column).as(name).hasSize(ROWS).containsOnlyNulls());
      assertThat(reader.bytesRead()).isZero();
    }
  }

  private Path write(String stored, WriterVersion version) {
    return ParquetFiles.write(
        folder.resolve("c.parquet"),
        "message m { optional " + stored + "; }",
        ROWS,
        builder ->
            builder.withWriterVersion(version).withWriteMode(ParquetFileWriter.Mode.OVERWRITE),
        (group, row) -> {
          if (row % 6 != 5) {
            add(group, stored, row);
          }
        });
  }

  private static void add(Group group, String stored, int row) {
    switch (stored.split(" ", 2)[0]) {
      case "int32" -> group.add("c", row - 10);
      case "int64" -> group.add("c", row - 10L);
      case "float" -> group.add("c", row - 10f);
      case "double" -> group.add("c", row - 10.0);
      default ->
          group.add(
              "c",
              stored.contains("DECIMAL")
                  ? Binary.fromConstantByteArray(BigInteger.valueOf(row - 10L).toByteArray())
                  : Binary.fromString(String.valueOf((char) ('a' + row))));
    }
  }

  private static Map<String, List<Object>> read(Path file, ColumnType wanted) {
    Snapshot table =
        ParquetFiles.table(file, new Schema(List.of(new Field("c", wanted))), List.of());
    try (BlockReader reader = ParquetFiles.open(table, file, List.of("c"))) {
      return ParquetFiles.drain(reader);
    }
  }
}
