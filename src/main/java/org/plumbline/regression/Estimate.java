package org.plumbline.regression;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A coefficient with its errors; what is not defined, or beyond a double, is empty (never NaN).
 *
 * @param term its name, {@code (intercept)} for the constant
 * @param value the least-squares coefficient; 0 where aliased
 * @param standardError classical, or the day-cluster sandwich with a half-life
 * @param t value / standardError; empty for an exact fit
 * @param pValue two-sided, from the t distribution; 0 where it underflows
 * @param log10P its decimal logarithm, right where the p value underflows
 * @param lower lower bound of the confidence interval
 * @param upper upper bound of the confidence interval
 * @param clustered the same by clusters of days; empty for fewer than two days
 * @param aliased whether the columns before it explain it
 */
public record Estimate(
    String term,
    double value,
    OptionalDouble standardError,
    OptionalDouble t,
    OptionalDouble pValue,
    OptionalDouble log10P,
    OptionalDouble lower,
    OptionalDouble upper,
    Optional<Clustered> clustered,
    boolean aliased) {

  /** The name of the constant term. */
  public static final String INTERCEPT = "(intercept)";

  /** The same by clusters of days. */
  public record Clustered(
      double standardError,
      OptionalDouble t,
      OptionalDouble pValue,
      OptionalDouble lower,
      OptionalDouble upper) {}
}
