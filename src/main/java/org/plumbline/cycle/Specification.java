package org.plumbline.cycle;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.plumbline.features.Design;
import org.plumbline.features.Feature;
import org.plumbline.model.Policy;
import org.plumbline.regression.Curve;
import org.plumbline.regression.ErrorKind;
import org.plumbline.regression.FitOptions;
import org.plumbline.regression.Penalty;
import org.plumbline.statistics.Precision;
import org.plumbline.table.TableSource;

/**
 * What a cycle is to do: the configuration as plain records.
 *
 * @param features of which the design is made
 * @param configuration digest of the effective keys (without home, launcher, Spark options,
 *     secrets)
 */
public record Specification(
    String name,
    String home,
    String configuration,
    TableSource training,
    Design design,
    List<Feature> features,
    Window window,
    Fitting fitting,
    int evaluationDays,
    Policy policy,
    Optional<Scoring> scoring,
    Optional<Monitoring> monitoring,
    Solver solver) {

  public Specification {
    features = List.copyOf(features);
  }

  /** What computes the coefficients. */
  public enum Solver {
    /** Statistics, computed once a file. */
    AUTO,
    /** A search that reads all rows at every step. */
    LBFGS
  }

  /** Days before the as-of; empty: all. */
  public record Window(OptionalInt days, int labelDelay, OptionalInt halfLife) {}

  /**
   * @param precision empty: {@code auto}
   */
  public record Fitting(
      boolean intercept,
      FitOptions.Aliased aliased,
      Optional<Precision> precision,
      ErrorKind errors,
      Penalizing penalizing) {}

  /** The penalty, and how it is chosen where there are several. */
  public record Penalizing(Penalty penalty, Curve.Choice choice, FoldsBy foldsBy) {
    public static final Penalizing NONE =
        new Penalizing(Penalty.NONE, Curve.Choice.MINIMUM, FoldsBy.HASH);
  }

  public record Scoring(
      TableSource table, Optional<String> eventTime, TableSource output, List<String> carry) {}

  /**
   * What is watched between cycles.
   *
   * @param days before the as-of date that are compared with the baseline, at least 1
   * @param breaches of the same rule in a row before an alarm, at least 1
   */
  public record Monitoring(
      Watched of, int days, int breaches, Optional<LateLabels> labels, Thresholds thresholds) {}

  /** The rows whose distributions are compared with those of training. */
  public enum Watched {
    /** Those of the scoring table. */
    INPUTS,
    /** Those of the table of scores: the predictions and the features it carries. */
    SCORES
  }

  /**
   * Where the labels of scored rows arrive.
   *
   * @param key columns that name a row here and in the table of scores alike
   * @param eventTime of a label's arrival; empty: every label is known to every as-of date
   * @param days how far back scored days wait for their labels
   * @param complete least share of a day's scored rows whose labels make the day complete
   */
  public record LateLabels(
      TableSource table,
      List<String> key,
      String label,
      Optional<String> eventTime,
      int days,
      double complete) {

    public LateLabels {
      key = List.copyOf(key);
    }
  }

  /**
   * What a measure must exceed, and its sampling noise with it, to be a breach.
   *
   * @param psi population stability index
   * @param distance Kolmogorov–Smirnov of numbers, Jensen–Shannon of categories; within [0, 1]
   * @param missing rise of the share of missing values above training
   * @param outOfRange share of values beyond the least and greatest of training
   * @param newLevels share of rows whose level training did not have
   * @param error realised over promised root mean squared error, less 1
   */
  public record Thresholds(
      double psi,
      double distance,
      double missing,
      double outOfRange,
      double newLevels,
      double error) {}
}
