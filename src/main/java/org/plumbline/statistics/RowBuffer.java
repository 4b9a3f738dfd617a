package org.plumbline.statistics;

import java.util.Arrays;

/**
 * Rows of one group that wait for their panel to be full: the constant, the columns, and the
 * weight, each contiguous. It grows as rows come, so that a group of few rows costs little.
 */
final class RowBuffer {

  /** Rows of a full panel. With slices of 22 bits a sum of so many products is below 2⁵³. */
  static final int PANEL_ROWS = 256;

  private static final int FIRST_CAPACITY = 16;

  private final int columns;
  private double[] values;
  private int capacity;
  private int rows;
  private boolean weighted;

  /**
   * @param columns terms and label, without the constant and the weight
   */
  RowBuffer(int columns) {
    this.columns = columns;
    this.values = new double[0];
  }

  int rows() {
    return rows;
  }

  boolean isFull() {
    return rows == PANEL_ROWS;
  }

  /** Whether a weight is not 1. */
  boolean weighted() {
    return weighted;
  }

  /** Doubles held in memory. */
  int doubles() {
    return values.length;
  }

  /** The constant at index 0, then the columns, then the weight, each from {@link #start}. */
  double[] values() {
    return values;
  }

  /** Where column k of z starts; 0 is the constant. */
  int start(int k) {
    return k * capacity;
  }

  int weightStart() {
    return (columns + 1) * capacity;
  }

  /** Takes rows {@code order[from] … } until the panel is full and returns how many it took. */
  int take(double[][] z, double[] weights, int[] order, int from, int to) {
    int taken = Math.min(to - from, PANEL_ROWS - rows);
    reserve(rows + taken);
    Arrays.fill(values, rows, rows + taken, 1);
    int k = 0;
    for (; k + 4 <= columns; k += 4) {
      gatherFour(z, k, order, from, taken);
    }
    for (; k < columns; k++) {
      gather(z[k], order, from, taken, start(k + 1) + rows);
    }
    int weightAt = weightStart() + rows;
    if (weights.length == 0) {
      Arrays.fill(values, weightAt, weightAt + taken, 1);
    } else {
      gather(weights, order, from, taken, weightAt);
      for (int r = weightAt; r < weightAt + taken && !weighted; r++) {
        weighted = values[r] != 1;
      }
    }
    rows += taken;
    return taken;
  }

  private void gather(double[] column, int[] order, int from, int count, int target) {
    double[] gathered = values;
    for (int r = 0; r < count; r++) {
      gathered[target + r] = column[order[from + r]];
    }
  }

  /** Columns k to k + 3 of z at once: a row's index is read once for the four. */
  private void gatherFour(double[][] z, int k, int[] order, int from, int count) {
    double[] gathered = values;
    double[] a = z[k];
    double[] b = z[k + 1];
    double[] c = z[k + 2];
    double[] d = z[k + 3];
    int toA = start(k + 1) + rows;
    int toB = toA + capacity;
    int toC = toB + capacity;
    int toD = toC + capacity;
    for (int r = 0; r < count; r++) {
      int row = order[from + r];
      gathered[toA + r] = a[row];
      gathered[toB + r] = b[row];
      gathered[toC + r] = c[row];
      gathered[toD + r] = d[row];
    }
  }

  /** Makes room; columns move apart. */
  private void reserve(int needed) {
    if (needed <= capacity) {
      return;
    }
    int wider = Math.max(FIRST_CAPACITY, capacity);
    while (wider < needed) {
      wider *= 2;
    }
    double[] moved = new double[(columns + 2) * wider];
    for (int k = 0; k < columns + 2; k++) {
      System.arraycopy(values, k * capacity, moved, k * wider, rows);
    }
    values = moved;
    capacity = wider;
  }

  /** Empties it; its memory stays where it is that of a full panel. */
  void clear() {
    rows = 0;
    weighted = false;
    if (capacity < PANEL_ROWS) {
      capacity = 0;
      values = new double[0];
    }
  }
}
