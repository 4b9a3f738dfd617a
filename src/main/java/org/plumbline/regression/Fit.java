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
 */
public record Fit(
    List<Estimate> estimates,
    FitSummary summary,
    Certificate certificate,
    List<String> aliased,
    List<String> constant,
    boolean constantLabel,
    Optional<PenaltySummary> penalty) {

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
}
