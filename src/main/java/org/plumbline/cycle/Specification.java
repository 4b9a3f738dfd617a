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
}
