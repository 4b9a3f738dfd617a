package org.plumbline.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.Failure;
import org.plumbline.SparkSessions;
import org.plumbline.columns.Block;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;

class SplitTest {

  /** Keys of every type; nulls nowhere. */
  private static final String KEYS =
      "SELECT id * 1000003 - 500000000 AS big, CAST(id - 500 AS INT) AS small, "
          + "CAST(id % 2 = 0 AS BOOLEAN) AS truth, "
          + "repeat(concat('é', chr(CAST(65 + id % 26 AS INT))), CAST(id % 50 AS INT)) AS text, "
          + "date_add(DATE '1969-06-01', CAST(id AS INT)) AS day, "
          + "timestamp_micros(id * 86399999983 - 5000000000000) AS moment, "
          + "CAST(concat('2021-03-28 0', id % 10, ':15:00.', 100000 + id) AS TIMESTAMP_NTZ)"
          + " AS reading, "
          + "CAST(id * 7 - 3000 AS DECIMAL(18,0)) AS digits, concat('k', id % 7) AS `a.b``c`"
          + " FROM range(1000)";

  private static Dataset<Row> keys;
  private static Block block;

  @BeforeAll
  static void collect() {
    SparkSession spark = SparkSessions.shared().newSession();
    spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
    // A session's zone must not matter, least of all one whose clocks change.
    spark.conf().set("spark.sql.session.timeZone", "Europe/Paris");
    keys = spark.sql(KEYS).cache();
    block = SparkRows.block(keys);
  }

  @Test
  void hashesAreSparkSqlsForKeysOfEveryType() {
    for (String key : keys.columns()) {
      assertThat(ours(List.of(key))).as(key).isEqualTo(sparks(List.of(key)));
    }
  }

  @Test
  void hashOfManyKeysIsSparkSqls() {
    List<String> all = List.of(keys.columns());
    assertThat(ours(all)).isEqualTo(sparks(all));
  }

  @Test
  void hashesAreTheGoldenOnes() {
    assertThat(text("")).isEqualTo(-7444071767201028348L);
    assertThat(keys.sparkSession().sql("SELECT xxhash64('')").first().getLong(0))
        .isEqualTo(-7444071767201028348L);
  }

  @Test
  void trainingConditionSelectsTheRowsOutsideTheHoldout() {
    for (double holdout : new double[] {0, 1e-5, 0.2, 0.5, 0.999}) {
      Split split = new Split(List.of("small", "a.b`c"), holdout, 5);
      List<Long> kept = new ArrayList<>();
      long[] hashes = hashes(split.by());
      for (int row = 0; row < block.rows(); row++) {
        if (split.fold(hashes[row]) > 0) {
          kept.add(hashes[row]);
        }
      }
      assertThat(
              keys
                  .where(split.trainingCondition(block.schema()))
                  .selectExpr(split.hash(block.schema()))
                  .collectAsList()
                  .stream()
                  .map(row -> row.getLong(0)))
          .as("holdout " + holdout)
          .isEqualTo(kept);
    }
  }

  @Test
  void foldsAreThoseOfTheSqlFormula() {
    Split split = new Split(List.of("big"), 0.25, 7);
    String hash = split.hash(block.schema());
    List<Integer> sql =
        keys
            .selectExpr(hash + " AS h")
            .selectExpr(
                "IF(shiftrightunsigned(h, 32) < 0.25 * 4294967296, 0,"
                    + " CAST((h & 4294967295) % 7 + 1 AS INT))")
            .collectAsList()
            .stream()
            .map(row -> row.getInt(0))
            .toList();
    int[] folds = new int[block.rows()];
    split.folds(hashes(split.by()), block.rows(), folds);
    assertThat(folds).containsExactly(sql.stream().mapToInt(Integer::intValue).toArray());
  }

  @Test
  void smallerHoldoutIsInsideALargerOne() {
    Split small = new Split(List.of("big"), 0.1, 5);
    Split large = new Split(List.of("big"), 0.3, 5);
    for (long hash : hashes(List.of("big"))) {
      assertThat(small.fold(hash) != 0 || large.fold(hash) == 0).isTrue();
    }
  }

  @Test
  void keysThatAreNoKeysAreRefusedByNameAndType() {
    Schema schema =
        new Schema(
            List.of(
                new Field("price", new ColumnType.Floating(64)),
                new Field("amount", new ColumnType.Decimal(10, 2)),
                new Field("wide", new ColumnType.Decimal(20, 0))));
    for (String key : schema.names()) {
      assertThatThrownBy(() -> new Split(List.of(key), 0.2, 5).check(schema))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.DATA))
          .hasMessageContaining("`" + key + "`")
          .hasMessageContaining("which is no key");
    }
    assertThatThrownBy(() -> new Split(List.of("absent"), 0.2, 5).check(schema))
        .hasMessageContaining("key column `absent` is not in the table");
  }

  private static long text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return XxHash64.hash(bytes, 0, bytes.length, XxHash64.SEED);
  }

  private static List<Long> sparks(List<String> by) {
    return keys.selectExpr(new Split(by, 0.2, 5).hash(block.schema())).collectAsList().stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  private static List<Long> ours(List<String> by) {
    List<Long> hashes = new ArrayList<>();
    for (long hash : hashes(by)) {
      hashes.add(hash);
    }
    return hashes;
  }

  private static long[] hashes(List<String> by) {
    KeyHash keyHash = new KeyHash(by, block.schema());
    keyHash.read(block);
    return Arrays.copyOf(keyHash.hashes(), block.rows());
  }
}
