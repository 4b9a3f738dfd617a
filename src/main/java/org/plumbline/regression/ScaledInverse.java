package org.plumbline.regression;

/**
 * The inverse of the normal matrix of the scaled columns: q×q, symmetric, in double-double, the
 * unevaluated sums high + low.
 */
final class ScaledInverse {
  private final double[][] high;
  private final double[][] low;

  /** Takes both arrays as they are. */
  ScaledInverse(double[][] high, double[][] low) {
    this.high = high;
    this.low = low;
  }

  /** The entry rounded to double. */
  double at(int row, int column) {
    return high[row][column];
  }

  /** A view of a row, or by symmetry of a column. */
  DoubleDouble.Vector row(int row) {
    return new DoubleDouble.Vector(high[row], low[row]);
  }
}
