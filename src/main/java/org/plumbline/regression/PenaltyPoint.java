package org.plumbline.regression;

/**
 * One penalty: λ·[ α Σ s_j|β_j| + (1−α)/2 · Σ s_j²·β_j²/s_y ].
 *
 * @param lambda λ ≥ 0, in units of the label (Spark: {@code regParam}; scikit-learn: {@code alpha})
 * @param l1Ratio α, 0 for ridge and 1 for the lasso (glmnet: {@code alpha}; Spark: {@code
 *     elasticNetParam})
 */
public record PenaltyPoint(double lambda, double l1Ratio) {

  /** No penalty: least squares. */
  public static final PenaltyPoint NONE = new PenaltyPoint(0, 0);

  /** λα, what multiplies s_j·|β_j|. */
  double absolute() {
    return lambda * l1Ratio;
  }

  /** λ(1−α), what multiplies s_j²·β_j²/(2·s_y). */
  double squared() {
    return lambda * (1 - l1Ratio);
  }
}
