package org.plumbline.scan;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.apache.spark.sql.SparkSession;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.Response;
import org.plumbline.features.Scorer;
import org.plumbline.statistics.NumberDistribution;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * Errors that need rows: absolute errors and the bins of charts, over holdout rows (fold 0) of some
 * days. Sums over rows are exact, so that the results depend on the rows alone.
 */
public final class RowErrors {

  private RowErrors() {}

  /**
   * Edges of bins for predictions and residuals, chosen before the pass: {@code count} bins of
   * equal width in each range.
   */
  public record Bins(
      double predictionLow,
      double predictionHigh,
      double residualLow,
      double residualHigh,
      int count)
      implements Serializable {}

  /**
   * A bin of predictions; those outside the range are in the outermost bins. Means are weighted, 0
   * where there is no row.
   */
  public record CalibrationBin(long rows, double meanPrediction, double meanObserved) {}

  /**
   * What the rows say of one contender.
   *
   * @param rows of positive weight
   * @param meanAbsoluteError weighted; 0 where there is no row
   * @param residuals rows by label − prediction: below the range, each bin, above the range
   * @param days sums by event day
   * @param predictions as scores publish them
   */
  public record Found(
      long rows,
      double meanAbsoluteError,
      List<CalibrationBin> calibration,
      List<Long> residuals,
      SortedMap<Integer, DayErrors> days,
      NumberDistribution predictions) {}

  /**
   * @param contenders by name, in the order given
   * @param files opened
   */
  public record Result(Map<String, Found> contenders, int files, long bytesRead) {}

  /** The same of contenders whose scores are what is judged. */
  public static Result of(
      SparkSession spark,
      Snapshot snapshot,
      Design design,
      Map<String, Scorer> contenders,
      DayRange days,
      Bins bins) {
    return of(spark, snapshot, design, contenders, Map.of(), days, bins);
  }

  /**
   * Judges contenders on the same rows: those that the design's rule keeps and all of them can
   * score.
   *
   * @param published by contender, what scores make of a prediction that is judged; others publish
   *     it as it is
   */
  public static Result of(
      SparkSession spark,
      Snapshot snapshot,
      Design design,
      Map<String, Scorer> contenders,
      Map<String, Response> published,
      DayRange days,
      Bins bins) {
    List<DataFile> files = DayBounds.possible(snapshot, design.rule(), days);
    Design rule = new Design(design.rule(), List.of());
    Set<String> columns = new LinkedHashSet<>(rule.columns());
    contenders.values().forEach(scorer -> columns.addAll(scorer.columns()));
    RowErrorsTask task =
        new RowErrorsTask(
            snapshot,
            rule,
            List.copyOf(contenders.values()),
            contenders.keySet().stream().map(name -> response(name, published)).toList(),
            List.copyOf(columns),
            days,
            bins);
    List<RowErrorsTask.Found> found =
        Pass.run(
            () -> spark,
            "errors of %d models, %s, %d to read"
                .formatted(contenders.size(), snapshot.label(), files.size()),
            PassInput.of(snapshot, List.copyOf(columns), files),
            task);
    Map<String, Found> results = new LinkedHashMap<>();
    int place = 0;
    for (String name : contenders.keySet()) {
      int contender = place++;
      results.put(
          name,
          ErrorSums.sum(bins, found.stream().map(part -> part.sums().get(contender)).toList()));
    }
    return new Result(
        results, files.size(), found.stream().mapToLong(RowErrorsTask.Found::bytesRead).sum());
  }

  private static Response response(String contender, Map<String, Response> published) {
    return published.getOrDefault(contender, new Response.Identity());
  }
}
