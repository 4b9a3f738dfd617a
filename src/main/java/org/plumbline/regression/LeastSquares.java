package org.plumbline.regression;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.plumbline.Failure;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;

/**
 * Least squares from moments: minimise Σ w (y − β₀ − Σ β_j x_j)².
 *
 * <p>Weights are precisions, as in R's {@code lm}: n counts rows of positive weight, σ² = Σ w·e²/(n
 * − rank). Every number is computed from the exact moments at a working precision that is raised
 * until its double no longer changes.
 */
public final class LeastSquares {
  private LeastSquares() {}

  /**
   * @param byDay training moments by day, each already decayed where a half-life asks; a single
   *     entry under {@link Group#NO_DAY} where there is no event time (then no clustered errors)
   * @throws Failure DATA: fewer rows than terms, no rows, weights all zero, rank deficient and
   *     refused (columns named)
   */
  public static Fit fit(
      SortedMap<Integer, Moments> byDay, Precision precision, FitOptions options) {
    if (byDay.isEmpty()) {
      throw noRows();
    }
    Moments total = Moments.sum(byDay.get(byDay.firstKey()).columns(), List.copyOf(byDay.values()));
    checkWeight(total);
    checkRows(total, options);
    Training training =
        Training.of(new ScaledMoments(total), precision, options, total.tally().positiveRows());
    Solver.Solved solved = Solver.solve(training);
    if (options.aliased() == FitOptions.Aliased.REFUSE) {
      RankDeficiency.refuse(training, solved.factorization());
    }
    ScaledInverse inverse = solved.factorization().inverse();
    List<OptionalDouble> clustered =
        clusteredErrors(training, solved.factorization(), inverse, byDay);
    Certificate certificate =
        Certificates.of(training, solved.factorization(), inverse, solved.inference(), total);
    return FitTable.of(training, solved, clustered, clusters(byDay).size(), certificate, total);
  }

  /**
   * @throws Failure DATA: no rows, or weights all zero
   */
  static void checkWeight(Moments total) {
    if (total.tally().rows() == 0) {
      throw noRows();
    }
    if (total.tally().positiveRows() == 0) {
      throw new Failure(
          Failure.Kind.DATA,
          "all " + total.tally().rows() + " training rows have weight 0: nothing can be fitted",
          "Check data.weight.");
    }
  }

  /**
   * @throws Failure DATA: fewer rows than terms
   */
  static void checkRows(Moments total, FitOptions options) {
    long rows = total.tally().positiveRows();
    int terms = total.columns().size() - 1 + (options.intercept() ? 1 : 0);
    if (rows < terms) {
      throw new Failure(
          Failure.Kind.DATA,
          rows + " training rows of positive weight are fewer than the " + terms + " terms",
          "Train on a longer training.window or on fewer features.");
    }
  }

  static Failure noRows() {
    return new Failure(
        Failure.Kind.DATA,
        "no training rows are left: nothing can be fitted",
        "Check data.where, training.window and the as-of date.");
  }

  private static List<OptionalDouble> clusteredErrors(
      Training training,
      Factorization factorization,
      ScaledInverse inverse,
      SortedMap<Integer, Moments> byDay) {
    List<Moments> days = clusters(byDay);
    if (days.size() < 2 || training.rows() <= factorization.rank()) {
      return List.of();
    }
    return ClusteredErrors.of(training, factorization, inverse, days);
  }

  /** The days with a row of positive weight; none where rows have no day. */
  static List<Moments> clusters(SortedMap<Integer, Moments> byDay) {
    Moments dayless = byDay.get(Group.NO_DAY);
    if (dayless != null && dayless.tally().positiveRows() > 0) {
      return List.of();
    }
    return byDay.values().stream().filter(m -> m.tally().positiveRows() > 0).toList();
  }
}
