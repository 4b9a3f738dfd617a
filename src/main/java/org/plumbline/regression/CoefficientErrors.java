package org.plumbline.regression;

import java.util.Optional;
import java.util.OptionalDouble;
import org.plumbline.statistics.BigBinary;

/**
 * A standard error with what follows from it.
 *
 * @param quantile of |t| with these degrees of freedom, for the bounds of the interval
 */
record CoefficientErrors(
    double value, OptionalDouble standardError, OptionalDouble t, double degrees, double quantile) {

  /** By clusters of days: no t for an exact fit, or for an error of 0. */
  static CoefficientErrors byDay(
      double value, OptionalDouble error, boolean exactFit, int clusters, double quantile) {
    boolean defined = error.isPresent() && error.getAsDouble() > 0 && !exactFit;
    OptionalDouble t =
        defined
            ? Inference.rounded(
                BigBinary.of(value).dividedBy(BigBinary.of(error.getAsDouble()), 64))
            : OptionalDouble.empty();
    return new CoefficientErrors(value, error, t, clusters - 1, quantile);
  }

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
    double bound = Math.fma(sign * quantile, standardError.getAsDouble(), value);
    return Double.isInfinite(bound) ? OptionalDouble.empty() : OptionalDouble.of(bound);
  }

  /** The same as a part of an estimate, where there is an error. */
  Optional<Estimate.Clustered> clustering() {
    return standardError.isPresent()
        ? Optional.of(
            new Estimate.Clustered(standardError.getAsDouble(), t, pValue(), bound(-1), bound(1)))
        : Optional.empty();
  }
}
