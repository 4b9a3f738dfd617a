package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Path;
import java.sql.Date;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.model.CycleId;
import org.plumbline.model.MonitoringRecord;
import org.plumbline.model.Result;
import org.plumbline.model.Warning;
import org.plumbline.table.ScoreTable;

class MonitorCycleTest {

  @TempDir private Path folder;

  private Bench bench;
  private Sales sales;

  @BeforeEach
  void sales() {
    bench = new Bench(folder.resolve("home").toString());
    sales = new Sales(folder.resolve("sales")).days(0, 3);
  }

  private Result monitor(Specification specification, int day) {
    bench.run(specification, new Command.Score(Optional.empty(), ScoreTable.Replace.KEEP), day);
    return bench.run(specification, new Command.Monitor(), day);
  }

  private MonitoringRecord record(Result result) {
    CycleId cycle = new CycleId(result.asOf().orElseThrow(), result.cycle().orElseThrow());
    return bench.registry().cycle(cycle).monitoring().orElseThrow();
  }

  private static String status(Result result) {
    return result.monitoring().map(Result.Monitored::status).orElse("none");
  }

  private List<Row> history() {
    return SparkSessions.shared()
        .read()
        .format("delta")
        .load(folder.resolve("home/sales/monitoring").toString())
        .collectAsList();
  }

  @Test
  void aChangeOfTheMarketIsWatchedThenAsksForARetrainThatIsDueOnTheNextDay() {
    Market market = new Market(folder).listed(3, 8, 0).labelled(3, 5, 2).labelled(6, 8, 2.5);
    Specification specification = market.labelled(bench.specification(sales.path()));

    Result first = bench.retrain(specification, 4);
    assertThat(first.status()).isEqualTo("promoted");
    assertThat(status(first)).isEqualTo("stable");
    assertThat(status(monitor(specification, 6))).isEqualTo("stable");
    Result watch = monitor(specification, 7);
    assertThat(watch.status()).isEqualTo("monitored");
    assertThat(status(watch)).isEqualTo("watch");
    assertThat(watch.monitoring().orElseThrow().moved().get(0))
        .extracting(Result.Moved::column, Result.Moved::measure)
        .containsExactly("prediction", "error");
    Command ifDue = new Command.Retrain(Command.Retrain.Due.BY_MONITORING);
    Result early = bench.run(specification, ifDue, 8);
    assertThat(early.status()).isEqualTo("skipped");
    assertThat(early.exitCode()).isZero();
    assertThat(early.cycle()).isEmpty();
    assertThat(status(early)).isEqualTo("watch");
    assertThat(early.skipped().get(0).reason()).startsWith("monitoring of 2026-01-08 says watch: ");
    assertThat(bench.registry().cycles(Bench.asOf(8))).isEmpty();

    Result alarm = monitor(specification, 8);
    assertThat(status(alarm)).isEqualTo("retrain");
    assertThat(alarm.monitoring().orElseThrow().reasons().get(0)).endsWith(", 2 times in a row");
    sales.changedDay(4, 2.5).changedDay(5, 2.5).changedDay(6, 2.5).changedDay(7, 2.5);
    Result due = bench.run(specification, ifDue, 9);
    assertThat(due.status()).isIn("promoted", "rejected");
    assertThat(bench.run(specification, ifDue, 9).repeated()).isTrue();
  }

  @Test
  void realisedErrorsAreThoseOfTheJoinedRows() {
    Market market = new Market(folder).listed(3, 3, 0).labelled(3, 3, 2);
    Specification specification = market.labelled(bench.specification(sales.path()));
    MonitoringRecord record = record(bench.retrain(specification, 4));

    MonitoringRecord.RealisedError error = record.error().orElseThrow();
    assertThat(error.days()).hasSize(1);
    MonitoringRecord.Day day = error.days().get(0);
    assertThat(day.scored()).isEqualTo(Market.ROWS_A_DAY);
    assertThat(day.labelled()).isEqualTo(Market.ROWS_A_DAY);
    double[] squares =
        SparkSessions.shared()
            .read()
            .parquet(folder.resolve("scores").toString())
            .join(
                SparkSessions.shared().read().parquet(folder.resolve("labels").toString()),
                "sale_id")
            .selectExpr("avg(pow(price - prediction, 2))", "var_samp(pow(price - prediction, 2))")
            .collectAsList()
            .stream()
            .flatMapToDouble(
                row -> java.util.stream.DoubleStream.of(row.getDouble(0), row.getDouble(1)))
            .toArray();
    double half = 1.959963984540054 * Math.sqrt(squares[1] / Market.ROWS_A_DAY);
    assertThat(day.rmse().orElseThrow()).isCloseTo(Math.sqrt(squares[0]), offset(1e-12));
    assertThat(day.lower().orElseThrow()).isCloseTo(Math.sqrt(squares[0] - half), offset(1e-12));
    assertThat(day.upper().orElseThrow()).isCloseTo(Math.sqrt(squares[0] + half), offset(1e-12));
    assertThat(error.promised().orElseThrow().rmse()).isEqualTo(promisedRmse(record));
  }

  @Test
  void relationsAreWatchedAsTheirFilesAre() {
    Market market = new Market(folder).listed(3, 5, 0).labelled(3, 4, 2);
    Specification files = market.labelled(bench.specification(sales.path()));
    bench.retrain(files, 4);
    MonitoringRecord ofFiles = record(monitor(files, 5));

    Specification relations = Market.asRelations(files);
    Result result = bench.run(relations, new Command.Monitor(), 5);

    assertThat(result.error()).isEmpty();
    MonitoringRecord ofRelations = record(result);
    assertThat(ofRelations.rows()).isEqualTo(ofFiles.rows()).isPositive();
    assertThat(ofRelations.rules()).isEqualTo(ofFiles.rules()).isNotEmpty();
    assertThat(ofRelations.error()).isEqualTo(ofFiles.error()).isPresent();
  }

  private double promisedRmse(MonitoringRecord record) {
    return bench
        .registry()
        .cycle(new CycleId(record.asOf(), record.cycle()))
        .evaluation()
        .orElseThrow()
        .challenger()
        .metrics()
        .orElseThrow()
        .rmse();
  }

  @Test
  void inputsThatMoveAreNamedTheMostMovedFirst() {
    Market market = new Market(folder).listed(3, 3, 0).listed(4, 5, 60);
    for (Specification.Watched of :
        List.of(Specification.Watched.INPUTS, Specification.Watched.SCORES)) {
      Specification specification = market.watched(bench.specification(sales.path()), of);
      bench.retrain(specification, 4);
      Result moved = monitor(specification, 5);
      MonitoringRecord record = record(moved);
      assertThat(record.rows()).isEqualTo(Market.ROWS_A_DAY);
      if (of == Specification.Watched.INPUTS) {
        assertThat(status(moved)).isEqualTo("watch");
        assertThat(record.rules().get(0).column()).isEqualTo("area");
        assertThat(record.rules()).filteredOn("column", "rooms").noneMatch(r -> r.breached());
        assertThat(record.columns()).filteredOn("column", "area").hasSize(1);
      }
    }
  }

  @Test
  void aRepeatedRunReturnsTheRecordAndTheTableHoldsItsRowsOnce() {
    Market market = new Market(folder).listed(3, 4, 0).labelled(3, 4, 2);
    Specification specification = market.labelled(bench.specification(sales.path()));
    bench.retrain(specification, 4);
    Result once = monitor(specification, 5);
    Result again = bench.run(specification, new Command.Monitor(), 5);

    assertThat(again.repeated()).isTrue();
    assertThat(again.monitoring()).isEqualTo(once.monitoring());
    int expected =
        record(once).days().size()
            + bench
                .registry()
                .cycle(new CycleId(Bench.asOf(4), 1))
                .monitoring()
                .orElseThrow()
                .days()
                .size();
    List<Row> rows = history();
    assertThat(rows).hasSize(expected);
    assertThat(rows.get(0).schema().fieldNames())
        .containsExactly(
            "day",
            "column",
            "measure",
            "value",
            "threshold",
            "noise",
            "breached",
            "status",
            "model_id",
            "run_id",
            "as_of");
  }

  @Test
  void aRefreshedCycleTakesThePlaceOfItsDayInTheTable() {
    Market market = new Market(folder).listed(3, 3, 0);
    Specification specification =
        market.watched(bench.specification(sales.path()), Specification.Watched.INPUTS);
    bench.retrain(specification, 4);
    int rows = history().size();
    Result refreshed =
        bench
            .cycle()
            .run(
                specification,
                new Command.Retrain(),
                new When(Optional.of(Bench.asOf(4)), When.Future.REFUSE, When.Claim.NEXT));

    assertThat(refreshed.cycle()).contains(2);
    assertThat(history())
        .hasSize(rows)
        .allMatch(row -> row.getAs("run_id").equals(refreshed.runId()));
  }

  @Test
  void labelsThatArriveTwiceCountOnceOrAreRefusedWithKeyAndValues() {
    Market market = new Market(folder).listed(3, 4, 0).labelled(3, 3, 2);
    market.labelled(Market.labels(3, 2).subList(0, 5));
    Specification specification = market.labelled(bench.specification(sales.path()));
    MonitoringRecord record = record(bench.retrain(specification, 4));
    assertThat(record.warnings())
        .extracting(Warning::kind, Warning::count)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("repeated-labels", 5L));
    assertThat(record.error().orElseThrow().days().get(0).labelled()).isEqualTo(200);

    market.labelled(
        List.of(RowFactory.create(601L, -7.5, Date.valueOf(Sales.FIRST_DAY.plusDays(3)))));
    Result refused = monitor(specification, 5);
    assertThat(refused.exitCode()).isEqualTo(65);
    assertThat(refused.error().orElseThrow().message())
        .startsWith("labels: a scored row has one label, but key 601 has -7.5 and ");
  }

  @Test
  void labelsThatNeverArriveAreAWarningWithCounts() {
    Market market = new Market(folder).listed(3, 6, 0).labelled(90, 90, 2);
    Specification specification = market.labelled(bench.specification(sales.path()));
    bench.retrain(specification, 4);
    Result late = monitor(specification, 6);
    MonitoringRecord record = record(late);

    assertThat(late.exitCode()).isZero();
    assertThat(record.error().orElseThrow().judged()).isEmpty();
    assertThat(record.warnings())
        .extracting(Warning::message)
        .containsExactly(
            "200 of 200 rows scored on 2026-01-04 have no label in "
                + folder.resolve("labels")
                + " yet, and no day is complete; there is no realised error.");
  }

  @Test
  void aPeriodWithoutRowsIsSkippedWithTheReason() {
    Market market = new Market(folder).listed(3, 3, 0);
    Specification specification =
        market.watched(bench.specification(sales.path()), Specification.Watched.INPUTS);
    bench.retrain(specification, 4);
    Result nothing = bench.run(specification, new Command.Monitor(), 9);

    assertThat(nothing.exitCode()).isZero();
    assertThat(nothing.status()).isEqualTo("skipped");
    assertThat(nothing.monitoring()).isEmpty();
    assertThat(nothing.skipped())
        .extracting(Result.Skipped::reason)
        .containsExactly("there are no rows of 2026-01-09");
  }

  @Test
  void aChampionWithoutBaselineIsWatchedByItsErrorsAndSaysHowToGetOne() {
    Market market = new Market(folder).listed(3, 4, 0).labelled(3, 4, 2);
    Specification specification = market.labelled(bench.specification(sales.path()));
    bench.retrain(bench.specification(sales.path()), 4);
    Result monitored = monitor(specification, 4);

    MonitoringRecord record = record(monitored);
    assertThat(record.warnings()).extracting(Warning::kind).containsExactly("no-baseline");
    assertThat(record.warnings().get(0).message())
        .contains("was trained without monitoring")
        .contains("retrain --refresh makes one");
    assertThat(record.rules()).extracting(MonitoringRecord.Rule::measure).containsExactly("error");
  }

  @Test
  void whatMonitoringNeedsIsMissedBeforeACycleIsClaimed() {
    Market market = new Market(folder).listed(3, 3, 0);
    Specification specification = market.labelled(bench.specification(sales.path()));
    Result missing = bench.retrain(specification, 4);

    assertThat(missing.exitCode()).isEqualTo(66);
    assertThat(missing.error().orElseThrow().message()).contains("labels: no table there");
    assertThat(bench.registry().cycles()).isEmpty();
    assertThat(bench.run(specification, new Command.Monitor(), 4).error().orElseThrow().message())
        .startsWith("There is no champion to monitor under ");
    assertThat(bench.registry().cycles()).isEmpty();
  }

  @Test
  void keysOfOtherTypesAndVanishedFeaturesAreRefusedByName() {
    Market market = new Market(folder, DataTypes.StringType).listed(3, 3, 0);
    market.labelled(
        List.of(RowFactory.create("601", 1.0, Date.valueOf(Sales.FIRST_DAY.plusDays(3)))));
    Specification specification = market.labelled(bench.specification(sales.path()));
    Result refused = bench.retrain(specification, 4);

    assertThat(refused.exitCode()).isEqualTo(65);
    assertThat(refused.error().orElseThrow().message())
        .isEqualTo("monitoring.labels.key: sale_id is string in labels and bigint in scores");
  }
}
