package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

/** What cannot be read is refused with one sentence that names the file and the column. */
class RefusalsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          half | UNSUPPORTED | unserved.parquet: column half is FIXED_LEN_BYTE_ARRAY FLOAT16, a type that is not served
          time | UNSUPPORTED | unserved.parquet: column time is INT64 TIME(MICROS,false), a type that is not served
          id | UNSUPPORTED | unserved.parquet: column id is FIXED_LEN_BYTE_ARRAY UUID, a type that is not served
          list | DATA | unserved.parquet: column list is nested (a LIST)
          struct | DATA | unserved.parquet: column struct is nested (a group)
          map | DATA | unserved.parquet: column map is nested (a MAP)
          """)
  void columnsThatAreNotFlatOrNotServed(String column, Kind kind, String message) {
    assertRefused(
        PyarrowFilesTest.fixture("unserved"), column, new ColumnType.Floating(64), kind, message);
  }

  @Test
  void twoColumnsOfOneName() {
    ParquetSchema schema =
        ParquetSchema.of(
            MessageTypeParser.parseMessageType(
                "message m { required double area; required double rooms; required int64 area; }"));
    assertThat(schema.flat().names()).containsExactly("rooms");
    Failure failure = schema.refused().get("area").failure("area");
    assertThat(failure.kind()).isEqualTo(Kind.DATA);
    assertThat(failure).hasMessage("column area is in the file more than once");
  }

  @Test
  void aCodecThatIsNotServed() {
    assertRefused(
        PyarrowFilesTest.fixture("brotli"),
        "f64",
        new ColumnType.Floating(64),
        Kind.UNSUPPORTED,
        "brotli.parquet: compressed with BROTLI, a codec that is not served");
  }

  @ParameterizedTest
  @CsvSource({"encrypted-footer", "encrypted-column"})
  void anEncryptedFileWithoutKeys(String name) {
    Failure failure = refusal(PyarrowFilesTest.fixture(name), "f64", new ColumnType.Floating(64));
    assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED);
    assertThat(failure)
        .hasMessageContaining("/" + name + ".parquet: encrypted, and its keys cannot be had: ");
  }

  @Test
  void anUnsignedNumberThatALongDoesNotHold() {
    assertRefused(
        PyarrowFilesTest.fixture("large-unsigned"),
        "u64",
        new ColumnType.Whole(64, false),
        Kind.DATA,
        "large-unsigned.parquet: column u64: holds 18446744073709551615, more than"
            + " 9223372036854775807");
  }

  @Test
  void aTypeThatDoesNotFitTheTable() {
    assertRefused(
        PyarrowFilesTest.fixture("gzip-plain"),
        "i64",
        new ColumnType.Floating(64),
        Kind.DATA,
        "gzip-plain.parquet: column i64 is INT64 in the file, which cannot be read as the table's"
            + " double without loss");
  }

  @Test
  void aColumnThatTheTableLacks() {
    Path file = PyarrowFilesTest.fixture("brotli");
    Failure failure =
        catchThrowableOfType(Failure.class, () -> ParquetFiles.open(file, List.of("g64")));
    assertThat(failure.kind()).isEqualTo(Kind.DATA);
    assertThat(failure).hasMessage("parquet: no column g64; it has f64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          org.apache.spark.version | 2.4.8 | -25568 | true
          org.apache.spark.version | 2.4.8 | -25567 | false
          org.apache.spark.legacyDateTime | '' | -25568 | true
          org.apache.spark.sql.parquet.row.metadata | {} | -25568 | true
          org.apache.spark.version | 3.5.0 | -25568 | false
          org.other.writer | 1.0 | -200000 | false
          """)
  void daysOfAnOldCalendar(String mark, String value, int day, boolean refused) {
    Path file =
        ParquetFiles.write(
            folder.resolve("old.parquet"),
            "message m { optional int32 day (DATE); }",
            3,
            builder -> builder.withExtraMetaData(Map.of(mark, value)),
            (group, row) -> group.add("day", day + row));
    if (refused) {
      assertRefused(
          file,
          "day",
          new ColumnType.Date(),
          Kind.UNSUPPORTED,
          "old.parquet: column day: holds days before 1900 in the calendar of Spark 2, which are"
              + " not guessed");
    } else {
      assertThat(ParquetFiles.read(file).get("day")).containsExactly(day + 0L, day + 1L, day + 2L);
    }
  }

  @Test
  void aFileThatIsGone() throws Exception {
    Path file = Files.copy(PyarrowFilesTest.fixture("empty"), folder.resolve("gone.parquet"));
    DataFile listed = ParquetFiles.dataFile(file, Map.of());
    Snapshot table = ParquetFiles.table(file);
    Files.delete(file);
    Failure failure =
        catchThrowableOfType(
            Failure.class,
            () ->
                BlockReader.open(
                    table, listed, List.of("f64"), ByteRange.ALL, ParquetFiles.HADOOP));
    assertThat(failure.kind()).isEqualTo(Kind.MISSING_INPUT);
    assertThat(failure)
        .hasMessageEndingWith("/gone.parquet: the file is gone, though its table lists it");
  }

  private static void assertRefused(
      Path file, String column, ColumnType type, Kind kind, String message) {
    Failure failure = refusal(file, column, type);
    assertThat(failure).hasMessageEndingWith("/" + message);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.remedy()).isNotEmpty();
  }

  private static Failure refusal(Path file, String column, ColumnType type) {
    Snapshot table =
        ParquetFiles.table(file, new Schema(List.of(new Field(column, type))), List.of());
    return catchThrowableOfType(
        Failure.class,
        () -> {
          try (BlockReader reader =
              BlockReader.open(
                  table,
                  ParquetFiles.dataFile(file, Map.of()),
                  List.of(column),
                  ByteRange.ALL,
                  ParquetFiles.HADOOP)) {
            ParquetFiles.drain(reader);
          }
        });
  }
}
