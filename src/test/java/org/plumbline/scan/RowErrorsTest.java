package org.plumbline.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.features.DayRange;
import org.plumbline.features.Definition;
import org.plumbline.features.Scorer;
import org.plumbline.scan.Sales.Sale;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.table.HadoopStorage;

class RowErrorsTest {

  private static final List<Sale> SALES = Sales.seeded(6, 3, 400);
  private static final RowErrors.Bins BINS =
      new RowErrors.Bins(20_000, 140_000, -20_000, 20_000, 8);
  private static final DayRange DAYS = new DayRange(Sales.FIRST_DAY + 1, Sales.FIRST_DAY + 2);

  @TempDir Path folder;

  @Test
  void errorsAreThoseOfTheHeldOutRowsOfTheDaysWhateverTheirOrderAndFiles() {
    Sales.write(folder.resolve("one"), "all", SALES);
    List<Sale> shuffled = Sales.shuffled(SALES, 2);
    for (int part = 0; part < 3; part++) {
      Sales.write(
          folder.resolve("many"), "p" + part, shuffled.subList(part * 400, part * 400 + 400));
    }
    RowErrors.Result one = errors("one");
    assertThat(errors("many").contenders()).isEqualTo(one.contenders());
    RowErrors.Found good = one.contenders().get("good");
    RowErrors.Found poor = one.contenders().get("poor");
    assertThat(one.contenders().keySet()).containsExactly("good", "poor");
    assertThat(good.rows()).isEqualTo(poor.rows()).isEqualTo(heldOut("one"));
    assertThat(good.residuals().stream().mapToLong(Long::longValue).sum()).isEqualTo(good.rows());
    assertThat(good.residuals()).hasSize(10);
    assertThat(good.calibration().stream().mapToLong(bin -> bin.rows()).sum())
        .isEqualTo(good.rows());
    // The mean absolute value of a normal deviate of deviation 10,000 is 7,979.
    assertThat(good.meanAbsoluteError()).isCloseTo(7979, within(1200.0));
    assertThat(poor.meanAbsoluteError()).isGreaterThan(good.meanAbsoluteError() * 2);
    assertThat(one.files()).isEqualTo(1);
    assertThat(one.bytesRead()).isPositive();
  }

  @Test
  void perfectPredictionsHaveNoError() {
    List<Sale> exact =
        SALES.stream()
            .map(
                sale ->
                    new Sale(
                        sale.id(),
                        sale.day(),
                        sale.area(),
                        sale.rooms(),
                        sale.rooms(),
                        sale.note()))
            .toList();
    Sales.write(folder.resolve("exact"), "all", exact);
    Scorer scorer = new Scorer(List.of(new Definition.NumberTerm("rooms")), 0, List.of(1.0));
    RowErrors.Found found =
        RowErrors.of(
                SparkSessions.shared(),
                Sales.pin(folder.resolve("exact")),
                Sales.design(),
                Map.of("m", scorer),
                DAYS,
                new RowErrors.Bins(0.5, 6.5, -1, 1, 6))
            .contenders()
            .get("m");
    assertThat(found.meanAbsoluteError()).isZero();
    for (int bin = 0; bin < 6; bin++) {
      assertThat(found.calibration().get(bin).meanPrediction()).isEqualTo(bin + 1);
      assertThat(found.calibration().get(bin).meanObserved()).isEqualTo(bin + 1);
    }
    assertThat(found.residuals().get(4)).isEqualTo(found.rows());
  }

  private RowErrors.Result errors(String table) {
    Map<String, Scorer> contenders = new LinkedHashMap<>();
    List<Definition> terms =
        List.of(new Definition.NumberTerm("area"), new Definition.NumberTerm("rooms"));
    contenders.put("good", new Scorer(terms, 0, List.of(1000.0, 5000.0)));
    contenders.put("poor", new Scorer(terms, 0, List.of(1000.0, 0.0)));
    return RowErrors.of(
        SparkSessions.shared(),
        Sales.pin(folder.resolve(table)),
        Sales.design(),
        contenders,
        DAYS,
        BINS);
  }

  /** Rows of fold 0 in the days, by the statistics. */
  private long heldOut(String table) {
    StatisticsStore store =
        new StatisticsStore(
            folder.resolve("s").toString(), new HadoopStorage(Sales.hadoop()), Sales.hadoop());
    Summarize summarize = new Summarize(SparkSessions::shared, store);
    Summaries found =
        summarize.run(
            summarize.plan(
                Sales.pin(folder.resolve(table)), Sales.design(), Precision.EXACT, DAYS));
    long rows = 0;
    for (FileStatistics file : found.files()) {
      for (Map.Entry<Group, Moments> entry : file.groups().entrySet()) {
        boolean counts = entry.getKey().fold() == 0 && DAYS.contains(entry.getKey().day());
        rows += counts ? entry.getValue().tally().rows() : 0;
      }
    }
    return rows;
  }
}
