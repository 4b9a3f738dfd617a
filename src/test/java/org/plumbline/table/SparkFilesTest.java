package org.plumbline.table;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.SparkSessions;

/** Files that Spark writes, read back equal to what Spark reads. */
class SparkFilesTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "INT96, false, snappy",
    "TIMESTAMP_MILLIS, true, zstd",
    "TIMESTAMP_MICROS, false, gzip"
  })
  void everyColumnIsWhatSparkReads(String timestamps, boolean legacy, String codec)
      throws IOException {
    Dataset<Row> rows =
        SparkSessions.shared()
            .range(0, 3_000, 1, 1)
            .selectExpr(
                "id",
                "cast(id % 100 as tinyint) byte",
                "cast(id as smallint) short",
                "if(id % 7 = 0, null, cast(id as int)) int",
                "cast(id / 3 as float) float",
                "if(id % 11 = 0, double('NaN'), id / 7) double",
                "id % 2 = 0 flag",
                "cast(id * 1.01 as decimal(9, 2)) dec9",
                "cast(id * 1000001 as decimal(18, 3)) dec18",
                "cast(id * 1000001 as decimal(30, 5)) dec30",
                "if(id % 5 = 0, null, concat('ü', id % 30)) text",
                "date_add(date'1800-01-01', cast(id * 40 as int)) day",
                "timestamp_micros(id * 86400000000123 - 5000000000000000) at",
                "cast(timestamp_micros(id * 3600000456) as timestamp_ntz) ntz");
    Path out = folder.resolve("spark");
    SparkSessions.shared().conf().set("spark.sql.parquet.outputTimestampType", timestamps);
    SparkSessions.shared().conf().set("spark.sql.parquet.writeLegacyFormat", legacy);
    try {
      rows.write().option("compression", codec).parquet(out.toString());
    } finally {
      SparkSessions.shared().conf().unset("spark.sql.parquet.outputTimestampType");
      SparkSessions.shared().conf().unset("spark.sql.parquet.writeLegacyFormat");
    }

    Map<String, List<Object>> read = ParquetFiles.read(file(out));
    Dataset<Row> back =
        SparkSessions.shared()
            .read()
            .parquet(out.toString())
            .withColumn("day", expr("unix_date(day)"))
            .withColumn("at", expr("unix_micros(at)"))
            .withColumn("ntz", expr("unix_micros(cast(ntz as timestamp))"));
    for (String name : back.columns()) {
      List<Object> expected = new ArrayList<>();
      for (Row row : back.select(name).collectAsList()) {
        expected.add(plain(row.get(0)));
      }
      assertThat(comparable(name, read.get(name))).as(name).isEqualTo(expected);
    }
  }

  private static Path file(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** A value of Spark as our columns hold it. */
  private static Object plain(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.unscaledValue();
    }
    if (value instanceof Boolean flag) {
      return flag ? 1L : 0L;
    }
    if (value instanceof Float || value instanceof Double) {
      return ((Number) value).doubleValue();
    }
    return value instanceof Number number ? (Object) number.longValue() : value;
  }

  private static List<Object> comparable(String name, List<Object> values) {
    List<Object> plain = new ArrayList<>(values);
    if (name.startsWith("dec")) {
      plain.replaceAll(
          value ->
              value instanceof Long unscaled
                  ? BigInteger.valueOf(unscaled)
                  : ParquetFiles.number(value));
    }
    return plain;
  }
}
