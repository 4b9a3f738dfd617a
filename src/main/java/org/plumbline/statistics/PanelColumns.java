package org.plumbline.statistics;

/** Contiguous columns of a panel, changed in place, each with a bound of its magnitudes. */
final class PanelColumns {

  private final double[] values;
  private final int stride;
  private final int count;
  private final int rows;
  private final double[] bounds;

  /**
   * @param values column k starts at {@code k·stride}
   * @param count how many columns there are
   * @param rows how many rows of each are in use
   */
  PanelColumns(double[] values, int stride, int count, int rows) {
    this.values = values;
    this.stride = stride;
    this.count = count;
    this.rows = rows;
    this.bounds = new double[count];
  }

  double[] values() {
    return values;
  }

  int start(int k) {
    return k * stride;
  }

  int count() {
    return count;
  }

  int rows() {
    return rows;
  }

  double at(int k, int row) {
    return values[k * stride + row];
  }

  void set(int k, int row, double value) {
    values[k * stride + row] = value;
  }

  /** Not below any magnitude of a column; 0 where the column is all zero. */
  double bound(int k) {
    return bounds[k];
  }

  void bound(int k, double bound) {
    bounds[k] = bound;
  }

  /** Makes the bound of a column the largest of its magnitudes. */
  void measure(int k) {
    double largest = 0;
    for (int row = 0; row < rows; row++) {
      largest = Math.max(largest, Math.abs(at(k, row)));
    }
    bounds[k] = largest;
  }

  /** Makes a row add nothing to any product sum. */
  void clearRow(int row) {
    for (int k = 0; k < count; k++) {
      set(k, row, 0);
    }
  }
}
