package org.plumbline.regression;

import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Moments;

/**
 * Powers of two that bring columns and weights to the size of 1: moments of any folds in the same
 * units are doubles without overflow, and nothing computed depends on the units of a column.
 */
final class Units {
  private final int[] exponents;
  private final int weight;

  /** Those in which each column has a root mean square between ½ and 2. */
  Units(Moments all) {
    exponents = new int[all.columns().size() + 1];
    BigBinary total = all.at(0, 0).toBigBinary();
    weight = total.signum() == 0 ? 0 : FixedPoint.magnitude(total);
    for (int j = 1; j < exponents.length; j++) {
      BigBinary square = all.at(j, j).toBigBinary();
      if (square.signum() > 0) {
        exponents[j] = Math.floorDiv(FixedPoint.magnitude(square) - weight + 1, 2);
      }
    }
  }

  /** Column j is 2^exponent times its scaled form; 0 for the constant, the label is last. */
  int exponent(int j) {
    return exponents[j];
  }

  int label() {
    return exponents[exponents.length - 1];
  }

  /** A weight is 2^weight times its scaled form. */
  int weight() {
    return weight;
  }

  /** The power of two that scales Σ w·zᵢ·zⱼ. */
  int ofMoment(int i, int j) {
    return -weight - exponents[i] - exponents[j];
  }
}
