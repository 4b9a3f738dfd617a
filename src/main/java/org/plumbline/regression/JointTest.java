package org.plumbline.regression;

import java.util.Optional;

/**
 * Wald's test that no level of a category has an effect: F = βᵀV⁻¹β/q for its q coefficients that
 * are not aliased, V their covariance.
 *
 * @param name of the category; {@code category:number} for the products of a number with its levels
 * @param degreesOfFreedom q
 * @param classical by the classical covariance, F with n − rank degrees below; empty without
 *     degrees, for an exact fit, and with a half-life
 * @param clustered by the covariance of clusters of days, F with G − 1 degrees below; empty for
 *     fewer than two days, for an exact fit, and where G − 1 days cannot tell q coefficients apart
 * @param fromRows by the covariance from rows, where the fit's errors are of such a kind
 */
public record JointTest(
    String name,
    int degreesOfFreedom,
    Optional<FTest> classical,
    Optional<FTest> clustered,
    Optional<FTest> fromRows) {

  /** Without errors from rows. */
  JointTest(
      String name, int degreesOfFreedom, Optional<FTest> classical, Optional<FTest> clustered) {
    this(name, degreesOfFreedom, classical, clustered, Optional.empty());
  }

  /** The test by the errors that the coefficients have: from rows, classical, or by days. */
  public Optional<FTest> preferred() {
    return fromRows.or(() -> classical).or(() -> clustered);
  }

  JointTest withRows(Optional<FTest> test) {
    return new JointTest(name, degreesOfFreedom, classical, clustered, test);
  }

  /**
   * @param denominatorDegrees degrees of freedom below
   * @param pValue P(F ≥ f); 0 where it underflows
   * @param log10P its decimal logarithm, right where the p value underflows
   */
  public record FTest(double f, double denominatorDegrees, double pValue, double log10P) {
    static FTest of(double f, double numeratorDegrees, double denominatorDegrees) {
      return new FTest(
          f,
          denominatorDegrees,
          Tails.upper(f, numeratorDegrees, denominatorDegrees),
          Tails.log10Upper(f, numeratorDegrees, denominatorDegrees));
    }
  }
}
