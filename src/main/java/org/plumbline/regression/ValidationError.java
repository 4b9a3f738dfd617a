package org.plumbline.regression;

/**
 * Mean squared error Σ w(y − ŷ)²/Σw of a predictor on a fold's validation rows, from their centred
 * moments: with d the difference of validation and training means,
 *
 * <pre>S_yy − 2·bᵀS_y + bᵀSb + (d_y − bᵀd)²</pre>
 *
 * in scaled units. Where the residual is a small part of S_yy, the quadratic form is computed again
 * in double-double.
 */
final class ValidationError {
  private static final double SMALL = 1e-3;

  private final CentredMoments validation;
  private final double[] shifts;
  private final int[] active;

  /**
   * @param intercept whether the predictor goes through the training means
   */
  ValidationError(CentredMoments training, CentredMoments validation, boolean intercept) {
    this.validation = validation;
    int order = validation.terms() + 1;
    shifts = new double[order];
    active = new int[order];
    DoubleDouble.Vector difference = new DoubleDouble.Vector(1);
    for (int k = 0; intercept && k < order; k++) {
      DoubleDouble.Vector before = training.means();
      difference.set(0, validation.means().high(k), validation.means().low(k));
      difference.add(0, -before.high(k), -before.low(k));
      shifts[k] = difference.high(0);
    }
  }

  /**
   * @param coefficients of scaled columns and label
   */
  double of(double[] coefficients) {
    int terms = coefficients.length;
    int count = 0;
    double bias = shifts[terms];
    for (int j = 0; j < terms; j++) {
      if (coefficients[j] != 0) {
        active[count++] = j;
        bias -= coefficients[j] * shifts[j];
      }
    }
    double square = quadratic(coefficients, count);
    double total = validation.covariances()[terms * (terms + 1) + terms];
    if (square < SMALL * total) {
      square = Math.max(0, accurateQuadratic(coefficients, count));
    }
    return square + bias * bias;
  }

  private double quadratic(double[] b, int count) {
    double[] s = validation.covariances();
    int terms = b.length;
    double sum = s[terms * (terms + 1) + terms];
    for (int a = 0; a < count; a++) {
      int i = active[a];
      int row = i * (terms + 1);
      double inner = 0.5 * b[i] * s[row + i] - s[row + terms];
      for (int c = 0; c < a; c++) {
        inner += b[active[c]] * s[row + active[c]];
      }
      sum += 2 * b[i] * inner;
    }
    return sum;
  }

  private double accurateQuadratic(double[] b, int count) {
    int terms = b.length;
    DoubleDouble.Vector entry = new DoubleDouble.Vector(1);
    DoubleDouble.Vector sums = new DoubleDouble.Vector(2);
    validation.covariance(terms, terms, entry);
    sums.set(0, entry.high(0), entry.low(0));
    for (int a = 0; a < count; a++) {
      int i = active[a];
      validation.covariance(i, i, entry);
      sums.set(1, 0, 0);
      sums.addProduct(1, 0.5 * b[i], entry.high(0), entry.low(0));
      validation.covariance(i, terms, entry);
      sums.add(1, -entry.high(0), -entry.low(0));
      for (int c = 0; c < a; c++) {
        validation.covariance(i, active[c], entry);
        sums.addProduct(1, b[active[c]], entry.high(0), entry.low(0));
      }
      sums.addProduct(0, 2 * b[i], sums.high(1), sums.low(1));
    }
    return sums.high(0);
  }
}
