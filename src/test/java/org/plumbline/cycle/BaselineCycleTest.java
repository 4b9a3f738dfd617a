package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.model.Baseline;
import org.plumbline.model.Result;
import org.plumbline.statistics.Distribution;
import org.plumbline.statistics.NumberCollector;
import org.plumbline.statistics.NumberDistribution;

class BaselineCycleTest {

  @TempDir private Path folder;

  @Test
  void trainingKeepsTheDistributionsOfItsRowsAndReadsNoFileTwice() {
    Bench bench = new Bench(folder.resolve("home").toString());
    Sales sales = new Sales(folder.resolve("sales")).days(0, 3);
    Specification specification = monitored(bench.specification(sales.path()));
    Baseline first = baseline(bench, bench.retrain(specification, 4));
    assertThat(first.rows()).isEqualTo(4 * Sales.ROWS_A_DAY);
    assertThat(first.columns())
        .extracting(Baseline.Column::column)
        .containsExactly("area", "rooms", "price");
    assertThat(first.distributions().columns())
        .containsEntry("area", counted(sales, "area"))
        .containsEntry("rooms", counted(sales, "rooms"))
        .containsEntry("price", counted(sales, "price"));

    Baseline predictions = bench.registry().baselineOfPredictions(first.model()).orElseThrow();
    Map<String, Distribution> predicted = predictions.distributions().columns();
    assertThat(predicted).containsOnlyKeys("prediction");
    // About a quarter of the rows is held out; price = 3 + 2·area − rooms, area from 50 to 150.
    assertThat(predictions.rows()).isBetween(40L, 120L);
    NumberDistribution published = (NumberDistribution) predicted.get("prediction");
    assertThat(published.min()).isGreaterThan(95);
    assertThat(published.max()).isLessThan(305);
    assertThat(published.quantile(0.5)).isCloseTo(200, within(30.0));

    sales.days(4, 4);
    Result second = bench.retrain(specification, 5);
    assertThat(second.inputs().orElseThrow().training().orElseThrow().filesRead()).hasValue(1);
    assertThat(baseline(bench, second).distributions().columns())
        .containsEntry("price", counted(sales, "price"));
  }

  @Test
  void filesSummarisedBeforeMonitoringAreReadOnceAndThePlanSaysSo() {
    Bench bench = new Bench(folder.resolve("home").toString());
    Sales sales = new Sales(folder.resolve("sales")).days(0, 3);
    Specification plain = bench.specification(sales.path());
    String id = bench.retrain(plain, 4).model().orElseThrow().id();
    assertThat(bench.registry().baseline(id)).isEmpty();
    assertThat(Files.exists(folder.resolve("home/sales/models/" + id + "/baseline.json")))
        .isFalse();

    Specification monitored = monitored(plain);
    Plan plan = bench.cycle().plan(monitored, When.on(Bench.asOf(4)));
    assertThat(plan.training().orElseThrow().toRead()).isEqualTo(4);
    assertThat(bench.cycle().plan(plain, When.on(Bench.asOf(4))).training().orElseThrow())
        .extracting(Plan.Reading::toRead)
        .isEqualTo(0);
  }

  private static Baseline baseline(Bench bench, Result result) {
    return bench.registry().baseline(result.model().orElseThrow().id()).orElseThrow();
  }

  private static NumberDistribution counted(Sales sales, String column) {
    NumberCollector collector = new NumberCollector();
    List<Row> rows =
        SparkSessions.shared()
            .read()
            .parquet(sales.path())
            .selectExpr("cast(" + column + " as double)")
            .collectAsList();
    rows.forEach(row -> collector.add(row.getDouble(0)));
    return collector.end();
  }

  private static Specification monitored(Specification of) {
    return SpecificationBuilder.from(of)
        .configuration(of.configuration() + " monitored")
        .monitoring(
            new Specification.Monitoring(
                Specification.Watched.INPUTS,
                1,
                2,
                Optional.empty(),
                new Specification.Thresholds(0.25, 0.1, 0.05, 0.01, 0.01, 0.1)))
        .build();
  }
}
