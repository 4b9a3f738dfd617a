package org.plumbline.regression;

import org.plumbline.statistics.BigBinary;

/** The exact sums Σ w·zᵢ·zⱼ of z = (1, terms…, label). */
@FunctionalInterface
interface CrossProducts {

  /** For i ≤ j. */
  BigBinary at(int i, int j);
}
