package org.plumbline.regression;

import java.util.List;
import java.util.Optional;

/**
 * A fit by least squares or under a penalty.
 *
 * @param estimates the intercept first where there is one, then the terms in order
 * @param aliased terms dropped, in order
 * @param constant terms that are constant beside an intercept (also aliased)
 * @param constantLabel whether the label does not vary
 * @param penalty what the penalty did; empty for least squares
 * @param jointTests of categories, in the order of the design; empty without categories and under a
 *     penalty
 * @param collinearity of the terms; empty under a penalty
 */
public record Fit(
    List<Estimate> estimates,
    FitSummary summary,
    Certificate certificate,
    List<String> aliased,
    List<String> constant,
    boolean constantLabel,
    Optional<PenaltySummary> penalty,
    List<JointTest> jointTests,
    Optional<Collinearity> collinearity) {

  /** Without what is known of terms together. */
  public Fit(
      List<Estimate> estimates,
      FitSummary summary,
      Certificate certificate,
      List<String> aliased,
      List<String> constant,
      boolean constantLabel,
      Optional<PenaltySummary> penalty) {
    this(
        estimates,
        summary,
        certificate,
        aliased,
        constant,
        constantLabel,
        penalty,
        List.of(),
        Optional.empty());
  }

  /** By least squares. */
  public Fit(
      List<Estimate> estimates,
      FitSummary summary,
      Certificate certificate,
      List<String> aliased,
      List<String> constant,
      boolean constantLabel) {
    this(estimates, summary, certificate, aliased, constant, constantLabel, Optional.empty());
  }

  /** The same with what is known of its terms together. */
  Fit with(List<JointTest> tests, Collinearity collinear) {
    return new Fit(
        estimates,
        summary,
        certificate,
        aliased,
        constant,
        constantLabel,
        penalty,
        tests,
        Optional.of(collinear));
  }
}
