package org.plumbline.cycle;

import org.plumbline.regression.Encoding;
import org.plumbline.regression.Fit;

/**
 * A fit and the terms that it is of.
 *
 * @param encoding levels and imputed values, decided by the training rows
 */
record Fitted(Encoding encoding, Fit fit) {}
