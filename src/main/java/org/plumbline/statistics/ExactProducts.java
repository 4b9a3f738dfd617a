package org.plumbline.statistics;

/**
 * Exact moments by slices: what the groups of a row group share. Panels whose weights are all 1 and
 * others go different ways, which end in the same numbers.
 */
final class ExactProducts {

  /** Of values, and of products w·x, these and what lies between are covered, and 0. */
  private static final double SMALLEST = 0x1p-400;

  private static final double LARGEST = 0x1p450;

  private final int order;
  private final Tile tile;
  private final ExactRun plain;
  private final ExactRun weighted;
  private double[] products = new double[0];

  ExactProducts(int columns, Tile tile) {
    this.order = columns + 1;
    this.tile = tile;
    this.plain = new ExactRun(Crossing.symmetric(order, tile));
    this.weighted = new ExactRun(Crossing.weighted(order, tile));
  }

  /** Adds a panel, whose weights are covered, to a group. */
  void add(ExactSums group, RowBuffer panel, ColumnOdds odds) {
    int rows = panel.rows();
    PanelColumns columns = new PanelColumns(panel.values(), panel.start(1), order, rows);
    columns.bound(0, 1);
    for (int k = 1; k < order; k++) {
      Tile.Survey survey = tile.survey(panel.values(), panel.start(k), rows);
      odds.addFractions(k, survey.fractions());
      columns.bound(k, survey.largest());
      if (!isCovered(survey)) {
        odds.addOutOfRange(k, clearUncovered(columns, k));
      }
    }
    if (panel.weighted()) {
      weighted.add(group, weigh(panel, columns, odds), columns);
    } else {
      plain.add(group, columns, columns);
    }
  }

  /** Whether exact moments cover a value that is not 0. */
  static boolean covers(double value) {
    double magnitude = Math.abs(value);
    return magnitude >= SMALLEST && magnitude <= LARGEST;
  }

  static boolean isCovered(Tile.Survey survey) {
    return survey.largest() <= LARGEST && survey.smallest() >= SMALLEST;
  }

  /** Makes values that are not covered 0, and counts them. */
  private static int clearUncovered(PanelColumns columns, int k) {
    int cleared = 0;
    for (int row = 0; row < columns.rows(); row++) {
      double value = columns.at(k, row);
      if (value != 0 && !covers(value)) {
        columns.set(k, row, 0);
        cleared++;
      }
    }
    columns.measure(k);
    return cleared;
  }

  /** Left columns: w·z rounded, then what the rounding leaves; each pair adds up exactly. */
  private PanelColumns weigh(RowBuffer panel, PanelColumns columns, ColumnOdds odds) {
    int rows = columns.rows();
    if (products.length == 0) {
      products = new double[2 * order * RowBuffer.PANEL_ROWS];
    }
    PanelColumns weighed = new PanelColumns(products, RowBuffer.PANEL_ROWS, 2 * order, rows);
    for (int k = 0; k < order; k++) {
      multiply(panel.values(), panel.weightStart(), columns.start(k), rows, weighed.start(k));
      if (!isCovered(tile.survey(products, weighed.start(k), rows))) {
        odds.addOutOfRange(k, clearUncovered(weighed, k));
      }
      leaveErrors(panel, columns, k, weighed);
      weighed.measure(k);
      weighed.measure(order + k);
    }
    return weighed;
  }

  private void multiply(double[] values, int weightStart, int start, int rows, int target) {
    double[] rounded = products;
    for (int row = 0; row < rows; row++) {
      rounded[target + row] = values[weightStart + row] * values[start + row];
    }
  }

  /** The errors of the products of column k; 0 where the product was cleared. */
  private void leaveErrors(RowBuffer panel, PanelColumns columns, int k, PanelColumns weighed) {
    double[] values = panel.values();
    for (int row = 0; row < columns.rows(); row++) {
      double rounded = weighed.at(k, row);
      double weight = values[panel.weightStart() + row];
      double error = Math.fma(weight, columns.at(k, row), -rounded);
      weighed.set(order + k, row, rounded == 0 ? 0 : error);
    }
  }

  /** Settles what is held for a group. */
  void settle(ExactSums group) {
    plain.settle(group);
    weighted.settle(group);
  }

  /** Ends the row group, all of whose groups are settled. */
  void end() {
    plain.end();
    weighted.end();
  }
}
