package org.plumbline.cycle;

import java.util.Optional;
import org.plumbline.regression.Curve;
import org.plumbline.regression.Encoding;
import org.plumbline.regression.Fit;

/**
 * A fit and the terms that it is of.
 *
 * @param encoding levels and imputed values, decided by the training rows
 * @param curve of the cross-validation that chose the penalty, where one was to be chosen
 */
record Fitted(Encoding encoding, Fit fit, Optional<Curve> curve) {

  /** The same with another fit of it. */
  Fitted with(Fit other) {
    return new Fitted(encoding, other, curve);
  }
}
