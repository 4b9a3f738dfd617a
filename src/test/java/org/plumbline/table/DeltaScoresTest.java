package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plumbline.table.Blocks.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Schema;
import org.plumbline.table.ScoreTable.Replace;

class DeltaScoresTest extends ScoreTableContract {

  @Override
  TableFormat format() {
    return TableFormat.DELTA;
  }

  @Test
  void aCommitSaysWhatItIsInItsUserMetadata() throws IOException {
    publish(open(), DAY, "m1", "run-1", 10, Replace.KEEP);

    String info =
        Files.readAllLines(Path.of(root(), "_delta_log", "00000000000000000000.json")).stream()
            .filter(line -> line.contains("commitInfo"))
            .findFirst()
            .orElseThrow();
    JsonNode commit = json(info).path("commitInfo");
    assertThat(commit.path("operation").asText()).isEqualTo("WRITE");
    assertThat(json(commit.path("userMetadata").asText()))
        .isEqualTo(
            json(
                "{\"input\":\"/sales\",\"plumbline.model\":\"m1\","
                    + "\"plumbline.run-id\":\"run-1\",\"version\":\"59\"}"));
  }

  @Test
  void statisticsOfScoresAreKeptInTheLog() {
    publish(open(), DAY, "m1", "run-1", 10, Replace.KEEP);

    DataFile file = Snapshots.pin(source(), HADOOP).files().get(0);
    assertThat(file.rows()).hasValue(2);
    assertThat(file.least())
        .isEqualTo(Map.of("sale_id", "10", "prediction", "1.5", "model_id", "m1"));
    assertThat(file.greatest())
        .isEqualTo(Map.of("sale_id", "11", "prediction", "2.5", "model_id", "m1"));
    assertThat(file.partition()).isEqualTo(Map.of("as_of", Optional.of("2026-03-01")));
    assertThat(file.path()).startsWith("scores-2026-03-01-run-1-");
  }

  @Test
  void publicationsAreFoundAcrossCheckpoints() {
    ScoreTable table = open();
    for (int day = 0; day < 12; day++) {
      publish(table, DAY.plusDays(day), "m" + day, "run-" + day, 10L * day, Replace.KEEP);
    }

    assertThat(Path.of(root(), "_delta_log", "_last_checkpoint")).exists();
    for (int day = 0; day < 12; day++) {
      DayPublication published = open().published(DAY.plusDays(day)).orElseThrow();
      assertThat(published.model()).isEqualTo("m" + day);
      assertThat(published.runId()).isEqualTo("run-" + day);
      assertThat(published.version()).hasValue(day);
    }
    assertThat(rows()).hasSize(24);
  }

  @Test
  void aPublicationStaysKnownWhenItsCommitIsCleanedFromTheLog() throws IOException {
    ScoreTable table = open();
    for (int day = 0; day < 12; day++) {
      publish(table, DAY.plusDays(day), "m" + day, "run-" + day, 10L * day, Replace.KEEP);
    }
    Files.delete(Path.of(root(), "_delta_log", "00000000000000000000.json"));
    Files.delete(Path.of(root(), "_delta_log", "00000000000000000001.json"));

    DayPublication published = open().published(DAY).orElseThrow();
    assertThat(published.model()).isEqualTo("m0");
    assertThat(published.runId()).isEqualTo("run-0");
    assertThat(published.version()).isEmpty();
    assertThat(publish(open(), DAY, "m9", "run-9", 90, Replace.KEEP)).isEqualTo(published);
  }

  @Test
  void aDeltaTableOfSomebodyElseIsNotOurs() {
    DeltaAppend.create(root(), SCORES, List.of(), HADOOP).append(List.of());

    assertOutput(() -> open(), "lacks the property plumbline.scores-of");
  }

  @Test
  void columnsThatDeltaCannotHoldAreRefusedByName() {
    for (var bad :
        List.of(
            field("carried", new ColumnType.Timestamp(false)),
            field("carried", new ColumnType.Whole(32, false)),
            field("carried;", new ColumnType.Text()),
            field("PREDICTION", new ColumnType.Text()))) {
      Schema schema = new Schema(List.of(SCORES.fields().get(1), bad));
      assertThatThrownBy(() -> open("house-prices", schema))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED))
          .hasMessageContaining("column " + bad.name());
    }
  }

  @Test
  void aTableThatNeedsANewerWriterIsRefusedByFeature() throws IOException {
    publish(open(), DAY, "m1", "run-1", 10, Replace.KEEP);
    commit(
        1,
        "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":7,"
            + "\"writerFeatures\":[\"rowTracking\",\"domainMetadata\"]}}");

    assertThatThrownBy(() -> open())
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED))
        .hasMessageContaining("needs writer features [domainMetadata, rowTracking] (protocol 7)");
    assertThat(rows()).as("but is readable").hasSize(2);
  }

  @Test
  void anOlderWriterProtocolIsRefusedByWhatItMeans() throws IOException {
    publish(open(), DAY, "m1", "run-1", 10, Replace.KEEP);
    commit(1, "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":4}}");

    assertThatThrownBy(() -> open())
        .hasMessageContaining(
            "needs writer features [changeDataFeed, checkConstraints, generatedColumns]"
                + " (protocol 4); this version writes protocol 2");
  }

  @Test
  void versionsCanBeReadAsTheyWere() {
    publish(open(), DAY, "m1", "run-1", 10, Replace.KEEP);
    publish(open(), DAY, "m2", "run-2", 20, Replace.REPLACE);

    Snapshot first =
        Snapshots.pin(new TableSource(TableFormat.DELTA, root(), OptionalLong.of(0)), HADOOP);
    assertThat(Blocks.read(first, List.of("sale_id", "model_id")))
        .containsExactly(List.of(10L, "m1"), List.of(11L, "m1"));
  }

  @Test
  void aCommitThatThrowsAfterItLandedIsNotRepeated() {
    publish(open(), DAY.minusDays(1), "m0", "run-0", 1, Replace.KEEP);

    DayPublication published =
        publish(open(HaltingLogStore.AfterFirst.class), DAY, "m1", "run-1", 10, Replace.KEEP);

    assertThat(published.runId()).isEqualTo("run-1");
    assertThat(published.version()).hasValue(1);
    assertThat(rows()).hasSize(4);
  }

  @Test
  void aCommitThatThrowsBeforeItLandsIsRepeated() {
    publish(open(), DAY.minusDays(1), "m0", "run-0", 1, Replace.KEEP);

    publish(open(HaltingLogStore.BeforeFirst.class), DAY, "m1", "run-1", 10, Replace.KEEP);

    assertThat(open().published(DAY)).map(DayPublication::runId).hasValue("run-1");
    assertThat(rows()).hasSize(4);
  }

  @Test
  void aLogThatCannotBeWrittenEndsAfterSomeAttemptsWithNothingPublished() {
    publish(open(), DAY.minusDays(1), "m0", "run-0", 1, Replace.KEEP);

    ScoreTable table = open(HaltingLogStore.Always.class);
    assertThatThrownBy(() -> publish(table, DAY, "m1", "run-1", 10, Replace.KEEP))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.IO))
        .hasMessageContaining("_delta_log: writing failed: ")
        .hasMessageContaining("halted");
    assertThat(open().published(DAY)).isEmpty();
    assertThat(rows()).hasSize(2);
  }

  private ScoreTable open(Class<? extends HaltingLogStore> logStore) {
    Configuration hadoop = new Configuration(HADOOP);
    hadoop.set("delta.logStore.file.impl", logStore.getName());
    return ScoreTable.open(source(), "house-prices", SCORES, new HadoopStorage(hadoop), hadoop);
  }

  private void commit(long version, String... actions) throws IOException {
    Files.writeString(
        Path.of(root(), "_delta_log", "%020d.json".formatted(version)),
        String.join("\n", actions) + "\n");
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8), "here");
  }
}
