package org.plumbline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plumbline.table.Blocks.field;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Schema;
import org.plumbline.table.ScoreTable.Replace;

/** What every kind of score table promises. */
abstract class ScoreTableContract {

  static final Configuration HADOOP = new Configuration();
  static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  static final Schema SCORES =
      new Schema(
          List.of(
              field("sale_id", new ColumnType.Whole(64, true)),
              field("prediction", new ColumnType.Floating(64)),
              field("model_id", new ColumnType.Text())));

  @TempDir Path folder;

  abstract TableFormat format();

  final String root() {
    return folder.resolve("out/scores").toString();
  }

  final TableSource source() {
    return new TableSource(format(), root(), OptionalLong.empty());
  }

  final ScoreTable open() {
    return open("house-prices", SCORES);
  }

  final ScoreTable open(String name, Schema schema) {
    return ScoreTable.open(source(), name, schema, new HadoopStorage(HADOOP), HADOOP);
  }

  /** Writes a file of scores, ids from {@code first}, and does not publish it. */
  static WrittenFile write(ScoreTable table, LocalDate day, String model, String run, long first) {
    String path = table.stagingPrefix(day, run) + "0.parquet";
    try (BlockWriter writer = BlockWriter.create(path, SCORES, HADOOP)) {
      writer.write(
          Blocks.of(
              SCORES,
              List.of(List.of(first, first + 1), List.of(1.5, 2.5), List.of(model, model))));
      return writer.finish();
    }
  }

  static DayPublication publish(
      ScoreTable table, LocalDate day, String model, String run, long first, Replace replace) {
    return table.publish(
        day,
        model,
        run,
        List.of(write(table, day, model, run, first)),
        Map.of("input", "/sales", "version", "59"),
        replace);
  }

  /** All published ids and models, as a reader of the table finds them. */
  final List<List<Object>> rows() {
    return Blocks.read(
        Snapshots.pin(source(), HADOOP), List.of("sale_id", "model_id", ScoreTable.AS_OF));
  }

  static List<Object> row(ScoreTableContract contract, LocalDate day, long id, String model) {
    return List.of(
        id, model, contract.format() == TableFormat.DELTA ? day.toEpochDay() : day.toString());
  }

  @Test
  void aDayIsPublishedWithItsRows() {
    ScoreTable table = open();
    assertThat(table.published(DAY)).isEmpty();

    DayPublication published = publish(table, DAY, "m1", "run-1", 10, Replace.KEEP);

    assertThat(published.model()).isEqualTo("m1");
    assertThat(published.runId()).isEqualTo("run-1");
    assertThat(published.rows()).isEqualTo(2);
    assertThat(published.version()).isPresent();
    assertThat(open().published(DAY)).hasValue(published);
    assertThat(rows())
        .containsExactlyInAnyOrder(row(this, DAY, 10, "m1"), row(this, DAY, 11, "m1"));
  }

  @Test
  void daysAreIndependent() {
    ScoreTable table = open();
    publish(table, DAY, "m1", "run-1", 10, Replace.KEEP);
    publish(table, DAY.plusDays(1), "m2", "run-2", 20, Replace.KEEP);
    publish(table, DAY.minusDays(1), "m0", "run-3", 30, Replace.KEEP);

    assertThat(table.published(DAY)).map(DayPublication::model).hasValue("m1");
    assertThat(table.published(DAY.plusDays(1))).map(DayPublication::model).hasValue("m2");
    assertThat(table.published(DAY.minusDays(1))).map(DayPublication::runId).hasValue("run-3");
    assertThat(rows()).hasSize(6);
  }

  @Test
  void aSecondPublicationAddsNothing() {
    ScoreTable table = open();
    DayPublication first = publish(table, DAY, "m1", "run-1", 10, Replace.KEEP);

    assertThat(publish(table, DAY, "m2", "run-2", 20, Replace.KEEP)).isEqualTo(first);
    assertThat(publish(open(), DAY, "m1", "run-1", 10, Replace.KEEP)).isEqualTo(first);
    assertThat(rows()).hasSize(2);
  }

  @Test
  void replacingLeavesTheNewScoresAlone() {
    ScoreTable table = open();
    publish(table, DAY, "m1", "run-1", 10, Replace.KEEP);
    publish(table, DAY.plusDays(1), "m1", "run-1", 20, Replace.KEEP);

    DayPublication replaced = publish(table, DAY, "m2", "run-2", 30, Replace.REPLACE);

    assertThat(replaced.model()).isEqualTo("m2");
    assertThat(open().published(DAY)).hasValue(replaced);
    assertThat(rows())
        .containsExactlyInAnyOrder(
            row(this, DAY, 30, "m2"),
            row(this, DAY, 31, "m2"),
            row(this, DAY.plusDays(1), 20, "m1"),
            row(this, DAY.plusDays(1), 21, "m1"));
  }

  @Test
  void replacingADayThatIsNotThereAddsIt() {
    assertThat(publish(open(), DAY, "m1", "run-1", 10, Replace.REPLACE).model()).isEqualTo("m1");
    assertThat(rows()).hasSize(2);
  }

  @Test
  void aKilledWriterLeavesNothingVisible() {
    ScoreTable table = open();
    publish(table, DAY.minusDays(1), "m1", "run-0", 1, Replace.KEEP);
    write(table, DAY, "m1", "killed", 10);

    assertThat(open().published(DAY)).isEmpty();
    assertThat(rows()).hasSize(2);
    publish(open(), DAY, "m1", "run-1", 20, Replace.KEEP);
    assertThat(rows()).hasSize(4).contains(row(this, DAY, 20, "m1"));
  }

  @Test
  void aFirstRunThatIsKilledDoesNotBlockTheNext() {
    write(open(), DAY, "m1", "killed", 10);

    publish(open(), DAY, "m1", "run-1", 20, Replace.KEEP);
    assertThat(rows()).hasSize(2);
  }

  @Test
  void ofManyPublishersOfADayExactlyOneWins() throws Exception {
    assertOneWinner(race(DAY, Replace.KEEP));
  }

  /** One that begins after another has won replaces it, and may: but never is there a mixture. */
  @Test
  void ofManyReplacersOfADayOneIsInForceAndWhole() throws Exception {
    publish(open(), DAY, "old", "run-old", 1, Replace.KEEP);

    List<DayPublication> seen = race(DAY, Replace.REPLACE);

    DayPublication inForce = open().published(DAY).orElseThrow();
    long first = 100L * (Long.parseLong(inForce.runId().substring("run-".length())) + 1);
    assertThat(seen).hasSize(4).contains(inForce);
    assertThat(seen).allSatisfy(one -> assertThat(one.model()).isEqualTo("m"));
    assertThat(rows())
        .containsExactlyInAnyOrder(row(this, DAY, first, "m"), row(this, DAY, first + 1, "m"));
  }

  private void assertOneWinner(List<DayPublication> seen) {
    DayPublication inForce = open().published(DAY).orElseThrow();
    assertThat(inForce.model()).isEqualTo("m");
    assertThat(seen).hasSize(4).allSatisfy(one -> assertThat(one).isEqualTo(inForce));
    assertThat(rows()).hasSize(2);
  }

  private List<DayPublication> race(LocalDate day, Replace replace) throws Exception {
    int publishers = 4;
    CyclicBarrier barrier = new CyclicBarrier(publishers);
    ExecutorService pool = Executors.newFixedThreadPool(publishers);
    try {
      List<Callable<DayPublication>> all = new ArrayList<>();
      for (int i = 0; i < publishers; i++) {
        String run = "run-" + i;
        long first = 100L * (i + 1);
        all.add(
            () -> {
              ScoreTable table = open();
              List<WrittenFile> files = List.of(write(table, day, "m", run, first));
              barrier.await(60, TimeUnit.SECONDS);
              return table.publish(day, "m", run, files, Map.of(), replace);
            });
      }
      List<DayPublication> seen = new ArrayList<>();
      for (var one : pool.invokeAll(all)) {
        seen.add(one.get());
      }
      return seen;
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aTableOfAnotherNameIsNotOurs() {
    publish(open(), DAY, "m1", "run-1", 10, Replace.KEEP);

    assertOutput(() -> open("flights", SCORES), "holds the scores of house-prices, not of flights");
  }

  @Test
  void aTableOfOtherColumnsIsRefused() {
    publish(open(), DAY, "m1", "run-1", 10, Replace.KEEP);
    Schema other = new Schema(SCORES.fields().subList(1, 3));

    assertOutput(
        () -> open("house-prices", other),
        "holds columns (sale_id long, prediction double, model_id string");
  }

  @Test
  void aFolderWithOtherFilesIsNotOurs() throws IOException {
    Files.createDirectories(Path.of(root()));
    Files.writeString(Path.of(root(), "thesis.txt"), "years of work");

    assertOutput(() -> open(), "thesis.txt");
  }

  @Test
  void thePartitionColumnMayBeGivenOrNot() {
    publish(
        open("house-prices", ScoreTable.withPartition(SCORES)),
        DAY,
        "m1",
        "run-1",
        10,
        Replace.KEEP);

    assertThat(open().published(DAY)).isPresent();
  }

  final void assertOutput(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.OUTPUT))
        .hasMessageContaining(message)
        .hasMessageContaining("scores");
  }
}
