package org.plumbline.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;
import org.plumbline.regression.Certificate;
import org.plumbline.regression.Estimate;
import org.plumbline.regression.FitSummary;
import org.plumbline.statistics.CategoryDistribution;
import org.plumbline.statistics.Distribution;
import org.plumbline.statistics.Distributions;
import org.plumbline.statistics.KernelInfo;
import org.plumbline.statistics.NumberCollector;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;
import org.plumbline.table.TableFormat;

/** One record of each kind, with every key that may be absent present. */
public final class Samples {

  public static final LocalDate AS_OF = LocalDate.of(2026, 3, 1);
  public static final String CHALLENGER = "2026-03-01-0123456789ab";
  public static final String CHAMPION = "2026-02-01-ba9876543210";

  private Samples() {}

  public static Model model() {
    return ModelId.identified(unidentified(List.of("sale_id"), 0.2, "price", Optional.of("w")));
  }

  /** A model with another split, label or weight; its id is empty. */
  public static Model unidentified(
      List<String> by, double holdout, String label, Optional<String> weight) {
    return new Model(
        1,
        "",
        AS_OF,
        label,
        weight,
        Optional.of("sold_on"),
        new Model.RowRuleRecord(Optional.of("area > 0"), "fail", "UTC"),
        new Model.SplitRecord(by, holdout, 5),
        new Model.Window(
            Optional.of(LocalDate.of(2025, 3, 1)),
            Optional.of(LocalDate.of(2026, 2, 28)),
            OptionalInt.of(90)),
        List.of(
            coefficient("(intercept)", "intercept", List.of(), 12.5),
            coefficient("area", "number", List.of("area"), 1.0 / 3)),
        new Model.Objective(0, 0, true, true, Optional.empty()),
        new FitSummary(
            944_000,
            OptionalDouble.of(500_000.5),
            943_998,
            OptionalDouble.of(0.25),
            OptionalDouble.of(0.9),
            OptionalDouble.of(0.89),
            OptionalDouble.of(1234.5),
            OptionalDouble.of(1e-300 / 3),
            "day-clustered",
            OptionalLong.empty(),
            0.95,
            false),
        new Certificate(123.45678901234567, 12.5, 15, 12.5, "exact", "least-squares", 2),
        List.of(new Model.Feature("area", "number", "fail")),
        new Model.Inputs("00ff", 59, 944_000, 12),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  /** A model of log(price) with a feature of each form that a record has. */
  static Model featured() {
    Model plain = unidentified(List.of("sale_id"), 0.2, "price", Optional.empty());
    return ModelId.identified(
        new Model(
            plain.formatVersion(),
            "",
            plain.asOf(),
            plain.label(),
            plain.weight(),
            plain.eventTime(),
            plain.rowRule(),
            plain.split(),
            plain.window(),
            List.of(
                coefficient("(intercept)", "intercept", List.of(), 12.5),
                coefficient("district=north", "level", List.of("district"), 0.25)),
            plain.objective(),
            plain.fit(),
            plain.certificate(),
            List.of(
                new Model.Feature("area", "number", "fail"),
                feature("area", "power", OptionalInt.of(2), OptionalDouble.of(100)),
                category("district", List.of("", "north"), List.of("east", "west"))),
            plain.inputs(),
            Optional.of("log"),
            OptionalDouble.of(1.03125),
            Optional.empty()));
  }

  private static Model.Feature feature(
      String column, String kind, OptionalInt power, OptionalDouble center) {
    return new Model.Feature(
        column,
        kind,
        "impute-with-indicator",
        Optional.of("rooms"),
        Optional.of("district"),
        power,
        center,
        OptionalDouble.of(1.0 / 3),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Model.Feature category(String column, List<String> kept, List<String> pooled) {
    return new Model.Feature(
        column,
        "category",
        "level",
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.of(kept),
        Optional.of(kept.get(0)),
        Optional.of(pooled),
        Optional.of("pooled"));
  }

  static Model.Coefficient coefficient(
      String term, String kind, List<String> columns, double value) {
    return new Model.Coefficient(
        term,
        kind,
        columns,
        Optional.of("north"),
        OptionalInt.of(1),
        value,
        OptionalDouble.of(0.125),
        OptionalDouble.of(value / 0.125),
        OptionalDouble.of(1.0 / 3),
        OptionalDouble.of(-0.4771212547196624),
        OptionalDouble.of(value - 0.24500123456789),
        OptionalDouble.of(value + 0.24500123456789),
        Optional.of(
            new Estimate.Clustered(
                0.25,
                OptionalDouble.of(4),
                OptionalDouble.of(2.0 / 3),
                OptionalDouble.of(value - 0.5),
                OptionalDouble.of(value + 0.5))),
        false);
  }

  static Metrics metrics(long rows, double rmse, double r2) {
    return new Metrics(
        rows,
        rmse * rmse,
        rmse,
        OptionalDouble.of(r2),
        0.01,
        OptionalDouble.of(0.8),
        OptionalLong.of(20_000));
  }

  static Evaluation evaluation() {
    Metrics better = metrics(236_000, 1.0, 0.9);
    Metrics worse = metrics(236_000, 1.5, 0.8);
    Evaluation.ChartBins bins =
        new Evaluation.ChartBins(List.of(new Evaluation.Bin(3, 1.5, 1.25)), List.of(0L, 3L, 0L));
    return new Evaluation(
        1,
        AS_OF,
        new Evaluation.Contender(CHALLENGER, Optional.of(better)),
        Optional.of(new Evaluation.Contender(CHAMPION, Optional.of(worse))),
        Evaluation.CHAMPION_SPLIT,
        Optional.of("the champion's holdout is 0.1, smaller than today's 0.2"),
        List.of(
            new Evaluation.Day(LocalDate.of(2026, 2, 28), Optional.of(better), Optional.of(worse))),
        Optional.of(
            new Evaluation.Unseen(
                LocalDate.of(2026, 2, 1),
                LocalDate.of(2026, 2, 28),
                Optional.of(better),
                Optional.of(worse))),
        Optional.of(
            new Evaluation.Charts(
                Optional.of(LocalDate.of(2026, 1, 30)),
                Optional.of(LocalDate.of(2026, 2, 28)),
                -1,
                1,
                -0.5,
                0.5,
                bins,
                Optional.of(bins))),
        new Evaluation.Inputs(3, 4096));
  }

  static Champion champion() {
    return new Champion(
        1,
        7,
        CHALLENGER,
        Optional.of(CHAMPION),
        AS_OF,
        Optional.of(1),
        Champion.PROMOTE,
        Optional.of("cycles/2026-03-01/1/decision.json"),
        "run-1",
        Optional.of("anna"),
        Optional.of("first warm day"));
  }

  static Decision decision() {
    return Promotion.decide(
        new Promotion.Evidence(
            new CycleId(AS_OF, 1),
            evaluation(),
            12.5,
            List.of(),
            new Champions(List.of(pointer(1, CHAMPION, "2026-02-01", 1, Champion.PROMOTE, null)))),
        new Policy(30, 0, 0, 6));
  }

  static Champion pointer(
      long sequence, String model, String asOf, int cycle, String kind, String previous) {
    return new Champion(
        1,
        sequence,
        model,
        Optional.ofNullable(previous),
        LocalDate.parse(asOf),
        cycle == 0 ? Optional.empty() : Optional.of(cycle),
        kind,
        Optional.empty(),
        "run",
        Optional.empty(),
        Optional.empty());
  }

  static TableInput input() {
    return new TableInput(
        "delta",
        "file:/tables/sales",
        OptionalLong.of(12),
        59,
        OptionalInt.of(1),
        OptionalInt.of(58),
        OptionalLong.of(81_234),
        OptionalLong.of(40_960),
        OptionalLong.of(1_180_000),
        OptionalLong.of(0));
  }

  static Warning warning() {
    return new Warning("aliased", List.of("rooms"), 1, "rooms: explained by the terms before.");
  }

  static CrossCheck crossCheck() {
    return new CrossCheck(
        944_000, List.of(new CrossCheck.Term("area", 1, 1, OptionalDouble.of(13.1))));
  }

  static TrainRecord train() {
    return new TrainRecord(
        1,
        AS_OF,
        CHALLENGER,
        input(),
        new KernelInfo("vector", 512),
        new DataSummary(
            944_000,
            List.of(
                new DataSummary.ColumnSummary("area", 100, 25, 0, List.of()),
                new DataSummary.ColumnSummary("price", 3, 2, 1, List.of(OptionalDouble.of(0.5))))),
        List.of(warning()),
        Optional.of(crossCheck()),
        Optional.empty(),
        Optional.empty());
  }

  static ScoresRecord scores() {
    return new ScoresRecord(
        1,
        AS_OF,
        Optional.of(CHALLENGER),
        Optional.of(input()),
        Optional.of(new ScoresRecord.Published("scores", 20_000, OptionalLong.of(3))),
        Optional.of("nothing, in truth"),
        List.of(warning()));
  }

  static SnapshotRecord snapshot(String configuration) {
    return new SnapshotRecord(
        1, "house-prices", AS_OF, configuration, "run-1", Optional.of(CHALLENGER), table());
  }

  static SnapshotRecord trainable(String configuration) {
    return new SnapshotRecord(
        1, "house-prices", AS_OF, configuration, "run-1", Optional.empty(), table());
  }

  private static Snapshot table() {
    return new Snapshot(
        TableFormat.DELTA,
        "file:/tables/sales",
        "4f0c",
        OptionalLong.of(12),
        new Schema(
            List.of(
                new Field("area", new ColumnType.Floating(64)),
                new Field("rooms", new ColumnType.Whole(32, true)),
                new Field("price", new ColumnType.Decimal(12, 2)),
                new Field("sold_on", new ColumnType.Date()),
                new Field("seen_at", new ColumnType.Timestamp(true)),
                new Field("district", new ColumnType.Text()))),
        List.of("sold_on"),
        List.of(
            new DataFile(
                "sold_on=2026-02-28/part-0.parquet",
                1234,
                1_772_000_000_000L,
                Optional.of("e1"),
                Optional.of("dv"),
                Map.of("sold_on", Optional.of("2026-02-28")),
                OptionalLong.of(20_000),
                Map.of("area", "12.5"),
                Map.of("area", "250.0"))));
  }

  static Trained trained() {
    return new Trained(
        1,
        CHALLENGER,
        "2026-03-01T02:00:00Z",
        "0.1.0",
        "4.1.0",
        "17.0.15",
        "c0ffee",
        "run-1",
        "file:/homes/house-prices",
        "file:/tables/sales");
  }

  static Baseline baseline() {
    NumberCollector areas = new NumberCollector();
    for (int row = 0; row < 1_200; row++) {
      areas.add(row < 10 ? 0 : row * 7919 % 1009 / 8.0 - 3);
    }
    areas.addNulls(4);
    areas.add(Double.NaN);
    Map<String, Long> kinds = Map.of("flat", 700L, "house", 480L, "é", 1L);
    SortedMap<String, Distribution> columns =
        new TreeMap<>(Map.of("area", areas.end(), "kind", new CategoryDistribution(20, 4, kinds)));
    return Baseline.of(
        "2026-03-01-0123456789ab", new Distributions(columns), List.of("kind", "area"));
  }

  static MonitoringRecord monitoring() {
    LocalDate day = AS_OF.minusDays(1);
    return new MonitoringRecord(
        1,
        AS_OF,
        1,
        "run-1",
        CHAMPION,
        "inputs",
        day,
        day,
        500,
        Optional.of("watch"),
        List.of("area: population stability index 0.31, above 0.25"),
        List.of(
            new MonitoringRecord.Rule(
                "area", "psi", day, 0.31, 0.25, 0.02, true, 1, "area: above 0.25")),
        List.of(new MonitoringRecord.DayMeasure(day, "area", "psi", 0.31, 0.25, 0.02)),
        List.of(
            new MonitoringRecord.Column(
                "area",
                "number",
                List.of(
                    new MonitoringRecord.Bin(
                        "20 to 30", OptionalDouble.of(20), OptionalDouble.of(30), 0.25, 0.5)))),
        Optional.of(
            new MonitoringRecord.RealisedError(
                Optional.of(
                    new MonitoringRecord.Promised(
                        AS_OF.minusDays(9), 1, 11_000, 20_300.5, OptionalDouble.of(90.25))),
                Optional.of(
                    new MonitoringRecord.Judged(
                        AS_OF.minusDays(3), AS_OF.minusDays(3), 490, 21_000, 20_000, 22_000)),
                List.of(
                    new MonitoringRecord.Day(
                        AS_OF.minusDays(3),
                        500,
                        490,
                        true,
                        OptionalDouble.of(21_000),
                        OptionalDouble.of(20_000),
                        OptionalDouble.of(22_000),
                        OptionalDouble.of(-12.5))))),
        Optional.empty(),
        List.of(warning()));
  }

  static Result result() {
    return new Result(
        1,
        "retrain",
        Optional.of("house-prices"),
        Optional.of(AS_OF),
        Optional.of(1),
        "run-1",
        "promoted",
        false,
        0,
        Optional.of(
            new Result.InputsOfRun(
                Optional.of(input()), Optional.of(input()), Optional.of(input()))),
        Optional.of(new Result.ModelRef(CHALLENGER, "models/" + CHALLENGER + "/model.json")),
        Optional.of(new Result.ChampionChange(Optional.of(CHAMPION), Optional.of(CHALLENGER))),
        OptionalDouble.of(4.1),
        Optional.of(new KernelInfo("vector", 512)),
        List.of(warning()),
        Optional.of(crossCheck()),
        Optional.of(
            new Result.MetricsPair(
                Optional.of(metrics(236_000, 1.0, 0.9)), Optional.of(metrics(236_000, 1.5, 0.8)))),
        Optional.of(new Result.Verdict("promote", List.of("RMSE is lower."))),
        Optional.of(new ScoresRecord.Published("scores", 20_000, OptionalLong.of(3))),
        Optional.empty(),
        List.of(new Result.Skipped("monitor", "not configured")),
        Optional.of(new Result.Reports("report.html", "report.txt", "report.json")),
        List.of(new Result.Stage("statistics", 3.2)),
        Optional.of(new Result.ErrorRecord("data", "x is null in 3", "Mend it.")));
  }
}
