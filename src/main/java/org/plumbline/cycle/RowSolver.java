package org.plumbline.cycle;

import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.SparkSession;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.Feature;
import org.plumbline.model.InputFile;
import org.plumbline.regression.Encoding;
import org.plumbline.regression.PenaltyPoint;
import org.plumbline.regression.TermSource;
import org.plumbline.table.Snapshot;

/** Fits the training rows themselves, by reading them over and over, where sums are too many. */
@FunctionalInterface
public interface RowSolver {

  /**
   * What is to be fitted.
   *
   * @param window event days of the rows; {@link DayRange#ALL} without an event time
   * @param halfLifeDays by which weights decay from the window's last day on
   * @param features of which the design is made
   * @param sources of the terms, those of the features
   * @param penalty in the objective of {@link org.plumbline.regression.Penalty}
   */
  record Problem(
      Snapshot snapshot,
      Design design,
      DayRange window,
      OptionalInt halfLifeDays,
      List<Feature> features,
      List<TermSource> sources,
      PenaltyPoint penalty,
      Options options) {}

  /**
   * @param intercept whether the constant 1 is a term
   * @param standardize whether the penalty is of the columns' deviations
   */
  record Options(boolean intercept, boolean standardize) {}

  /**
   * A fit.
   *
   * @param intercept 0 where there is none
   * @param coefficients of the encoding's terms, in order
   * @param rows training rows of positive weight
   * @param label that was fitted, over these rows
   * @param r2 1 − Σw(y−ŷ)²/Σw(y−ȳ)²; without an intercept about 0
   * @param files what each gave, without a digest of its moments, of which there are none
   */
  record Solution(
      Encoding encoding,
      double intercept,
      List<Double> coefficients,
      long rows,
      Label label,
      double r2,
      List<InputFile> files) {}

  /** Weighted mean and deviation of the label, or of its logarithm. */
  record Label(double mean, double deviation) {}

  /**
   * @throws org.plumbline.Failure DATA for missing and infinite values that are refused, by column
   *     and count; for too many levels; and where no rows are left
   */
  Solution solve(SparkSession spark, Problem problem);
}
