package org.plumbline.regression;

import org.plumbline.statistics.BigBinary;

/** The exact sums Σ w·zᵢ·zⱼ of z = (1, terms…, label). */
interface CrossProducts {

  /** For i ≤ j. */
  BigBinary at(int i, int j);

  /**
   * target_k ← (Σw·Σ w·zᵢ·zⱼ − Σ w·zᵢ·Σ w·zⱼ)·2^scale for i ≤ j, rounded to a double and what is
   * left to another.
   */
  default void setCovariance(int i, int j, int scale, DoubleDouble.Vector target, int k) {
    BigBinary product = at(0, 0).times(at(i, j)).minus(at(0, i).times(at(0, j)));
    target.set(k, product.scaled(scale));
  }
}
