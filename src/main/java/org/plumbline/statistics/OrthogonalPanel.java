package org.plumbline.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * Some rows in the coordinates of an {@link Orthogonalization}: scaled weights w, coordinates u of
 * the terms, residuals e and leverages h. The arithmetic is double-double, column by column, so
 * that what a row has depends on the row alone, and is rounded to double once.
 */
final class OrthogonalPanel {

  /** Rows of a panel: its columns stay in the cache while they are projected. */
  static final int ROWS = 256;

  private final Orthogonalization basis;
  private final TermValues values;
  private final int size;
  private final double[][] high;
  private final double[][] low;
  private final double[] weights = new double[ROWS];
  private final double[] complements = new double[ROWS];
  private final double[] complementsLow = new double[ROWS];
  private final int[] chosen = new int[ROWS];
  private double[][] z = {};
  private double[] weightsOfRows = {};
  private int rows;

  OrthogonalPanel(Orthogonalization basis) {
    this.basis = basis;
    values = new TermValues(basis.terms());
    size = basis.terms().size();
    high = new double[size + 1][ROWS];
    low = new double[size + 1][ROWS];
  }

  /**
   * Goes on with another block.
   *
   * @param columns {@code columns[k][row]}, finite, for each column of z after the constant; the
   *     label last
   * @param weightOfRow {@code weightOfRow[row]}; empty where every weight is 1
   * @param codes for each category of the rows, in order
   */
  void block(double[][] columns, double[] weightOfRow, List<LevelCollector.Codes> codes) {
    z = columns;
    weightsOfRows = weightOfRow;
    values.take(columns, codes);
  }

  /**
   * Projects the next rows of positive weight among {@code order[from] … order[to − 1]} until the
   * panel is full.
   *
   * @return where the next panel begins
   */
  int take(int[] order, int from, int to) {
    rows = 0;
    int next = from;
    while (next < to && rows < ROWS) {
      int row = order[next++];
      double weight = weightsOfRows.length == 0 ? 1 : weightsOfRows[row];
      if (weight > 0) {
        weights[rows] = weight * basis.weightScale();
        chosen[rows++] = row;
      }
    }
    values.fill(chosen, rows, high);
    double[] label = z[z.length - 1];
    for (int r = 0; r < rows; r++) {
      high[size][r] = label[chosen[r]];
    }
    project();
    return next;
  }

  private void project() {
    for (int k = 0; k <= size; k++) {
      double scale = basis.scale(k);
      for (int r = 0; r < rows; r++) {
        high[k][r] *= scale;
      }
      Arrays.fill(low[k], 0, rows, 0);
      for (int j = 0; j < k; j++) {
        double multiplier = basis.multiplierHigh(k, j);
        if (multiplier != 0) {
          subtract(-multiplier, -basis.multiplierLow(k, j), high[j], low[j], high[k], low[k], rows);
        }
      }
    }
  }

  /** to ← to + (factorHigh + factorLow)·(xHigh + xLow), for each row. */
  private static void subtract(
      double factorHigh,
      double factorLow,
      double[] xHigh,
      double[] xLow,
      double[] toHigh,
      double[] toLow,
      int rows) {
    for (int r = 0; r < rows; r++) {
      double product = factorHigh * xHigh[r];
      double error = Math.fma(factorHigh, xHigh[r], -product);
      error = Math.fma(factorLow, xHigh[r], error);
      error = Math.fma(factorHigh, xLow[r], error);
      double before = toHigh[r];
      double sum = before + product;
      double back = sum - before;
      double rest = (before - (sum - back)) + (product - back) + (toLow[r] + error);
      double rounded = sum + rest;
      toHigh[r] = rounded;
      toLow[r] = rest - (rounded - sum);
    }
  }

  int rows() {
    return rows;
  }

  /** Index of a row of the panel in its block. */
  int row(int r) {
    return chosen[r];
  }

  /** {@code coordinate(k)[r]}: u of term k. */
  double[] coordinate(int k) {
    return high[k];
  }

  /** w·e of a row: its working residual, both scaled. */
  double workingResidual(int r) {
    return weights[r] * high[size][r];
  }

  /** 1 − h of every row. */
  double[] complements() {
    Arrays.fill(complements, 0, rows, 0);
    Arrays.fill(complementsLow, 0, rows, 0);
    for (int k = 0; k < size; k++) {
      for (int r = 0; r < rows; r++) {
        addSquare(k, r);
      }
    }
    for (int r = 0; r < rows; r++) {
      double leverage = weights[r] * complements[r];
      double error = Math.fma(weights[r], complements[r], -leverage);
      complements[r] = (1 - leverage) - Math.fma(weights[r], complementsLow[r], error);
    }
    return complements;
  }

  /** Adds u²/d of term k to a row's sum. */
  private void addSquare(int k, int r) {
    double u = high[k][r];
    double share = u * basis.reciprocalHigh(k);
    double shareLow =
        Math.fma(
            u,
            basis.reciprocalLow(k),
            Math.fma(
                low[k][r], basis.reciprocalHigh(k), Math.fma(u, basis.reciprocalHigh(k), -share)));
    double square = share * u;
    double squareLow =
        Math.fma(share, low[k][r], Math.fma(shareLow, u, Math.fma(share, u, -square)));
    double before = complements[r];
    double sum = before + square;
    double back = sum - before;
    double rest = (before - (sum - back)) + (square - back) + (complementsLow[r] + squareLow);
    complements[r] = sum + rest;
    complementsLow[r] = rest - (complements[r] - sum);
  }
}
