package org.plumbline.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * {@code evaluation.json}: challenger and champion on the same held-out rows.
 *
 * @param basis on what both were judged: {@code statistics} (holdout fold), {@code champion-split},
 *     {@code union-moments}; or {@code different-split} where they cannot be compared (then the
 *     decision holds)
 * @param days error by day, oldest first; empty without an event time
 * @param unseen errors on days that the champion never saw; absent without an event time or
 *     champion
 * @param charts what holdout rows say; absent where none are read
 */
public record Evaluation(
    int formatVersion,
    LocalDate asOf,
    Contender challenger,
    Optional<Contender> champion,
    String basis,
    Optional<String> basisReason,
    List<Day> days,
    Optional<Unseen> unseen,
    Optional<Charts> charts,
    Inputs inputs) {

  public static final String STATISTICS = "statistics";
  public static final String CHAMPION_SPLIT = "champion-split";
  public static final String UNION_MOMENTS = "union-moments";
  public static final String DIFFERENT_SPLIT = "different-split";

  public record Contender(String model, Optional<Metrics> metrics) {}

  public record Day(LocalDate day, Optional<Metrics> challenger, Optional<Metrics> champion) {}

  public record Unseen(
      LocalDate firstDay,
      LocalDate lastDay,
      Optional<Metrics> challenger,
      Optional<Metrics> champion) {}

  /**
   * Edges and bins for both contenders over the same rows; firstDay and lastDay of the rows read.
   */
  public record Charts(
      Optional<LocalDate> firstDay,
      Optional<LocalDate> lastDay,
      double predictionLow,
      double predictionHigh,
      double residualLow,
      double residualHigh,
      ChartBins challenger,
      Optional<ChartBins> champion) {}

  /**
   * What rows say of one contender.
   *
   * @param calibration by bins of the prediction, the outermost with what lies beyond the range
   * @param residuals rows by label − prediction: below the range, each bin, above the range
   */
  public record ChartBins(List<Bin> calibration, List<Long> residuals) {}

  public record Bin(long rows, double meanPrediction, double meanObserved) {}

  /** What was read for it. */
  public record Inputs(int files, long bytesRead) {}
}
