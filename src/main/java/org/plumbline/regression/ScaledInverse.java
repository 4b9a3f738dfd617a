package org.plumbline.regression;

import java.math.BigInteger;
import org.plumbline.statistics.BigBinary;

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

  /**
   * @param lower triangle at least, times 2^bits
   */
  static ScaledInverse of(BigInteger[][] lower, int bits) {
    int q = lower.length;
    double[][] high = new double[q][q];
    double[][] low = new double[q][q];
    for (int j = 0; j < q; j++) {
      for (int k = 0; k <= j; k++) {
        BigBinary exact = new BigBinary(lower[j][k], -bits);
        high[j][k] = exact.doubleValue();
        low[j][k] = exact.minus(BigBinary.of(high[j][k])).doubleValue();
        high[k][j] = high[j][k];
        low[k][j] = low[j][k];
      }
    }
    return new ScaledInverse(high, low);
  }

  /** The entry rounded to double. */
  double at(int row, int column) {
    return high[row][column];
  }

  /** The entries rounded to double. */
  double[][] toArray() {
    return high;
  }

  /** A view of a row, or by symmetry of a column. */
  DoubleDouble.Vector row(int row) {
    return new DoubleDouble.Vector(high[row], low[row]);
  }
}
