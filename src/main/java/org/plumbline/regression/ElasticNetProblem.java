package org.plumbline.regression;

import java.util.List;

/**
 * A penalised problem in double, in units in which every column and the label have length 1: with
 * γ_j = β_j·u_j/v, minimise
 *
 * <pre>½ − cᵀγ + ½ γᵀCγ + t₁ Σ f_j|γ_j| + ½ t₂ Σ f_j²·γ_j²,  lower ≤ γ ≤ upper</pre>
 *
 * where C and c are correlations (cosines without an intercept), u_j and v the deviations (root
 * mean squares without an intercept), t₁ = λα/v, t₂ = λ(1−α)/s_y, and f_j = s_j/u_j with
 * standardised penalties, else 1/u_j. A constant column takes no part.
 */
final class ElasticNetProblem {
  /** Some roundings more, so that the exact solution is empty too. */
  private static final double SURELY = 1 + 0x1p-48;

  private static final double LIMITS_ALONE = 1e-12;

  private final int size;
  private final double[] gram;
  private final double[] towardsLabel;
  private final double[] factors;
  private final double[] lower;
  private final double[] upper;
  private final boolean[] constant;

  /** v/u_j: what turns γ_j to a coefficient of scaled columns. */
  private final double[] toCoefficient;

  private final int[] exponents;
  private final double perLabelLength;
  private final double perLabelDeviation;
  private final boolean limited;

  /**
   * @param centred training moments of a label that varies
   * @param limits one for each term
   */
  ElasticNetProblem(
      CentredMoments centred,
      Units units,
      boolean standardize,
      List<CoefficientLimits.Limit> limits) {
    size = centred.terms();
    gram = new double[size * size];
    towardsLabel = new double[size];
    factors = new double[size];
    lower = new double[size];
    upper = new double[size];
    constant = new boolean[size];
    toCoefficient = new double[size];
    exponents = new int[size];
    double[] lengths = lengths(centred);
    correlate(centred, lengths);
    for (int j = 0; j < size; j++) {
      int exponent = units.exponent(j + 1);
      constant[j] = centred.constant(j);
      factors[j] = (standardize ? centred.deviation(j) : Math.scalb(1.0, -exponent)) / lengths[j];
      toCoefficient[j] = lengths[size] / lengths[j];
      exponents[j] = exponent - units.label();
      lower[j] = Math.scalb(limits.get(j).lower(), exponents[j]) / toCoefficient[j];
      upper[j] = Math.scalb(limits.get(j).upper(), exponents[j]) / toCoefficient[j];
    }
    double unit = Math.scalb(1.0, -units.label());
    perLabelLength = unit / lengths[size];
    perLabelDeviation = unit / centred.deviation(size);
    limited = limits.stream().anyMatch(limit -> !limit.isNone());
  }

  private static double[] lengths(CentredMoments centred) {
    int order = centred.terms() + 1;
    double[] lengths = new double[order];
    for (int k = 0; k < order; k++) {
      double square = centred.covariances()[k * order + k];
      lengths[k] = square > 0 ? Math.sqrt(square) : 1;
    }
    return lengths;
  }

  private void correlate(CentredMoments centred, double[] lengths) {
    double[] covariances = centred.covariances();
    for (int i = 0; i < size; i++) {
      int row = i * (size + 1);
      for (int j = 0; j < i; j++) {
        double cosine = covariances[row + j] / (lengths[i] * lengths[j]);
        gram[i * size + j] = cosine;
        gram[j * size + i] = cosine;
      }
      gram[i * size + i] = 1;
      towardsLabel[i] = covariances[row + size] / (lengths[i] * lengths[size]);
    }
  }

  int size() {
    return size;
  }

  /** C by rows. Not to be changed, like the other arrays. */
  double[] gram() {
    return gram;
  }

  /** c. */
  double[] towardsLabel() {
    return towardsLabel;
  }

  /** f. */
  double[] factors() {
    return factors;
  }

  double lower(int j) {
    return lower[j];
  }

  double upper(int j) {
    return upper[j];
  }

  boolean limited() {
    return limited;
  }

  boolean constant(int j) {
    return constant[j];
  }

  /** t₁. */
  double absolute(PenaltyPoint point) {
    return point.absolute() * perLabelLength;
  }

  /** t₂; as good as none under limits alone, where the dual must be finite. */
  double squared(PenaltyPoint point) {
    return point.lambda() == 0 ? LIMITS_ALONE : point.squared() * perLabelDeviation;
  }

  /**
   * The least λ with α = 1 that empties the model without limits; 0 where all terms are constant.
   */
  double largestLambda() {
    double largest = 0;
    for (int j = 0; j < size; j++) {
      if (!constant[j]) {
        largest = Math.max(largest, Math.abs(towardsLabel[j]) / factors[j]);
      }
    }
    return largest / perLabelLength * SURELY;
  }

  /** Coefficients of scaled columns and label. */
  double[] coefficients(double[] gamma) {
    double[] coefficients = new double[size];
    for (int j = 0; j < size; j++) {
      coefficients[j] = gamma[j] * toCoefficient[j];
    }
    return coefficients;
  }

  /**
   * @param values coefficients by index in z, in the units of the data
   */
  DualityGap gap(List<Double> values, PenaltyPoint point) {
    double[] gamma = new double[size];
    double[] rho = towardsLabel.clone();
    for (int j = 0; j < size; j++) {
      gamma[j] = Math.scalb(values.get(j + 1), exponents[j]) / toCoefficient[j];
      if (gamma[j] != 0) {
        for (int k = 0; k < size; k++) {
          rho[k] -= gamma[j] * gram[j * size + k];
        }
      }
    }
    return DualityGap.of(this, gamma, rho, absolute(point), squared(point));
  }
}
