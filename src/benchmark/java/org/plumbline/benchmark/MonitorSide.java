package org.plumbline.benchmark;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.plumbline.features.DayRange;
import org.plumbline.features.EventDays;
import org.plumbline.features.Inputs;
import org.plumbline.features.Scorer;
import org.plumbline.regression.Drift;
import org.plumbline.scan.Profile;
import org.plumbline.statistics.Distribution;
import org.plumbline.statistics.NumberDistribution;

/**
 * Monitoring's pass over a scoring table: the distributions of all features and of the predictions,
 * and every distance from a reference, which is the same table's.
 */
final class MonitorSide implements Side {
  private static final double TAIL = 0.001;

  private final SparkSession spark;
  private final Table table;
  private final String path;
  private Optional<Profile.Result> reference = Optional.empty();

  MonitorSide(SparkSession spark, Table table, String path) {
    this.spark = spark;
    this.table = table;
    this.path = path;
  }

  @Override
  public String run() {
    Scorer scorer =
        new Scorer(
            FitSide.design(table, Optional.empty()).definitions(),
            1.0,
            Collections.nCopies(table.terms(), 0.5));
    Profile.Result current =
        Profile.run(
            () -> spark,
            new Profile.Request(
                FitSide.snapshot(path, spark.sparkContext().hadoopConfiguration()),
                Inputs.of(scorer),
                Optional.of(scorer),
                Optional.empty(),
                DayRange.ALL));
    if (reference.isEmpty()) {
      reference = Optional.of(current);
    }
    double farthest = distance(predictions(reference.get()), predictions(current));
    Map<String, Distribution> before = columns(reference.get());
    for (Map.Entry<String, Distribution> column : columns(current).entrySet()) {
      farthest = Math.max(farthest, distance(before.get(column.getKey()), column.getValue()));
    }
    return "rows " + predictions(current).rows() + ", farthest " + farthest;
  }

  private static double distance(Distribution reference, Distribution current) {
    Drift drift = Drift.between(reference, current, TAIL);
    return drift.kolmogorovSmirnov().orElseThrow().value()
        + drift.stabilityIndex().orElseThrow().value();
  }

  private static Map<String, Distribution> columns(Profile.Result result) {
    return result.byDay().get(EventDays.NO_DAY).columns();
  }

  private static NumberDistribution predictions(Profile.Result result) {
    return result.predictions().get(EventDays.NO_DAY);
  }
}
