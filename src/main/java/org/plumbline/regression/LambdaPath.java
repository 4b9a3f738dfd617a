package org.plumbline.regression;

import java.util.ArrayList;
import java.util.List;

/**
 * glmnet's sequence of λ: {@value #LENGTH} values, equally far apart in their logarithm, from the
 * smallest that empties the model without limits, max_j |Σ w·x_j(y − ȳ)|/(Σw·s_j·α), down to 1e-4
 * of it (1e-2 where there are fewer rows than terms). α below {@value #LEAST_RATIO} counts as that,
 * for ridge never empties a model.
 */
final class LambdaPath {
  static final int LENGTH = 100;

  private static final double LEAST_RATIO = 0.001;

  private LambdaPath() {}

  /**
   * @param largest the λ that empties the model for α = 1
   * @param rows rows of positive weight
   */
  static List<Double> of(double largest, double l1Ratio, long rows, int terms) {
    double first = largest / Math.max(l1Ratio, LEAST_RATIO);
    double last = rows < terms ? 1e-2 : 1e-4;
    List<Double> path = new ArrayList<>();
    for (int k = 0; k < LENGTH; k++) {
      path.add(first * StrictMath.pow(last, k / (LENGTH - 1.0)));
    }
    return path;
  }
}
