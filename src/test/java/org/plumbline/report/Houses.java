package org.plumbline.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.plumbline.columns.Schema;
import org.plumbline.model.CrossCheck;
import org.plumbline.model.CycleDocument;
import org.plumbline.model.DataSummary;
import org.plumbline.model.Decision;
import org.plumbline.model.Evaluation;
import org.plumbline.model.Metrics;
import org.plumbline.model.Model;
import org.plumbline.model.Model.Coefficient;
import org.plumbline.model.Result;
import org.plumbline.model.SnapshotRecord;
import org.plumbline.model.TableInput;
import org.plumbline.model.TrainRecord;
import org.plumbline.model.Warning;
import org.plumbline.regression.Certificate;
import org.plumbline.regression.Estimate.Clustered;
import org.plumbline.regression.FitSummary;
import org.plumbline.statistics.KernelInfo;
import org.plumbline.table.Snapshot;
import org.plumbline.table.TableFormat;

/**
 * Seeded sales of houses over thirty days whose true coefficients change on one day, fitted plainly
 * by normal equations: records as a cycle would leave them, for pictures that look like real ones.
 */
final class Houses {
  static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  static final List<String> TERMS = List.of("area", "rooms", "age", "distance", "garden", "floor");

  private static final int ROWS_A_DAY = 150;
  private static final int CHANGE = 22;
  private static final double[] BEFORE = {85_000, 2_400, 6_500, -410, -3_900, 17_000, 150};
  private static final double[] AFTER = {98_000, 2_650, 6_500, -520, -4_600, 17_000, 150};

  /** A sale. */
  private static final class Sale {
    private final int day;
    private final double[] x;
    private final double y;
    private final boolean heldOut;

    private Sale(int day, double[] x, double y, boolean heldOut) {
      this.day = day;
      this.x = x;
      this.y = y;
      this.heldOut = heldOut;
    }
  }

  private final List<Sale> sales = new ArrayList<>();

  Houses(long seed) {
    Random random = new Random(seed);
    for (int day = 0; day < 30; day++) {
      double mood = random.nextGaussian() * 4_000;
      for (int i = 0; i < ROWS_A_DAY; i++) {
        sales.add(sale(random, day, mood));
      }
    }
  }

  private static Sale sale(Random random, int day, double mood) {
    double area = Math.round(40 + 35 * Math.abs(random.nextGaussian()) + 60 * random.nextDouble());
    double rooms = Math.max(1, Math.round(area / 28 + random.nextGaussian()));
    double age = random.nextInt(90);
    double distance = Math.round(80 * Math.abs(random.nextGaussian())) / 10.0;
    double garden = random.nextInt(3) == 0 ? 1 : 0;
    double floor = random.nextInt(6);
    double[] x = {1, area, rooms, age, distance, garden, floor};
    double[] truth = day < CHANGE ? BEFORE : AFTER;
    double y = mood + 24_000 * random.nextGaussian();
    for (int j = 0; j < x.length; j++) {
      y += truth[j] * x[j];
    }
    return new Sale(day, x, Math.round(y), random.nextInt(5) == 0);
  }

  /** A cycle in which a model that knows {@code newDays} days meets one that knows fewer. */
  CycleDocument cycle(int oldDays, int newDays) {
    Model champion = model(oldDays);
    Model challenger = model(newDays);
    return document(challenger, Optional.of(champion), newDays);
  }

  CycleDocument firstCycle(int days) {
    return document(model(days), Optional.empty(), days);
  }

  private List<Sale> training(int days) {
    return sales.stream().filter(sale -> sale.day < days && !sale.heldOut).toList();
  }

  private List<Sale> holdout(int days) {
    return sales.stream().filter(sale -> sale.day < days && sale.heldOut).toList();
  }

  Model model(int days) {
    List<Sale> rows = training(days);
    int p = TERMS.size() + 1;
    double[][] inverse = inverse(gram(rows, p));
    double[] beta = multiply(inverse, right(rows, p));
    int df = rows.size() - p;
    double sse = rows.stream().mapToDouble(sale -> Math.pow(residual(sale, beta), 2)).sum();
    double mean = rows.stream().mapToDouble(sale -> sale.y).average().orElseThrow();
    double sst = rows.stream().mapToDouble(sale -> Math.pow(sale.y - mean, 2)).sum();
    double sigma = Math.sqrt(sse / df);
    List<Coefficient> coefficients = new ArrayList<>();
    for (int j = 0; j < p; j++) {
      coefficients.add(coefficient(j, beta[j], sigma * Math.sqrt(inverse[j][j]), df, days));
    }
    double f = (sst - sse) / (p - 1) / (sse / df);
    FitSummary fit =
        new FitSummary(
            rows.size(),
            OptionalDouble.empty(),
            df,
            OptionalDouble.of(sigma),
            OptionalDouble.of(1 - sse / sst),
            OptionalDouble.of(1 - sse / df / (sst / (rows.size() - 1.0))),
            OptionalDouble.of(f),
            OptionalDouble.of(FDistribution.of(p - 1, df).survivalProbability(f)),
            "classical",
            OptionalLong.empty(),
            0.95,
            false);
    LocalDate asOf = FIRST.plusDays(days);
    return new Model(
        1,
        asOf + "-" + String.format("%012x", Double.doubleToLongBits(beta[1]) & 0xffffffffffffL),
        asOf,
        "price",
        Optional.empty(),
        Optional.of("sold_on"),
        new Model.RowRuleRecord(Optional.empty(), "fail", "UTC"),
        new Model.SplitRecord(List.of("sale_id"), 0.2, 5),
        new Model.Window(Optional.of(FIRST), Optional.of(asOf.minusDays(1)), OptionalInt.empty()),
        coefficients,
        new Model.Objective(0, 0, true, true, Optional.empty()),
        fit,
        new Certificate(38.62, 14.2, 15, 14.2, "exact", "normal equations", p),
        TERMS.stream().map(term -> new Model.Feature(term, "number", "fail")).toList(),
        new Model.Inputs("9f2b".repeat(16), days, (long) days * ROWS_A_DAY, 0),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  private static Coefficient coefficient(int j, double value, double error, int df, int days) {
    TDistribution t = TDistribution.of(df);
    double quantile = t.inverseSurvivalProbability(0.025);
    double dayError = error * (1.1 + 0.07 * j);
    TDistribution dayT = TDistribution.of(days - 1);
    double dayQuantile = dayT.inverseSurvivalProbability(0.025);
    double p = 2 * t.survivalProbability(Math.abs(value / error));
    String name = j == 0 ? "(intercept)" : TERMS.get(j - 1);
    return new Coefficient(
        name,
        j == 0 ? "intercept" : "number",
        j == 0 ? List.of() : List.of(name),
        Optional.empty(),
        OptionalInt.empty(),
        value,
        OptionalDouble.of(error),
        OptionalDouble.of(value / error),
        OptionalDouble.of(p),
        p > 0 ? OptionalDouble.of(Math.log10(p)) : OptionalDouble.empty(),
        OptionalDouble.of(value - quantile * error),
        OptionalDouble.of(value + quantile * error),
        Optional.of(
            new Clustered(
                dayError,
                OptionalDouble.of(value / dayError),
                OptionalDouble.of(2 * dayT.survivalProbability(Math.abs(value / dayError))),
                OptionalDouble.of(value - dayQuantile * dayError),
                OptionalDouble.of(value + dayQuantile * dayError))),
        false);
  }

  private CycleDocument document(Model challenger, Optional<Model> champion, int days) {
    LocalDate asOf = FIRST.plusDays(days);
    Evaluation evaluation = evaluation(challenger, champion, days);
    Decision decision = decision(challenger, champion, evaluation);
    TableInput training =
        new TableInput(
            "delta",
            "/data/sample/sales",
            OptionalLong.of(days - 1),
            days,
            OptionalInt.of(champion.isPresent() ? 1 : days),
            OptionalInt.of(champion.isPresent() ? days - 1 : 0),
            OptionalLong.of(81_234),
            OptionalLong.of(40_960),
            OptionalLong.of((long) days * ROWS_A_DAY),
            OptionalLong.of(0));
    TrainRecord train =
        new TrainRecord(
            1,
            asOf,
            challenger.id(),
            training,
            new KernelInfo("vector", 256),
            summary(days),
            List.of(),
            Optional.of(crossCheck(challenger)),
            Optional.empty(),
            Optional.empty());
    Result result =
        result(asOf, decision.decision().equals("promote") ? "promoted" : "rejected", training);
    return new CycleDocument(
        "house-prices",
        asOf,
        1,
        snapshot(asOf),
        Optional.of(train),
        Optional.of(challenger),
        champion,
        Optional.of(evaluation),
        Optional.of(decision),
        Optional.empty(),
        Optional.empty(),
        Optional.of(result),
        Optional.of(
            new CycleDocument.Versions("2026-02-01T02:13:07Z", "0.1.0", "4.1.0", "17.0.15")));
  }

  static SnapshotRecord snapshot(LocalDate asOf) {
    Snapshot table =
        new Snapshot(
            TableFormat.DELTA,
            "/data/sample/sales",
            "c0ffee",
            OptionalLong.of(29),
            new Schema(List.of()),
            List.of(),
            List.of());
    return new SnapshotRecord(
        1, "house-prices", asOf, "5d41".repeat(16), "run-7", Optional.empty(), table);
  }

  static Result result(LocalDate asOf, String status, TableInput training) {
    return new Result(
        1,
        "retrain",
        Optional.of("house-prices"),
        Optional.of(asOf),
        Optional.of(1),
        "run-7",
        status,
        false,
        0,
        Optional.of(
            new Result.InputsOfRun(Optional.of(training), Optional.empty(), Optional.empty())),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.of(3.9),
        Optional.of(new KernelInfo("vector", 256)),
        List.of(
            new Warning("later-than-run", List.of("sold_on"), 3, "3 rows are later than the run")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(new Result.Skipped("monitor", "not configured")),
        Optional.empty(),
        List.of(
            new Result.Stage("statistics", 1.24),
            new Result.Stage("solve", 0.03),
            new Result.Stage("evaluate", 0.61)),
        Optional.empty());
  }

  private static CrossCheck crossCheck(Model model) {
    List<CrossCheck.Term> terms = new ArrayList<>();
    for (Coefficient coefficient : model.coefficients()) {
      double value = coefficient.value();
      terms.add(
          new CrossCheck.Term(
              coefficient.term(), value, value * (1 + 3e-14), OptionalDouble.of(13.5)));
    }
    return new CrossCheck(model.fit().rows(), terms);
  }

  private static Decision decision(
      Model challenger, Optional<Model> champion, Evaluation evaluation) {
    double ours = evaluation.challenger().metrics().orElseThrow().rmse();
    List<Decision.Rule> rules = new ArrayList<>();
    rules.add(
        rule("min-rows", 870, 30, true, "hold", "870 held-out rows are enough: 30 are needed."));
    rules.add(
        rule(
            "min-r2",
            0.93,
            0,
            true,
            "reject",
            "R² on the holdout is 0.93 and must be at least 0."));
    rules.add(
        rule("digits", 14.2, 6, true, "hold", "14.2 correct digits are certified, 6 are asked."));
    boolean wins = true;
    if (champion.isPresent()) {
      double theirs =
          evaluation.champion().flatMap(Evaluation.Contender::metrics).orElseThrow().rmse();
      wins = ours <= theirs;
      rules.add(
          rule(
              "margin",
              ours,
              theirs,
              wins,
              "reject",
              "The error " + (wins ? "does not exceed" : "exceeds") + " the champion’s."));
    }
    return new Decision(
        1,
        challenger.asOf(),
        challenger.id(),
        champion.map(Model::id),
        wins ? "promote" : "reject",
        wins ? Optional.of(2L) : Optional.empty(),
        rules,
        wins ? List.of() : List.of("the error exceeds the champion’s"));
  }

  static Decision.Rule rule(
      String name, double value, double threshold, boolean passed, String fails, String sentence) {
    return new Decision.Rule(
        name,
        Optional.of(Decision.Value.of(value)),
        Optional.of(Decision.Value.of(threshold)),
        passed,
        fails,
        sentence);
  }

  private Evaluation evaluation(Model challenger, Optional<Model> champion, int days) {
    List<Sale> rows = holdout(days);
    List<Evaluation.Day> byDay = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      int today = day;
      List<Sale> sold = rows.stream().filter(sale -> sale.day == today).toList();
      byDay.add(
          new Evaluation.Day(
              FIRST.plusDays(day),
              Optional.of(metrics(sold, challenger)),
              champion.map(model -> metrics(sold, model))));
    }
    return new Evaluation(
        1,
        challenger.asOf(),
        contender(rows, challenger),
        champion.map(model -> contender(rows, model)),
        "statistics",
        Optional.empty(),
        byDay,
        champion.map(model -> unseen(rows, challenger, model)),
        Optional.of(charts(rows, challenger, champion)),
        new Evaluation.Inputs(30, 162_000));
  }

  private static Evaluation.Unseen unseen(List<Sale> rows, Model challenger, Model champion) {
    LocalDate first = champion.window().lastDay().orElseThrow().plusDays(1);
    LocalDate last = challenger.window().lastDay().orElseThrow();
    List<Sale> new_ = rows.stream().filter(s -> !FIRST.plusDays(s.day).isBefore(first)).toList();
    return new Evaluation.Unseen(
        first, last, Optional.of(metrics(new_, challenger)), Optional.of(metrics(new_, champion)));
  }

  private static Evaluation.Contender contender(List<Sale> rows, Model model) {
    return new Evaluation.Contender(model.id(), Optional.of(metrics(rows, model)));
  }

  private static Metrics metrics(List<Sale> rows, Model model) {
    double[] beta = beta(model);
    double mse = rows.stream().mapToDouble(s -> Math.pow(residual(s, beta), 2)).average().orElse(0);
    double mean = rows.stream().mapToDouble(sale -> sale.y).average().orElse(0);
    double variance = rows.stream().mapToDouble(s -> Math.pow(s.y - mean, 2)).average().orElse(0);
    double mae = rows.stream().mapToDouble(s -> Math.abs(residual(s, beta))).average().orElse(0);
    return new Metrics(
        rows.size(),
        mse,
        Math.sqrt(mse),
        variance > 0 ? OptionalDouble.of(1 - mse / variance) : OptionalDouble.empty(),
        -rows.stream().mapToDouble(s -> residual(s, beta)).average().orElse(0),
        OptionalDouble.of(mae),
        OptionalLong.of(rows.size()));
  }

  private static Evaluation.Charts charts(
      List<Sale> rows, Model challenger, Optional<Model> champion) {
    double low =
        rows.stream().mapToDouble(s -> s.y - residual(s, beta(challenger))).min().orElse(0);
    double high =
        rows.stream().mapToDouble(s -> s.y - residual(s, beta(challenger))).max().orElse(1);
    return new Evaluation.Charts(
        Optional.of(FIRST),
        Optional.of(challenger.window().lastDay().orElseThrow()),
        low,
        high,
        -100_000,
        100_000,
        bins(rows, challenger, low, high),
        champion.map(model -> bins(rows, model, low, high)));
  }

  private static Evaluation.ChartBins bins(List<Sale> rows, Model model, double low, double high) {
    int n = 20;
    long[] counts = new long[n];
    double[] predicted = new double[n];
    double[] observed = new double[n];
    long[] residuals = new long[42];
    for (Sale sale : rows) {
      double error = residual(sale, beta(model));
      double prediction = sale.y - error;
      int bin = (int) Math.max(0, Math.min(n - 1, n * (prediction - low) / (high - low)));
      counts[bin]++;
      predicted[bin] += prediction;
      observed[bin] += sale.y;
      residuals[(int) Math.max(0, Math.min(41, 1 + Math.floor((error + 100_000) / 5_000)))]++;
    }
    List<Evaluation.Bin> calibration = new ArrayList<>();
    for (int bin = 0; bin < n; bin++) {
      double rowsInBin = Math.max(1, counts[bin]);
      calibration.add(
          new Evaluation.Bin(counts[bin], predicted[bin] / rowsInBin, observed[bin] / rowsInBin));
    }
    return new Evaluation.ChartBins(
        calibration, java.util.Arrays.stream(residuals).boxed().toList());
  }

  private DataSummary summary(int days) {
    List<Sale> rows = training(days);
    List<double[]> columns = new ArrayList<>();
    for (int j = 1; j <= TERMS.size(); j++) {
      int column = j;
      columns.add(rows.stream().mapToDouble(sale -> sale.x[column]).toArray());
    }
    columns.add(rows.stream().mapToDouble(sale -> sale.y).toArray());
    List<DataSummary.ColumnSummary> summaries = new ArrayList<>();
    for (int j = 0; j < columns.size(); j++) {
      List<OptionalDouble> correlations = new ArrayList<>();
      for (int k = 0; k < j; k++) {
        double together = covariance(columns.get(j), columns.get(k));
        correlations.add(
            OptionalDouble.of(together / deviation(columns.get(j)) / deviation(columns.get(k))));
      }
      summaries.add(
          new DataSummary.ColumnSummary(
              j < TERMS.size() ? TERMS.get(j) : "price",
              mean(columns.get(j)),
              deviation(columns.get(j)),
              0,
              correlations));
    }
    return new DataSummary(rows.size(), summaries);
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    return Math.sqrt(covariance(values, values));
  }

  private static double covariance(double[] a, double[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB);
    }
    return sum / a.length;
  }

  private static double[] beta(Model model) {
    return model.coefficients().stream().mapToDouble(Coefficient::value).toArray();
  }

  private static double residual(Sale sale, double[] beta) {
    double residual = sale.y;
    for (int j = 0; j < beta.length; j++) {
      residual -= beta[j] * sale.x[j];
    }
    return residual;
  }

  private static double[][] gram(List<Sale> rows, int p) {
    double[][] gram = new double[p][p];
    for (Sale sale : rows) {
      for (int i = 0; i < p; i++) {
        for (int j = 0; j < p; j++) {
          gram[i][j] += sale.x[i] * sale.x[j];
        }
      }
    }
    return gram;
  }

  private static double[] right(List<Sale> rows, int p) {
    double[] right = new double[p];
    for (Sale sale : rows) {
      for (int i = 0; i < p; i++) {
        right[i] += sale.x[i] * sale.y;
      }
    }
    return right;
  }

  private static double[] multiply(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }

  /** Gauss and Jordan, without pivots: the matrix is positive definite. */
  private static double[][] inverse(double[][] matrix) {
    int n = matrix.length;
    double[][] inverse = new double[n][n];
    for (int i = 0; i < n; i++) {
      inverse[i][i] = 1;
    }
    for (int k = 0; k < n; k++) {
      double pivot = matrix[k][k];
      for (int j = 0; j < n; j++) {
        matrix[k][j] /= pivot;
        inverse[k][j] /= pivot;
      }
      for (int i = 0; i < n; i++) {
        double factor = matrix[i][k];
        for (int j = 0; j < n && i != k; j++) {
          matrix[i][j] -= factor * matrix[k][j];
          inverse[i][j] -= factor * inverse[k][j];
        }
      }
    }
    return inverse;
  }
}
