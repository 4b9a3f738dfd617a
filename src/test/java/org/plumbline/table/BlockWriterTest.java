package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plumbline.table.Blocks.field;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Schema;

class BlockWriterTest {

  private static final Configuration HADOOP = new Configuration();
  private static final BigInteger WIDE = new BigInteger("1234567890123456789012");

  private static final Schema ALL =
      new Schema(
          List.of(
              field("byte", new ColumnType.Whole(8, true)),
              field("int", new ColumnType.Whole(32, true)),
              field("long", new ColumnType.Whole(64, true)),
              field("uint32", new ColumnType.Whole(32, false)),
              field("uint64", new ColumnType.Whole(64, false)),
              field("float", new ColumnType.Floating(32)),
              field("double", new ColumnType.Floating(64)),
              field("dec9", new ColumnType.Decimal(9, 2)),
              field("dec18", new ColumnType.Decimal(18, 3)),
              field("dec38", new ColumnType.Decimal(38, 4)),
              field("bool", new ColumnType.Bool()),
              field("date", new ColumnType.Date()),
              field("at", new ColumnType.Timestamp(true)),
              field("local", new ColumnType.Timestamp(false)),
              field("text", new ColumnType.Text())));

  private static final List<List<?>> VALUES =
      List.of(
          Arrays.asList(-128L, null, 127L),
          Arrays.asList(-7L, 3L, null),
          Arrays.asList(null, Long.MAX_VALUE, -1L),
          Arrays.asList(4_000_000_000L, 1L, null),
          Arrays.asList(Long.MAX_VALUE, 5L, null),
          Arrays.asList(0.1f, null, -2.5f),
          Arrays.asList(null, 0.1, -1e300),
          Arrays.asList(-1234567L, null, 99L),
          Arrays.asList(1234567890123L, null, -5L),
          Arrays.asList(WIDE.negate(), WIDE, null),
          Arrays.asList(1L, 0L, null),
          Arrays.asList(LocalDate.of(2026, 3, 1).toEpochDay(), null, -1L),
          Arrays.asList(1_767_225_600_123_456L, null, -1L),
          Arrays.asList(null, 1_767_225_600_123_456L, -1L),
          Arrays.asList("ü", null, "z".repeat(40)));

  @TempDir private Path folder;

  @Test
  void everyTypeIsReadBackAsWritten() {
    WrittenFile file = write("all.parquet", ALL, VALUES);

    assertThat(file.rows()).isEqualTo(3);
    assertThat(rows(file, ALL)).isEqualTo(transposed(ALL, VALUES));
  }

  @Test
  void nullsAndBoundsAreAsDeltaPrintsThem() {
    WrittenFile file = write("all.parquet", ALL, VALUES);

    assertThat(file.nulls()).hasSize(15).allSatisfy((name, count) -> assertThat(count).isOne());
    assertThat(file.least())
        .containsEntry("byte", "-128")
        .containsEntry("uint32", "1")
        .containsEntry("uint64", "5")
        .containsEntry("float", "-2.5")
        .containsEntry("double", "-1.0E300")
        .containsEntry("dec9", "-12345.67")
        .containsEntry("dec38", "-123456789012345678.9012")
        .containsEntry("date", "1969-12-31")
        .containsEntry("at", "1969-12-31T23:59:59.999Z")
        .containsEntry("local", "1969-12-31T23:59:59.999")
        .containsEntry("text", "z".repeat(32))
        .doesNotContainKey("bool");
    assertThat(file.greatest())
        .containsEntry("uint32", "4000000000")
        .containsEntry("uint64", "9223372036854775807")
        .containsEntry("float", "0.1")
        .containsEntry("double", "0.1")
        .containsEntry("date", "2026-03-01")
        .containsEntry("at", "2026-01-01T00:00:00.124Z")
        .containsEntry("text", "ü");
  }

  @Test
  void anUpperBoundOfLongTextIsNotBelowIt() {
    String text = "a".repeat(32) + "\uD83D\uDE00";
    Schema schema = new Schema(List.of(field("t", new ColumnType.Text())));

    WrittenFile file = write("t.parquet", schema, List.of(List.of(text)));

    assertThat(file.least()).containsEntry("t", "a".repeat(32));
    assertThat(file.greatest()).containsEntry("t", "a".repeat(32) + "\uDBFF\uDFFF");
  }

  @Test
  void aColumnWithNaNHasNoBounds() {
    Schema schema = new Schema(List.of(field("x", new ColumnType.Floating(64))));

    WrittenFile file = write("x.parquet", schema, List.of(List.of(1.0, Double.NaN, 2.0)));

    assertThat(file.least()).isEmpty();
    assertThat(file.greatest()).isEmpty();
    assertThat(rows(file, schema))
        .isEqualTo(List.of(List.of(1.0), List.of(Double.NaN), List.of(2.0)));
  }

  @Test
  void manyBlocksOfDifferentDictionariesAndNullsAreReadBack() {
    long seed = 20260301;
    Random random = new Random(seed);
    Schema schema =
        new Schema(
            List.of(
                field("x", new ColumnType.Floating(64)),
                field("n", new ColumnType.Whole(64, true)),
                field("few", new ColumnType.Text()),
                field("many", new ColumnType.Text())));
    List<List<Object>> expected = new ArrayList<>();
    WrittenFile file;
    try (BlockWriter writer = BlockWriter.create(at("many.parquet"), schema, HADOOP)) {
      for (int rows : new int[] {1, 9, 3000, 40_000}) {
        List<List<?>> values = randomColumns(random, rows);
        writer.write(Blocks.of(schema, values));
        expected.addAll(transposed(schema, values));
      }
      file = writer.finish();
    }

    assertThat(file.rows()).isEqualTo(43_010);
    assertThat(rows(file, schema)).as("seed %d", seed).isEqualTo(expected);
  }

  private static List<List<?>> randomColumns(Random random, int rows) {
    List<Object> x = new ArrayList<>();
    List<Object> n = new ArrayList<>();
    List<Object> few = new ArrayList<>();
    List<Object> many = new ArrayList<>();
    String[] distinct = new String[50];
    for (int i = 0; i < distinct.length; i++) {
      distinct[i] = "text ".repeat(20) + random.nextInt(1_000_000);
    }
    for (int row = 0; row < rows; row++) {
      x.add(random.nextInt(10) == 0 ? null : random.nextGaussian());
      n.add(random.nextLong());
      few.add(random.nextInt(5) == 0 ? null : "level " + random.nextInt(7));
      many.add(distinct[random.nextInt(distinct.length)]);
    }
    return List.of(x, n, few, many);
  }

  @Test
  void textWithTooManyValuesForADictionaryIsReadBack() {
    Schema schema = new Schema(List.of(field("t", new ColumnType.Text())));
    List<List<Object>> expected = new ArrayList<>();
    WrittenFile file;
    try (BlockWriter writer = BlockWriter.create(at("long.parquet"), schema, HADOOP)) {
      for (int block = 0; block < 4; block++) {
        List<Object> texts = new ArrayList<>();
        for (int row = 0; row < 200; row++) {
          texts.add("v".repeat(2000) + block + "." + row);
        }
        writer.write(Blocks.of(schema, List.of(texts)));
        texts.forEach(text -> expected.add(List.of(text)));
      }
      file = writer.finish();
    }

    assertThat(rows(file, schema)).isEqualTo(expected);
  }

  @Test
  void textHasADictionaryAndNumbersArePlainAllInSnappy() throws IOException {
    WrittenFile file = write("all.parquet", ALL, VALUES);

    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.path()), HADOOP))) {
      for (ColumnChunkMetaData chunk : reader.getFooter().getBlocks().get(0).getColumns()) {
        assertThat(chunk.getCodec()).isEqualTo(CompressionCodecName.SNAPPY);
        boolean text = chunk.getPath().toDotString().equals("text");
        assertThat(chunk.hasDictionaryPage()).isEqualTo(text);
        assertThat(chunk.getEncodings()).contains(text ? Encoding.RLE_DICTIONARY : Encoding.PLAIN);
      }
    }
  }

  @Test
  void duckDbReadsWhatIsWritten() throws SQLException {
    WrittenFile file = write("all.parquet", ALL, VALUES);

    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select * from '%s' where double = 0.1".formatted(local(file)))) {
      assertThat(row.next()).isTrue();
      assertThat(row.getLong("int")).isEqualTo(3);
      assertThat(row.getLong("long")).isEqualTo(Long.MAX_VALUE);
      assertThat(row.getBigDecimal("dec38")).isEqualTo(new BigDecimal(WIDE, 4));
      assertThat(row.getObject("text")).isNull();
      assertThat(row.getString("local")).startsWith("2026-01-01 00:00:00.123456");
      assertThat(row.next()).isFalse();
    }
  }

  @Test
  void anExistingFileIsNeverOverwritten() {
    write("a.parquet", ALL, VALUES);

    assertThatThrownBy(() -> BlockWriter.create(at("a.parquet"), ALL, HADOOP))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.OUTPUT))
        .hasMessageContaining("a.parquet");
  }

  @Test
  void closedBeforeItIsFinishedItLeavesNothing() {
    BlockWriter writer = BlockWriter.create(at("half/b.parquet"), ALL, HADOOP);
    writer.write(Blocks.of(ALL, VALUES));
    writer.close();

    assertThat(Files.exists(folder.resolve("half/b.parquet"))).isFalse();
  }

  @Test
  void aFileWithoutRowsIsAFile() {
    WrittenFile file;
    try (BlockWriter writer = BlockWriter.create(at("none.parquet"), ALL, HADOOP)) {
      file = writer.finish();
    }
    assertThat(file.rows()).isZero();
    assertThat(rows(file, ALL)).isEmpty();
  }

  private WrittenFile write(String name, Schema schema, List<List<?>> values) {
    try (BlockWriter writer = BlockWriter.create(at(name), schema, HADOOP)) {
      writer.write(Blocks.of(schema, values));
      return writer.finish();
    }
  }

  private List<List<Object>> rows(WrittenFile file, Schema schema) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    Snapshot snapshot = Snapshots.pin(source(), HADOOP);
    DataFile data =
        snapshot.files().stream().filter(f -> f.path().endsWith(name)).findFirst().orElseThrow();
    return Blocks.read(snapshot, data, schema.names());
  }

  private TableSource source() {
    return new TableSource(TableFormat.PARQUET, folder.toString(), java.util.OptionalLong.empty());
  }

  /** Rows as {@link Blocks#read} gives them. */
  private static List<List<Object>> transposed(Schema schema, List<List<?>> columns) {
    List<List<Object>> rows = new ArrayList<>();
    for (int row = 0; row < columns.get(0).size(); row++) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        Object value = columns.get(i).get(row);
        boolean wide = value instanceof BigInteger;
        int scale = schema.fields().get(i).type() instanceof ColumnType.Decimal d ? d.scale() : 0;
        values.add(
            wide
                ? new BigDecimal((BigInteger) value, scale)
                : value instanceof Float f ? (Object) f.doubleValue() : value);
      }
      rows.add(values);
    }
    return rows;
  }

  private static String local(WrittenFile file) {
    return java.net.URI.create(file.path()).getPath();
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }
}
