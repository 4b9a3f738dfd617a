package org.plumbline.statistics;

import java.util.Arrays;

/**
 * Some rows of a group, gathered by column: the factors of z = (1, terms…, label), and where there
 * are weights, those of w·u for each carrier u, rounded, and of what the rounding left.
 */
final class LevelPanel {

  /** Rows at most: all factors stay in the cache, and loops are long enough for vectors. */
  static final int ROWS = 512;

  private final Tile tile;
  private final int[] carriers;
  private final Factor[] columns;
  private final Factor[] weighted;
  private final Factor[] errors;
  private final long[] outOfRange;
  private final int[] selected = new int[ROWS];
  private int rows;
  private boolean hasWeights;

  /**
   * @param carriers indices of z, the constant 0 first
   */
  LevelPanel(int order, int[] carriers, Tile tile) {
    this.tile = tile;
    this.carriers = carriers;
    columns = new Factor[order];
    weighted = new Factor[order];
    errors = new Factor[order];
    Arrays.setAll(columns, k -> new Factor(ROWS));
    for (int carrier : carriers) {
      weighted[carrier] = new Factor(ROWS);
      errors[carrier] = new Factor(ROWS);
    }
    outOfRange = new long[order];
    Arrays.fill(columns[0].values, 1);
    columns[0].top = 1;
  }

  /**
   * Takes rows of positive weight, as many as there is room for.
   *
   * @return where the next panel starts in {@code order}
   */
  int take(double[][] z, double[] weights, int[] order, int from, int to) {
    hasWeights = weights.length > 0;
    int next = hasWeights ? selectWeighted(weights, order, from, to) : select(order, from, to);
    for (int k = 1; k < columns.length; k++) {
      gather(z[k - 1], columns[k].values);
      survey(columns[k], k);
    }
    if (hasWeights) {
      gather(weights, weighted[0].values);
      survey(weighted[0], 0);
      for (int u = 1; u < carriers.length; u++) {
        weigh(carriers[u]);
      }
    }
    return next;
  }

  private int select(int[] order, int from, int to) {
    rows = Math.min(ROWS, to - from);
    System.arraycopy(order, from, selected, 0, rows);
    return from + rows;
  }

  private int selectWeighted(double[] weights, int[] order, int from, int to) {
    rows = 0;
    int next = from;
    for (; next < to && rows < ROWS; next++) {
      double weight = weights[order[next]];
      if (ExactProducts.covers(weight)) {
        selected[rows++] = order[next];
      } else if (weight != 0) {
        outOfRange[0]++;
      }
    }
    return next;
  }

  private void gather(double[] column, double[] into) {
    for (int r = 0; r < rows; r++) {
      into[r] = column[selected[r]];
    }
  }

  private void survey(Factor factor, int column) {
    Tile.Survey survey = tile.survey(factor.values, 0, rows);
    if (!ExactProducts.isCovered(survey)) {
      for (int r = 0; r < rows; r++) {
        if (factor.values[r] != 0 && !ExactProducts.covers(factor.values[r])) {
          factor.values[r] = 0;
          outOfRange[column]++;
        }
      }
      survey = tile.survey(factor.values, 0, rows);
    }
    factor.bound(survey);
  }

  private void weigh(int carrier) {
    double[] weights = weighted[0].values;
    double[] values = columns[carrier].values;
    double[] products = weighted[carrier].values;
    double[] left = errors[carrier].values;
    for (int r = 0; r < rows; r++) {
      products[r] = weights[r] * values[r];
    }
    survey(weighted[carrier], carrier);
    for (int r = 0; r < rows; r++) {
      // A product that was out of range is 0, and so is what its rounding left.
      left[r] = products[r] == 0 ? 0 : Math.fma(weights[r], values[r], -products[r]);
    }
    weighted[carrier].boundProduct(weighted[0], columns[carrier]);
    errors[carrier].boundProduct(weighted[0], columns[carrier]);
  }

  int rows() {
    return rows;
  }

  /** The row of the block at a place of the panel. */
  int row(int place) {
    return selected[place];
  }

  boolean hasWeights() {
    return hasWeights;
  }

  /** The factor z_k. */
  Factor column(int k) {
    return columns[k];
  }

  /** The factor w·u rounded, of a carrier; that of the constant is w. */
  Factor weighted(int carrier) {
    return weighted[carrier];
  }

  /** What rounding left of w·u; zero for the constant. */
  Factor error(int carrier) {
    return errors[carrier];
  }

  /** Moves the counts of values out of range, of the weight and of each column. */
  void addOutOfRangeTo(long[] counts) {
    for (int k = 0; k < counts.length; k++) {
      counts[k] += outOfRange[k];
      outOfRange[k] = 0;
    }
  }
}
