package org.plumbline.regression;

import java.util.OptionalDouble;

/**
 * One penalty of a cross-validation.
 *
 * @param meanError mean over folds of their weighted mean squared errors, each fold with the weight
 *     of its rows, in squared units of the label
 * @param standardError of that mean, √(Σ W_k (e_k − ē)²/ΣW_k / (K − 1)); empty for one fold
 * @param nonzeroTerms terms with a coefficient other than 0 in the fit of all rows
 */
public record CurvePoint(
    double lambda,
    double l1Ratio,
    double meanError,
    OptionalDouble standardError,
    int nonzeroTerms) {

  PenaltyPoint penalty() {
    return new PenaltyPoint(lambda, l1Ratio);
  }
}
