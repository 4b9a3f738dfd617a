package org.plumbline.regression;

import org.plumbline.Failure;
import org.plumbline.statistics.Tally;

/** Refuses rows that are too few for a fit. */
final class RowChecks {
  private RowChecks() {}

  /**
   * @throws Failure DATA: no rows, or weights all zero
   */
  static void weight(Tally tally) {
    if (tally.rows() == 0) {
      throw noRows();
    }
    if (tally.positiveRows() == 0) {
      throw new Failure(
          Failure.Kind.DATA,
          "all " + tally.rows() + " training rows have weight 0: nothing can be fitted",
          "Check data.weight.");
    }
  }

  /**
   * @param terms without the intercept
   * @throws Failure DATA: fewer rows than terms
   */
  static void enough(Tally tally, int terms, FitOptions options) {
    int columns = terms + (options.intercept() ? 1 : 0);
    if (tally.positiveRows() < columns) {
      throw new Failure(
          Failure.Kind.DATA,
          tally.positiveRows()
              + " training rows of positive weight are fewer than the "
              + columns
              + " terms",
          "Train on a longer training.window or on fewer features.");
    }
  }

  static Failure noRows() {
    return new Failure(
        Failure.Kind.DATA,
        "no training rows are left: nothing can be fitted",
        "Check data.where, training.window and the as-of date.");
  }
}
