package org.plumbline.scan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.plumbline.features.Response;
import org.plumbline.statistics.ExactSum;
import org.plumbline.statistics.Expansion;
import org.plumbline.statistics.NumberCollector;
import org.plumbline.statistics.NumberDistribution;

/**
 * Exact sums over rows of one contender. A row's products are rounded once each; their sums never.
 *
 * @param rows of positive weight, by bin of the prediction
 * @param sums of weights, weighted absolute errors, then of weights, weighted predictions and
 *     weighted labels by bin
 * @param residuals rows by label − prediction: below, each bin, above
 * @param days sums by event day
 * @param predictions as scores publish them
 */
record ErrorSums(
    List<Long> rows,
    List<Expansion> sums,
    List<Long> residuals,
    SortedMap<Integer, DayErrors> days,
    NumberDistribution predictions)
    implements Serializable {

  private static final int WEIGHT = 0;
  private static final int ABSOLUTE_ERROR = 1;
  private static final int BINNED = 2;
  private static final int SUMS_OF_A_BIN = 3;

  /** Predictions counted at once. */
  private static final int WAITING = 512;

  /** Adds up rows: mutable, one a task. */
  static final class Collector {

    private final RowErrors.Bins bins;
    private final long[] rows;
    private final long[] residuals;
    private final ExactSum[] sums;
    private final SortedMap<Integer, DayErrors.Collector> days = new TreeMap<>();
    private final Response published;
    private final NumberCollector predictions = new NumberCollector();
    private final double[] waiting = new double[WAITING];
    private int waits;

    /**
     * @param published what scores make of a prediction
     */
    Collector(RowErrors.Bins bins, Response published) {
      this.bins = bins;
      this.published = published;
      rows = new long[bins.count()];
      residuals = new long[bins.count() + 2];
      sums = new ExactSum[BINNED + SUMS_OF_A_BIN * bins.count()];
      for (int sum = 0; sum < sums.length; sum++) {
        sums[sum] = new ExactSum();
      }
    }

    /**
     * @param weight positive
     */
    void add(int day, double label, double prediction, double weight) {
      days.computeIfAbsent(day, absent -> new DayErrors.Collector()).add(label, prediction, weight);
      count(published.at(prediction));
      double residual = label - prediction;
      int bin =
          Math.min(
              Math.max(0, bin(prediction, bins.predictionLow(), bins.predictionHigh())),
              bins.count() - 1);
      rows[bin]++;
      residuals[1 + bin(residual, bins.residualLow(), bins.residualHigh())]++;
      sums[WEIGHT].add(weight);
      sums[ABSOLUTE_ERROR].add(weight * Math.abs(residual));
      int first = BINNED + SUMS_OF_A_BIN * bin;
      sums[first].add(weight);
      sums[first + 1].add(weight * prediction);
      sums[first + 2].add(weight * label);
    }

    private void count(double prediction) {
      waiting[waits++] = prediction;
      if (waits == WAITING) {
        countWaiting();
      }
    }

    private void countWaiting() {
      predictions.add(waiting, 0, waits);
      waits = 0;
    }

    /** −1 below the range, {@code count} above it; the range's upper edge is in its last bin. */
    private int bin(double value, double low, double high) {
      if (value < low) {
        return -1;
      }
      if (value > high) {
        return bins.count();
      }
      return (int)
          Math.min(bins.count() - 1, Math.floor((value - low) / (high - low) * bins.count()));
    }

    ErrorSums finish() {
      List<Expansion> exact = new ArrayList<>();
      for (ExactSum sum : sums) {
        exact.add(sum.toExpansion());
      }
      SortedMap<Integer, DayErrors> byDay = new TreeMap<>();
      days.forEach((day, collector) -> byDay.put(day, collector.finish()));
      countWaiting();
      return new ErrorSums(boxed(rows), exact, boxed(residuals), byDay, predictions.end());
    }

    private static List<Long> boxed(long[] counts) {
      List<Long> boxed = new ArrayList<>();
      for (long count : counts) {
        boxed.add(count);
      }
      return boxed;
    }
  }

  /** The result of all parts. */
  static RowErrors.Found sum(RowErrors.Bins bins, List<ErrorSums> parts) {
    ErrorSums total = new Collector(bins, new Response.Identity()).finish();
    for (ErrorSums part : parts) {
      total = total.plus(part);
    }
    return total.found();
  }

  private ErrorSums plus(ErrorSums other) {
    List<Expansion> added = new ArrayList<>();
    for (int sum = 0; sum < sums.size(); sum++) {
      added.add(sums.get(sum).plus(other.sums.get(sum)));
    }
    SortedMap<Integer, DayErrors> byDay = new TreeMap<>(days);
    other.days.forEach((day, errors) -> byDay.merge(day, errors, DayErrors::plus));
    return new ErrorSums(
        added(rows, other.rows),
        added,
        added(residuals, other.residuals),
        byDay,
        predictions.plus(other.predictions));
  }

  private static List<Long> added(List<Long> these, List<Long> those) {
    List<Long> added = new ArrayList<>();
    for (int place = 0; place < these.size(); place++) {
      added.add(these.get(place) + those.get(place));
    }
    return added;
  }

  private RowErrors.Found found() {
    List<RowErrors.CalibrationBin> calibration = new ArrayList<>();
    for (int bin = 0; bin < rows.size(); bin++) {
      int first = BINNED + SUMS_OF_A_BIN * bin;
      calibration.add(
          new RowErrors.CalibrationBin(
              rows.get(bin), ratio(first + 1, first), ratio(first + 2, first)));
    }
    return new RowErrors.Found(
        rows.stream().mapToLong(Long::longValue).sum(),
        ratio(ABSOLUTE_ERROR, WEIGHT),
        calibration,
        Collections.unmodifiableList(residuals),
        Collections.unmodifiableSortedMap(days),
        predictions);
  }

  private double ratio(int sum, int weights) {
    double weight = sums.get(weights).value();
    return weight == 0 ? 0 : sums.get(sum).value() / weight;
  }
}
