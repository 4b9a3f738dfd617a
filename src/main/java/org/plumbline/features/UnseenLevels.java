package org.plumbline.features;

/** What scoring makes of a level that training did not have. */
public enum UnseenLevels {
  /** It is as those that were pooled. */
  POOLED,
  /** It is as the reference. */
  REFERENCE,
  /** It ends the run. */
  REFUSE
}
