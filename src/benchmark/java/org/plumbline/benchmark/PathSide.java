package org.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.plumbline.regression.CoefficientLimits;
import org.plumbline.regression.CrossValidation;
import org.plumbline.regression.Curve;
import org.plumbline.regression.DisjointFolds;
import org.plumbline.regression.Fit;
import org.plumbline.regression.FitOptions;
import org.plumbline.regression.FoldMoments;
import org.plumbline.regression.PenalizedRegression;
import org.plumbline.regression.Penalty;
import org.plumbline.regression.PenaltyPoint;
import org.plumbline.scan.FileStatistics;
import org.plumbline.scan.Summaries;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;

/**
 * A cross-validated elastic net over five folds, from an empty store to the coefficients of the
 * chosen penalty.
 */
final class PathSide implements Side {
  /** A path of 100 λ for each of five l1-ratios, as {@code elastic-net-cv} has them. */
  static final Penalty PATHS =
      penalty(new Penalty.Lambdas.Path(), List.of(0.1, 0.3, 0.5, 0.7, 0.9));

  /** Five λ of one l1-ratio. */
  static final Penalty FIVE =
      penalty(new Penalty.Lambdas.Values(MllibPathSide.LAMBDAS), List.of(MllibPathSide.L1_RATIO));

  private final SparkSession spark;
  private final Table table;
  private final String path;
  private final Path scratch;
  private final Precision precision;
  private final Penalty penalty;

  PathSide(
      SparkSession spark,
      Table table,
      String path,
      Path scratch,
      Precision precision,
      Penalty penalty) {
    this.spark = spark;
    this.table = table;
    this.path = path;
    this.scratch = scratch;
    this.precision = precision;
    this.penalty = penalty;
  }

  private static Penalty penalty(Penalty.Lambdas lambdas, List<Double> l1Ratios) {
    return new Penalty(lambdas, l1Ratios, true, CoefficientLimits.NONE);
  }

  @Override
  public String run() throws IOException {
    Sides.delete(scratch);
    Summaries summaries =
        FitSide.summarize(
            spark,
            scratch,
            FitSide.snapshot(path, spark.sparkContext().hadoopConfiguration()),
            FitSide.design(table, Optional.empty()),
            precision);
    FoldMoments folds = new DisjointFolds(byFold(summaries));
    Curve curve = CrossValidation.choose(folds, penalty, Curve.Choice.MINIMUM, true);
    PenaltyPoint chosen = new PenaltyPoint(curve.chosen().lambda(), curve.chosen().l1Ratio());
    Fit fit =
        PenalizedRegression.fit(
            new TreeMap<>(java.util.Map.of(Group.NO_DAY, folds.all())),
            precision,
            new FitOptions(true, FitOptions.Aliased.DROP, false, 0.95),
            penalty,
            chosen);
    return "first coefficient %s, %d points, chosen %s"
        .formatted(fit.estimates().get(1).value(), curve.points().size(), chosen);
  }

  private static SortedMap<Integer, Moments> byFold(Summaries summaries) {
    SortedMap<Integer, List<Moments>> parts = new TreeMap<>();
    for (FileStatistics file : summaries.files()) {
      file.groups()
          .forEach(
              (group, moments) -> {
                if (group.fold() != 0) {
                  parts.computeIfAbsent(group.fold(), fold -> new ArrayList<>()).add(moments);
                }
              });
    }
    SortedMap<Integer, Moments> byFold = new TreeMap<>();
    parts.forEach((fold, some) -> byFold.put(fold, Moments.sum(some.get(0).columns(), some)));
    return byFold;
  }
}
