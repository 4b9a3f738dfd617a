package org.plumbline.cycle;

import org.plumbline.model.Model;
import org.plumbline.regression.LinearPredictor;

/** A model that is judged, and what it predicts from statistics. */
record Judged(Model model, LinearPredictor predictor) {

  static Judged of(Model model) {
    return new Judged(model, ModelTerms.predictor(model));
  }
}
