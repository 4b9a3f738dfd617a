package org.plumbline.features;

import java.io.Serializable;

/** From the linear predictor to the prediction on the label's own scale. */
public sealed interface Response extends Serializable {

  double at(double predictor);

  /** The predictor itself. */
  record Identity() implements Response {
    @Override
    public double at(double predictor) {
      return predictor;
    }
  }

  /**
   * exp(predictor) · smearing: of a model of log(label).
   *
   * @param smearing Σw·exp(e)/Σw over the training rows, which makes up for the mean of a logarithm
   *     not being the logarithm of the mean (Duan 1983)
   */
  record Exponential(double smearing) implements Response {
    @Override
    public double at(double predictor) {
      return StrictMath.exp(predictor) * smearing;
    }
  }
}
