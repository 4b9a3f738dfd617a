package org.plumbline.cycle;

import java.util.OptionalDouble;
import org.plumbline.regression.Encoding;
import org.plumbline.regression.Fit;

/**
 * A fit and the terms that it is of.
 *
 * @param encoding levels and imputed values, decided by the training rows
 * @param smearing of a fit of log(label): Σw·exp(e)/Σw over the training rows
 */
record Fitted(Encoding encoding, Fit fit, OptionalDouble smearing) {}
