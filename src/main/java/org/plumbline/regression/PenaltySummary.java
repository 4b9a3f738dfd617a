package org.plumbline.regression;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The penalty of a fit and what it did.
 *
 * @param lambda λ
 * @param l1Ratio α
 * @param standardize whether s_j is the deviation of column j, else 1
 * @param nonzeroTerms terms with a coefficient other than 0
 * @param atLimit terms whose coefficient a limit holds, 0 among the limits of a ridge
 * @param effectiveDegreesOfFreedom tr(A(A+Λ)⁻¹), the intercept included; with an l1 part the free
 *     coefficients (Zou, Hastie, Tibshirani 2007)
 * @param dualityGap of the coefficients as doubles, as part of the objective
 * @param noInference why there are no standard errors, where there are none
 */
public record PenaltySummary(
    double lambda,
    double l1Ratio,
    boolean standardize,
    int nonzeroTerms,
    List<String> atLimit,
    OptionalDouble effectiveDegreesOfFreedom,
    double dualityGap,
    Optional<String> noInference) {}
