package org.plumbline.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.Failure;
import org.plumbline.SparkSessions;
import org.plumbline.features.Definition;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.Scorer;
import org.plumbline.scan.Sales.Sale;
import org.plumbline.table.Snapshot;
import org.plumbline.table.WrittenFile;

class RewriteTest {

  private static final List<Sale> SALES = Sales.seeded(4, 3, 100);
  private static final Scorer SCORER =
      new Scorer(
          List.of(new Definition.NumberTerm("area"), new Definition.NumberTerm("rooms")),
          1000.5,
          List.of(999.25, 5001.0));

  @TempDir Path folder;

  @Test
  void predictionsAreThePlainLoopsOverTheRowsOfTheDay() {
    Sales.write(folder.resolve("t"), "a", Sales.shuffled(SALES, 1).subList(0, 150));
    Sales.write(folder.resolve("t"), "b", Sales.shuffled(SALES, 1).subList(150, 300));
    Rewrite.Written written = run(List.of("id", "note"), MissingPolicy.FAIL, 1);
    Map<Long, Double> expected = new TreeMap<>();
    Sales.ofDay(SALES, 1).forEach(sale -> expected.put(sale.id(), predicted(sale)));
    Map<Long, Double> scores = new TreeMap<>();
    for (Row row : read(written).collectAsList()) {
      assertThat(row.<String>getAs("model_id")).isEqualTo("m-1");
      assertThat(row.<String>getAs("note")).startsWith("note ");
      scores.put(row.getAs("id"), row.getAs("prediction"));
    }
    assertThat(scores).isEqualTo(expected);
    assertThat(written.rows()).isEqualTo(100);
    assertThat(written.unscored()).isZero();
    assertThat(written.bytesRead()).isPositive();
  }

  private static double predicted(Sale sale) {
    return 1000.5 + 999.25 * sale.area() + 5001.0 * sale.rooms();
  }

  @Test
  void aMissingFeatureUnderFailLeavesNothing() throws IOException {
    Sales.write(folder.resolve("t"), "a", withoutArea(SALES.subList(0, 7)));
    assertThatThrownBy(() -> run(List.of("id"), MissingPolicy.FAIL, 0))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessageContaining("`area` is null in 7 rows");
    try (Stream<Path> left = Files.list(folder.resolve("out"))) {
      assertThat(left.filter(path -> path.toString().endsWith(".parquet"))).isEmpty();
    }
  }

  @Test
  void aMissingFeatureUnderDropGivesANullPrediction() {
    List<Sale> sales = new ArrayList<>(withoutArea(SALES.subList(0, 7)));
    sales.addAll(SALES.subList(7, 20));
    Sales.write(folder.resolve("t"), "a", sales);
    Rewrite.Written written = run(List.of("id"), MissingPolicy.DROP, 0);
    assertThat(written.unscored()).isEqualTo(7);
    assertThat(read(written).where("prediction is null").count()).isEqualTo(7);
    assertThat(written.rows()).isEqualTo(20);
  }

  private static List<Sale> withoutArea(List<Sale> sales) {
    return sales.stream()
        .map(
            sale ->
                new Sale(
                    sale.id(), sale.day(), Double.NaN, sale.rooms(), sale.price(), sale.note()))
        .toList();
  }

  @Test
  void aDayWithoutRowsWritesNoFile() {
    Sales.write(folder.resolve("t"), "a", SALES);
    Rewrite.Written written = run(List.of("id"), MissingPolicy.FAIL, 9);
    assertThat(written.files()).isEmpty();
    assertThat(written.rows()).isZero();
  }

  @Test
  void carriedColumnsOfEveryTypeComeBackEqual() {
    SparkSession spark = SparkSessions.shared();
    String table = folder.resolve("types").toString();
    spark
        .sql(
            "SELECT double(id) AS area, id AS rooms, CAST(id AS TINYINT) AS tiny,"
                + " IF(id % 3 = 0, NULL, CAST(id AS INT)) AS whole, float(id / 3) AS single,"
                + " CAST(id / 7 AS DECIMAL(12,4)) AS decimal, CAST(id AS DECIMAL(30,3)) AS wide,"
                + " id % 2 = 0 AS truth, concat('z', id % 4) AS text,"
                + " IF(id % 5 = 0, NULL, date_add(DATE '2026-01-01', CAST(id AS INT))) AS day,"
                + " timestamp_micros(id * 1234567890123) AS moment,"
                + " CAST('2026-03-29 02:30:00.123456' AS TIMESTAMP_NTZ) AS reading,"
                + " CAST(concat('b', id) AS BINARY) AS bytes FROM range(100)")
        .coalesce(1)
        .write()
        .parquet(table);
    List<String> carry =
        List.of(
            "tiny", "whole", "single", "decimal", "wide", "truth", "text", "day", "moment",
            "reading", "bytes", "rooms");
    Rewrite.Written written =
        Rewrite.run(
            spark,
            new Rewrite.Request(
                Sales.pin(Path.of(table)),
                SCORER,
                "m-1",
                carry,
                Optional.empty(),
                Set.of(),
                folder.resolve("out") + "/run-"));
    assertThat(texts(read(written), carry))
        .isEqualTo(texts(spark.read().parquet(table), carry))
        .hasSize(100);
  }

  /** The rows as text, bytes in hexadecimal. */
  private static List<String> texts(Dataset<Row> rows, List<String> columns) {
    String[] expressions =
        columns.stream()
            .map(column -> column.equals("bytes") ? "hex(bytes)" : column)
            .toArray(String[]::new);
    return rows.orderBy("rooms").selectExpr(expressions).collectAsList().stream()
        .map(Row::toString)
        .toList();
  }

  @Test
  void twoAttemptsOfATaskWriteTwoWholeFiles() {
    Sales.write(folder.resolve("t"), "a", SALES);
    Snapshot snapshot = Sales.pin(folder.resolve("t"));
    Rewrite.Request request = request(snapshot, List.of("id"), MissingPolicy.FAIL, 1);
    RewriteTask task =
        new RewriteTask(
            request,
            List.of("id", "area", "rooms", "sold_on"),
            Rewrite.schema(snapshot, List.of("id")));
    List<Piece> pieces = Piece.tasks(snapshot.files(), 2).get(0);
    RewriteTask.Found first = task.of(pieces, Sales.hadoop());
    RewriteTask.Found second = task.of(pieces, Sales.hadoop());
    assertThat(first.files().get(0).path()).isNotEqualTo(second.files().get(0).path());
    assertThat(first.files().get(0).rows()).isEqualTo(second.files().get(0).rows()).isEqualTo(100);
  }

  @Test
  void carriedColumnNamedLikeAnOutputIsRefused() {
    Sales.write(folder.resolve("t"), "a", SALES);
    assertThatThrownBy(() -> Rewrite.schema(Sales.pin(folder.resolve("t")), List.of("prediction")))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION))
        .hasMessageContaining("scoring.carry names `prediction`");
  }

  private Rewrite.Written run(List<String> carry, MissingPolicy missing, int day) {
    return Rewrite.run(
        SparkSessions.shared(), request(Sales.pin(folder.resolve("t")), carry, missing, day));
  }

  private Rewrite.Request request(
      Snapshot snapshot, List<String> carry, MissingPolicy missing, int day) {
    return new Rewrite.Request(
        snapshot,
        SCORER,
        "m-1",
        carry,
        Optional.of(new Rewrite.EventDay("sold_on", ZoneOffset.UTC, Sales.FIRST_DAY + day)),
        missing == MissingPolicy.DROP ? Set.of("area", "rooms") : Set.of(),
        folder.resolve("out") + "/run-");
  }

  private static Dataset<Row> read(Rewrite.Written written) {
    return SparkSessions.shared()
        .read()
        .parquet(written.files().stream().map(WrittenFile::path).toArray(String[]::new));
  }
}
