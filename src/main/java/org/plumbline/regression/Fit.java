package org.plumbline.regression;

import java.util.List;

/**
 * A least-squares fit.
 *
 * @param estimates the intercept first where there is one, then the terms in order
 * @param aliased terms dropped, in order
 * @param constant terms that are constant beside an intercept (also aliased)
 * @param constantLabel whether the label does not vary
 */
public record Fit(
    List<Estimate> estimates,
    FitSummary summary,
    Certificate certificate,
    List<String> aliased,
    List<String> constant,
    boolean constantLabel) {}
