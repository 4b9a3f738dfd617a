package org.plumbline.regression;

import java.util.Arrays;
import org.plumbline.statistics.BigBinary;

/**
 * What a penalty does in the equations of the kept columns, scaled like them: Λ_j·β_j and g_j, and
 * how far the slopes of the other coefficients are from moving them.
 */
final class PenaltyPull {
  private final double[] squared;
  private final double[] absolute;
  private final boolean standardized;
  private final double slack;

  private PenaltyPull(double[] squared, double[] absolute, boolean standardized, double slack) {
    this.squared = squared;
    this.absolute = absolute;
    this.standardized = standardized;
    this.slack = slack;
  }

  /** Of least squares. */
  static PenaltyPull none(int kept) {
    return new PenaltyPull(new double[kept], new double[kept], false, Double.POSITIVE_INFINITY);
  }

  /**
   * @param eligible by index in z, whether a term takes part
   * @param standardize whether the penalty is made of the columns' deviations
   */
  static PenaltyPull of(PenalizedEquations equations, boolean[] eligible, boolean standardize) {
    ScaledMoments moments = equations.penalized().moments();
    int label = moments.exponent(moments.label());
    int rank = equations.factorization().rank();
    double[] squared = new double[rank];
    double[] absolute = new double[rank];
    for (int k = 0; k < rank; k++) {
      int kept = equations.factorization().kept().get(k);
      if (kept > 0) {
        int column = equations.column(kept);
        int scale = -moments.exponent(kept) - label;
        BigBinary value = equations.coefficient(column);
        BigBinary pull = equations.penalty().squared(column).times(value);
        squared[k] = Math.abs(pull.scaled(scale).doubleValue());
        absolute[k] = equations.penalty().absolute(column).scaled(scale).doubleValue();
      }
    }
    return new PenaltyPull(squared, absolute, standardize, slack(equations, eligible));
  }

  /** The least distance of a slope from moving its coefficient, per length of its column. */
  private static double slack(PenalizedEquations equations, boolean[] eligible) {
    ScaledMoments moments = equations.training().moments();
    double least = Double.POSITIVE_INFINITY;
    for (int j = 1; j < moments.label(); j++) {
      if (eligible[j] && !equations.set().at(j).free()) {
        BigBinary room = equations.room(j);
        int scale = -moments.exponent(j) - moments.exponent(moments.label());
        least = Math.min(least, room.scaled(scale).doubleValue() / moments.length(j));
      }
    }
    return least;
  }

  /** See {@link Certificates}; infinite where every coefficient is free. */
  double slack() {
    return slack;
  }

  boolean standardized() {
    return standardized;
  }

  boolean any(int j) {
    return squared[j] > 0 || absolute[j] > 0;
  }

  /** The change of the pull on column j where s_j and s_y change by so much of themselves. */
  double moved(int j, double deviation, double labelDeviation) {
    return squared[j] * (2 * deviation + labelDeviation) + absolute[j] * deviation;
  }

  @Override
  public String toString() {
    return "pull " + Arrays.toString(squared) + " + " + Arrays.toString(absolute);
  }
}
