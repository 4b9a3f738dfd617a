package org.plumbline.features;

/** What a missing number of a feature does. */
public enum MissingValues {
  /** Ends the run. */
  FAIL,
  /** Drops its row in training; gives a null prediction in scoring. */
  DROP,
  /** Takes the mean of the training rows that have one. */
  IMPUTE,
  /** The same, and the {@linkplain Definition.MissingIndicator indicator} is a term too. */
  IMPUTE_WITH_INDICATOR;

  /** Whether the training mean stands in for it. */
  public boolean imputes() {
    return this == IMPUTE || this == IMPUTE_WITH_INDICATOR;
  }
}
