package org.plumbline.features;

/** What a null or NaN does: end the run, or drop its row. */
public enum MissingPolicy {
  FAIL,
  DROP
}
