package org.plumbline.features;

/** What of the label a fit is of. */
public enum LabelTransform {
  /** The label itself. */
  NONE,
  /** Its natural logarithm; a label that is zero or below is refused. */
  LOG
}
