package org.plumbline.statistics;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a collector holds for one group: rows that wait, sums, and counts. */
final class GroupRows {

  private final int columns;
  private final RowBuffer panel;
  private final GroupSums sums;
  private final ColumnOdds odds;
  private final SortedMap<String, OddityCounts> noted = new TreeMap<>();
  private final ExactSum weightSquares = new ExactSum();
  private long rows;
  private long positiveRows;
  private long refused;

  GroupRows(int columns, GroupSums sums) {
    this.columns = columns;
    this.panel = new RowBuffer(columns);
    this.sums = sums;
    this.odds = new ColumnOdds(columns);
  }

  /** Doubles that rows waiting take in memory. */
  long waitingDoubles() {
    return panel.doubles();
  }

  /** Takes some of the rows, at least one, and returns how many. */
  int take(double[][] z, double[] weights, int[] order, int from, int to) {
    int taken = panel.take(z, weights, order, from, to);
    if (panel.isFull()) {
      multiply();
    }
    return taken;
  }

  /** Adds the rows that wait to the sums. */
  void multiply() {
    if (panel.rows() > 0) {
      countWeights();
      sums.add(panel, odds);
      panel.clear();
    }
  }

  private void countWeights() {
    rows += panel.rows();
    if (!panel.weighted()) {
      positiveRows += panel.rows();
      weightSquares.add(panel.rows());
      return;
    }
    double[] values = panel.values();
    for (int r = panel.weightStart(); r < panel.weightStart() + panel.rows(); r++) {
      if (values[r] != 0 && !ExactProducts.covers(values[r])) {
        odds.addOutOfRange(0, 1);
        values[r] = 0;
      }
      positiveRows += values[r] > 0 ? 1 : 0;
      weightSquares.addProduct(values[r], values[r]);
    }
  }

  void note(String column, OddityCounts counts) {
    noted.merge(column, counts, OddityCounts::plus);
  }

  void refuse(long more) {
    refused += more;
  }

  /** Ends the group. */
  Moments moments(List<String> names, String weight) {
    multiply();
    Expansions upper = sums.finish(odds);
    note(weight, odds.counts(0));
    for (int k = 1; k <= columns; k++) {
      note(names.get(k - 1), odds.counts(k));
    }
    Tally tally =
        new Tally(
            rows, positiveRows, weightSquares.toExpansion(), refused, sums.longestSum(), noted);
    return new Moments(names, tally, upper);
  }
}
