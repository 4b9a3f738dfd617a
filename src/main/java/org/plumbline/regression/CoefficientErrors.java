package org.plumbline.regression;

import java.util.OptionalDouble;

/** A coefficient's standard error with what follows from it. */
record CoefficientErrors(
    double value,
    OptionalDouble standardError,
    OptionalDouble t,
    double degrees,
    double confidence) {

  OptionalDouble pValue() {
    return t.isPresent()
        ? OptionalDouble.of(Tails.twoSided(t.getAsDouble(), degrees))
        : OptionalDouble.empty();
  }

  OptionalDouble log10P() {
    return t.isPresent()
        ? OptionalDouble.of(Tails.log10TwoSided(t.getAsDouble(), degrees))
        : OptionalDouble.empty();
  }

  /** value + sign·quantile·standard error. */
  OptionalDouble bound(int sign) {
    if (standardError.isEmpty()) {
      return OptionalDouble.empty();
    }
    double quantile = sign * Tails.quantile(confidence, degrees);
    double bound = Math.fma(quantile, standardError.getAsDouble(), value);
    return Double.isInfinite(bound) ? OptionalDouble.empty() : OptionalDouble.of(bound);
  }
}
