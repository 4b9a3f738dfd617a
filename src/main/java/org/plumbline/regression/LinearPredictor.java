package org.plumbline.regression;

import java.util.Map;

/**
 * intercept + Σ coefficients.get(term) · term; terms of the moments that are not named have
 * coefficient 0.
 */
public record LinearPredictor(double intercept, Map<String, Double> coefficients) {}
