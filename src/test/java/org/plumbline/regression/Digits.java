package org.plumbline.regression;

import java.math.BigDecimal;
import java.math.MathContext;

/** Agreement in decimal digits: the log relative error. */
final class Digits {
  private Digits() {}

  /** −log10(|value − reference| / |reference|), at most 17; of the absolute error for 0. */
  static double of(double value, BigDecimal reference) {
    BigDecimal difference = new BigDecimal(value).subtract(reference).abs();
    if (difference.signum() == 0) {
      return 17;
    }
    BigDecimal relative =
        reference.signum() == 0
            ? difference
            : difference.divide(reference.abs(), MathContext.DECIMAL64);
    return Math.min(17, -log10(relative));
  }

  static double of(double value, String reference) {
    return of(value, new BigDecimal(reference));
  }

  private static double log10(BigDecimal positive) {
    int exponent = positive.precision() - positive.scale();
    return Math.log10(positive.movePointLeft(exponent).doubleValue()) + exponent;
  }
}
