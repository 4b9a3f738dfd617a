package org.plumbline.statistics;

/** What can be odd about a value of a column; each is counted by column, fold and day. */
public enum Oddity {
  NULL,
  NAN,
  INFINITE,
  /** Not a whole number. */
  FRACTION,
  /** Converted to double with loss: a long beyond 2^53, a decimal of more than 15 digits. */
  CONVERTED,
  /** Below zero; counted for weights alone. */
  NEGATIVE,
  /**
   * Exact: a value, or its product with the weight, whose magnitude is not covered. Double: sums
   * that overflow, counted once for each row group and group. Either way it is taken as 0, so a
   * column that has any must be refused.
   */
  OUT_OF_RANGE
}
