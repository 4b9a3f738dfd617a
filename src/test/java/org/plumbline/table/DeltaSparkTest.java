package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.columns.ColumnType;
import org.plumbline.table.ScoreTable.Replace;

/** Delta's own engine and we read each other's tables. */
class DeltaSparkTest {

  private static final Configuration HADOOP = new Configuration();
  private static final LocalDate DAY = ScoreTableContract.DAY;

  @TempDir private Path folder;
  private final SparkSession spark = SparkSessions.shared();

  @Test
  void scoresAreReadByDeltaSparkWhichThenDeletesAndWeGoOn() {
    TableSource target =
        new TableSource(TableFormat.DELTA, folder.toString(), OptionalLong.empty());
    ScoreTable scores = open(target);
    for (int day = 0; day < 11; day++) {
      publish(scores, DAY.plusDays(day), "m" + day, 10L * day);
    }

    Dataset<Row> read = spark.read().format("delta").load(folder.toString());
    assertThat(read.schema().catalogString())
        .isEqualTo("struct<sale_id:bigint,prediction:double,model_id:string,as_of:date>");
    assertThat(read.collectAsList()).hasSize(22);
    assertThat(read.where("as_of = date'2026-03-02' and sale_id > 10").collectAsList())
        .as("pruned by partition and statistics")
        .map(row -> row.getLong(0))
        .containsExactly(11L);

    spark.sql("delete from delta.`" + folder + "` where as_of = date'2026-03-01'");
    assertThat(open(target).published(DAY)).isEmpty();
    publish(open(target), DAY, "again", 1000);

    spark
        .sql(
            "select 7L as sale_id, 0.5D as prediction, 'theirs' as model_id, date'%s' as as_of"
                .formatted(DAY.plusDays(20)))
        .write()
        .format("delta")
        .mode(SaveMode.Append)
        .save(folder.toString());
    Snapshot appended = pin(folder.toString());
    assertThat(Blocks.read(appended, List.of("sale_id", "model_id")))
        .hasSize(23)
        .contains(List.of(7L, "theirs"));
  }

  @Test
  void aTableOfDeltaSparkWithPartitionsDeletesAndACheckpointIsRead() {
    String path = folder.toString();
    spark.sql(
        "create table delta.`"
            + path
            + "` (id bigint, x double, price decimal(10,2), at timestamp, day date)"
            + " using delta partitioned by (day)"
            + " tblproperties (delta.enableDeletionVectors = false, delta.checkpointInterval = 2)");
    spark.sql(
        "insert into delta.`%s` select id, id / 2D, id, timestamp'2026-01-01 12:00:00',"
                .formatted(path)
            + " date_add(date'2026-01-01', cast(day as int))"
            + " from range(10) cross join (select id as day from range(6))");
    spark.sql("delete from delta.`" + path + "` where day = date'2026-01-03' and id < 5");

    Snapshot snapshot = pin(path);

    assertThat(Path.of(path, "_delta_log", "_last_checkpoint")).exists();
    assertThat(snapshot.version()).hasValue(2);
    assertThat(snapshot.column("price").type()).isEqualTo(new ColumnType.Decimal(10, 2));
    assertThat(snapshot.column("at").type()).isEqualTo(new ColumnType.Timestamp(true));
    assertThat(snapshot.partitionColumns()).containsExactly("day");
    assertThat(snapshot.files().stream().mapToLong(file -> file.rows().getAsLong()).sum())
        .isEqualTo(55);
    List<List<Object>> rows = Blocks.read(snapshot, List.of("id", "x", "price", "day"));
    assertThat(rows).hasSize(55).contains(List.of(5L, 2.5, 500L, 20_456L));
    assertThat(rows.stream().mapToLong(row -> (long) row.get(0)).sum())
        .isEqualTo(
            spark.read().format("delta").load(path).selectExpr("sum(id)").first().getLong(0));
  }

  @Test
  void aTableWithDeletionVectorsIsRefusedByName() {
    String path = folder.toString();
    spark.sql(
        "create table delta.`"
            + path
            + "` (id bigint) using delta tblproperties (delta.enableDeletionVectors = true)");

    assertThatThrownBy(() -> pin(path))
        .hasMessageContaining("needs reader features [deletionVectors] (protocol 3)");
  }

  private static Snapshot pin(String path) {
    return Snapshots.pin(new TableSource(TableFormat.DELTA, path, OptionalLong.empty()), HADOOP);
  }

  private static ScoreTable open(TableSource target) {
    return ScoreTable.open(
        target, "house-prices", ScoreTableContract.SCORES, new HadoopStorage(HADOOP), HADOOP);
  }

  private static void publish(ScoreTable scores, LocalDate day, String model, long first) {
    ScoreTableContract.publish(scores, day, model, "run-" + model, first, Replace.KEEP);
  }
}
