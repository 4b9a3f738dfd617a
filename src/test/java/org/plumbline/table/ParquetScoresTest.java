package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.plumbline.FaultyStorage;
import org.plumbline.table.ScoreTable.Replace;

class ParquetScoresTest extends ScoreTableContract {

  private static final Storage DISK = new HadoopStorage(HADOOP);

  @Override
  TableFormat format() {
    return TableFormat.PARQUET;
  }

  @Test
  void manifestsAreNumberedByDayAndSayWhatIsPublished() throws IOException {
    publish(open(), DAY, "m1", "run-1", 10, Replace.KEEP);
    publish(open(), DAY, "m2", "run-2", 20, Replace.REPLACE);

    Path manifests = Path.of(root(), "_manifests", "2026-03-01");
    assertThat(manifests.toFile().list())
        .containsExactlyInAnyOrder("0000000001.json", "0000000002.json");
    JsonNode second =
        Json.parse(Files.readAllBytes(manifests.resolve("0000000002.json")), "manifest");
    assertThat(second.path("format-version").asInt()).isOne();
    assertThat(second.path("as-of").asText()).isEqualTo("2026-03-01");
    assertThat(second.path("model").asText()).isEqualTo("m2");
    assertThat(second.path("run-id").asText()).isEqualTo("run-2");
    assertThat(second.path("input").path("input").asText()).isEqualTo("/sales");
    JsonNode file = second.path("files").path(0);
    assertThat(file.path("path").asText()).startsWith("as_of=2026-03-01/run-2-");
    assertThat(file.path("rows").asInt()).isEqualTo(2);
    assertThat(file.path("size").asLong())
        .isEqualTo(Files.size(Path.of(root(), file.path("path").asText())));
  }

  @Test
  void publishedVersionIsTheManifestsNumber() {
    publish(open(), DAY, "m1", "run-1", 10, Replace.KEEP);

    assertThat(publish(open(), DAY, "m2", "run-2", 20, Replace.REPLACE).version()).hasValue(2);
  }

  @Test
  void duckDbReadsTheFilesAsAHivePartitionedTable() throws SQLException {
    publish(open(), DAY, "m1", "run-1", 10, Replace.KEEP);

    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select sale_id, prediction, model_id, as_of from"
                    + " read_parquet('%s/*/*.parquet', hive_partitioning = true) order by 1"
                        .formatted(root()))) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(10);
      assertThat(rows.getDouble(2)).isEqualTo(1.5);
      assertThat(rows.getString(3)).isEqualTo("m1");
      assertThat(rows.getString(4)).isEqualTo("2026-03-01");
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void aFaultBeforeTheManifestPublishesNothingAndOneAfterItIsFoundByTheNextRun() {
    ScoreTable broken = open(FaultyStorage.dyingBefore("_manifests", DISK));
    assertThatThrownBy(() -> publish(broken, DAY, "m1", "run-1", 10, Replace.KEEP))
        .isInstanceOf(FaultyStorage.Killed.class);
    assertThat(open().published(DAY)).isEmpty();

    ScoreTable halted = open(FaultyStorage.dyingAfter("_manifests", DISK));
    assertThatThrownBy(() -> publish(halted, DAY, "m1", "run-2", 20, Replace.KEEP))
        .isInstanceOf(FaultyStorage.Killed.class);
    assertThat(publish(open(), DAY, "m1", "run-3", 30, Replace.KEEP).runId()).isEqualTo("run-2");
    assertThat(rows()).hasSize(2);
  }

  private ScoreTable open(Storage storage) {
    return ScoreTable.open(source(), "house-prices", SCORES, storage, HADOOP);
  }
}
