package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.Block;
import org.plumbline.columns.BytesColumn;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.LongColumn;
import org.plumbline.columns.Missing;
import org.plumbline.columns.Schema;

class BlockReaderTest {

  @TempDir private Path folder;

  private Path numbers(int rows, int rowsOfGroup) {
    return ParquetFiles.write(
        folder.resolve("numbers.parquet"),
        "message m { required int64 n; optional double x; }",
        rows,
        builder -> builder.withRowGroupRowCountLimit(rowsOfGroup),
        (group, row) -> {
          group.add("n", (long) row);
          group.add("x", row / 2.0);
        });
  }

  @Test
  void blocksAreFullUnlessTheirRowGroupEnds() {
    List<String> blocks = new ArrayList<>();
    try (BlockReader reader = ParquetFiles.open(numbers(150_000, 100_000), List.of("n"))) {
      while (reader.next()) {
        Block block = reader.block();
        blocks.add(block.firstRow() + "+" + block.rows() + (block.endsRowGroup() ? " end" : ""));
      }
    }
    assertThat(blocks)
        .containsExactly(
            "0+16384",
            "16384+16384",
            "32768+16384",
            "49152+16384",
            "65536+16384",
            "81920+16384",
            "98304+1696 end",
            "100000+16384",
            "116384+16384",
            "132768+16384",
            "149152+848 end");
  }

  @Test
  void arraysAreUsedAgainAndNoneIsMissingWhereNoneIsNull() {
    try (BlockReader reader = ParquetFiles.open(numbers(100_000, 100_000), List.of("n", "x"))) {
      assertThat(reader.next()).isTrue();
      LongColumn first = (LongColumn) reader.block().columns().get(0);
      assertThat(reader.block().columns().get(1).missing()).isSameAs(Missing.NONE);
      assertThat(reader.next()).isTrue();
      assertThat(((LongColumn) reader.block().columns().get(0)).values()).isSameAs(first.values());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50})
  void rangesThatCoverAFileReadEachRowOnce(int parts) throws Exception {
    Path file = numbers(10_000, 700);
    long size = Files.size(file);
    List<Object> all = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      ByteRange range = new ByteRange(size * part / parts, size * (part + 1) / parts);
      try (BlockReader reader =
          BlockReader.open(
              ParquetFiles.table(file),
              ParquetFiles.dataFile(file, Map.of()),
              List.of("n"),
              range,
              ParquetFiles.HADOOP)) {
        long before = all.size();
        Map<String, List<Object>> values = ParquetFiles.drain(reader);
        all.addAll(values.getOrDefault("n", List.of()));
        assertThat(reader.bytesRead() > 0).isEqualTo(all.size() > before);
      }
    }
    assertThat(all).hasSize(10_000);
    for (int row = 0; row < all.size(); row++) {
      assertThat(all.get(row)).isEqualTo((long) row);
    }
  }

  @Test
  void bytesReadAreTheCompressedChunksOfTheAskedColumns() throws Exception {
    Path file = numbers(10_000, 3_000);
    long chunks = 0;
    try (ParquetFileReader footer = ParquetFileReader.open(new LocalInputFile(file))) {
      for (BlockMetaData group : footer.getRowGroups()) {
        chunks += group.getColumns().get(1).getTotalSize();
      }
    }
    try (BlockReader reader = ParquetFiles.open(file, List.of("x"))) {
      ParquetFiles.drain(reader);
      assertThat(reader.bytesRead()).isEqualTo(chunks);
    }
  }

  @Test
  void aColumnMayBeAskedForTwice() {
    Path file = numbers(10, 10);
    try (BlockReader reader = ParquetFiles.open(file, List.of("n", "x", "n"))) {
      assertThat(reader.next()).isTrue();
      for (int row = 0; row < 10; row++) {
        assertThat(ParquetFiles.value(reader.block().columns().get(0), row)).isEqualTo((long) row);
        assertThat(ParquetFiles.value(reader.block().columns().get(2), row)).isEqualTo((long) row);
      }
    }
  }

  @Test
  void theDictionaryStaysTheSameObjectWhileItsEntriesDo() {
    Path file =
        ParquetFiles.write(
            folder.resolve("text.parquet"),
            "message m { required binary t (STRING); }",
            150_000,
            builder -> {},
            (group, row) -> group.add("t", "level " + row % 5));
    try (BlockReader reader = ParquetFiles.open(file, List.of("t"))) {
      assertThat(reader.next()).isTrue();
      BytesColumn first = (BytesColumn) reader.block().columns().get(0);
      assertThat(first.dictionary().size()).isEqualTo(5);
      assertThat(reader.next()).isTrue();
      BytesColumn second = (BytesColumn) reader.block().columns().get(0);
      assertThat(second.dictionary()).isSameAs(first.dictionary());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          text | north | north
          text | - | -
          text | __HIVE_DEFAULT_PARTITION__ | -
          long | -42 | -42
          date | 2026-03-01 | 20513
          boolean | TRUE | 1
          double | 1.5e3 | 1500.0
          decimal | 12.5 | 1250
          timestamp | 1970-01-02 00:00:00.000001 | 86400000001
          timestamp | 1970-01-02T00:00:00Z | 86400000000
          timestamp | 1970-01-02T00:00:00.5+01:00 | 82800500000
          """)
  void partitionsAreConstantColumns(String type, String text, String expected) {
    Path file = numbers(3, 3);
    for (Object value : partition(file, type, Optional.ofNullable(text))) {
      assertThat(value == null ? null : value.toString()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "long, 1.5, long",
    "date, 2026-02-30, date",
    "boolean, yes, boolean",
    "decimal, 1.234, 'decimal(10,2)'"
  })
  void aPartitionThatIsNoneOfItsType(String type, String text, String named) {
    Path file = numbers(3, 3);
    Failure failure =
        catchThrowableOfType(Failure.class, () -> partition(file, type, Optional.of(text)));
    assertThat(failure.kind()).isEqualTo(Kind.DATA);
    assertThat(failure)
        .hasMessageEndingWith(
            "/numbers.parquet: column p has the partition value '"
                + text
                + "', which is no "
                + named);
  }

  private static List<Object> partition(Path file, String type, Optional<String> text) {
    ColumnType column =
        switch (type) {
          case "long" -> new ColumnType.Whole(64, true);
          case "date" -> new ColumnType.Date();
          case "boolean" -> new ColumnType.Bool();
          case "double" -> new ColumnType.Floating(64);
          case "decimal" -> new ColumnType.Decimal(10, 2);
          case "timestamp" -> new ColumnType.Timestamp(true);
          default -> new ColumnType.Text();
        };
    Map<String, Optional<String>> values = new HashMap<>();
    values.put("p", text);
    Snapshot table =
        ParquetFiles.table(file, new Schema(List.of(new Field("p", column))), List.of("p"));
    try (BlockReader reader =
        BlockReader.open(
            table,
            ParquetFiles.dataFile(file, values),
            List.of("p"),
            ByteRange.ALL,
            ParquetFiles.HADOOP)) {
      List<Object> read = ParquetFiles.drain(reader).get("p");
      assertThat(read).hasSize(3);
      return read;
    }
  }
}
