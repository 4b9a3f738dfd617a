package org.plumbline.regression;

import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Precision;

/**
 * A least-squares problem: minimise Σ w (y − Xβ)² over the columns of X in their order.
 *
 * @param moments exact moments of (1, terms…, label)
 * @param rows rows of positive weight
 * @param constantLabel whether the label does not vary
 * @param definite whether a penalty makes the normal matrix definite, so that no column is
 *     explained by others
 */
record Training(
    ScaledMoments moments,
    Precision precision,
    FitOptions options,
    long rows,
    boolean constantLabel,
    boolean definite) {

  static Training of(ScaledMoments moments, Precision precision, FitOptions options, long rows) {
    int label = moments.label();
    boolean constant =
        precision == Precision.EXACT
            ? moments.weightedCovariance(label, label).signum() == 0
            : moments.constant(label);
    return new Training(moments, precision, options, rows, constant, false);
  }

  /** The same rows with the normal equations of some terms under a penalty. */
  Training penalized(ScaledMoments penalized, boolean definiteByPenalty) {
    return new Training(penalized, precision, options, rows, constantLabel, definiteByPenalty);
  }

  /** The index in z of the first column of the design. */
  int firstColumn() {
    return options.intercept() ? 0 : 1;
  }

  /** Columns of the design, the intercept among them. */
  int columns() {
    return moments.size() - 1 - firstColumn();
  }

  /** 1 with an intercept, which costs a degree of freedom of the total, else 0. */
  int interceptDegrees() {
    return options.intercept() ? 1 : 0;
  }

  /** About what sums of squares of terms are taken: the means, or zero without an intercept. */
  ScaledMoments.Centring centring() {
    return options.intercept() ? ScaledMoments.Centring.MEANS : ScaledMoments.Centring.ZERO;
  }

  /** Whether the solution is the intercept alone, exactly. */
  boolean meanAlone() {
    return constantLabel && options.intercept();
  }

  /** Σ w(y − ȳ)² with an intercept, Σ w·y² without (uncentred, as in R). */
  BigBinary totalSumOfSquares(int bits) {
    int label = moments.label();
    return options.intercept()
        ? moments.weightedCovariance(label, label).dividedBy(moments.totalWeight(), bits)
        : moments.exact(label, label);
  }

  /**
   * Whether what the columns before it leave of a column is rounding.
   *
   * @param column index in z
   * @param left length of what is left of the scaled column, √Σ w·r²
   * @param explained Σ |c_k|·length of the kept column k, c the coefficients of the projection
   */
  boolean explains(int column, double left, double explained) {
    double rounding = Math.scalb(moments.length(column) + explained, ScaledMoments.ROUNDING);
    double noise =
        precision == Precision.EXACT
            ? rounding
            : Math.max(rounding, DOUBLE_TOLERANCE * moments.centredLength(column));
    return definite ? left <= 0 : left <= noise;
  }

  /** The tolerance of R's {@code lm}. */
  private static final double DOUBLE_TOLERANCE = 1e-7;
}
