package org.plumbline.regression;

import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.ExactSum;
import org.plumbline.statistics.Expansion;
import org.plumbline.statistics.Moments;

/**
 * The cross-products of a dense design, held as they are in its moments; of a design that is not
 * wide also as big numbers, which are asked for again and again.
 */
final class DenseProducts implements CrossProducts {
  /** Columns of z up to which big numbers are held: 256² of them take some 10 MB. */
  private static final int MOST_HELD = 256;

  private final Moments moments;

  /** The upper triangle by rows; none where they are too many. */
  private final BigBinary[][] held;

  DenseProducts(Moments moments) {
    this.moments = moments;
    int size = moments.columns().size() + 1;
    held = new BigBinary[size <= MOST_HELD ? size : 0][];
    for (int i = 0; i < held.length; i++) {
      held[i] = new BigBinary[size - i];
      for (int j = i; j < size; j++) {
        held[i][j - i] = moments.at(i, j).toBigBinary();
      }
    }
  }

  @Override
  public BigBinary at(int i, int j) {
    return held.length == 0 ? moments.at(i, j).toBigBinary() : held[i][j - i];
  }

  /** By error-free products of doubles, unless one leaves their range. */
  @Override
  public void setCovariance(int i, int j, int scale, DoubleDouble.Vector target, int k) {
    Expansion covariance;
    try {
      ExactSum sum = new ExactSum();
      add(sum, moments.at(0, 0), moments.at(i, j), 1);
      add(sum, moments.at(0, i), moments.at(0, j), -1);
      covariance = sum.toExpansion();
    } catch (ArithmeticException outOfRange) {
      CrossProducts.super.setCovariance(i, j, scale, target, k);
      return;
    }
    double[] parts = covariance.parts();
    double high = parts.length > 0 ? Math.scalb(parts[0], scale) : 0;
    double low = parts.length > 1 ? Math.scalb(parts[1], scale) : 0;
    target.set(k, high, low);
  }

  private static void add(ExactSum sum, Expansion x, Expansion y, double sign) {
    double[] factors = y.parts();
    for (double part : x.parts()) {
      for (double factor : factors) {
        sum.addProduct(sign * part, factor);
      }
    }
  }
}
