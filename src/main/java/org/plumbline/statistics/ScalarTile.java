package org.plumbline.statistics;

/** The product kernel in plain Java, the measure of every other. */
final class ScalarTile extends Tile {

  private static final int STRIP_WIDTH = 2;

  @Override
  public KernelInfo info() {
    return new KernelInfo("scalar", Double.SIZE);
  }

  @Override
  void multiply(Product product, int left, int right, int at, int blocks) {
    multiplyByStrips(product, left, right, at, blocks, STRIP_WIDTH);
  }

  @Override
  void multiplyLine(Product product, int left, int right, int at, int blocks) {
    for (int block = 0; block < blocks; block++) {
      multiplyLine(product, left, right + block * Panels.BLOCK, at + block * WIDTH);
    }
  }

  private static void multiplyLine(Product product, int left, int right, int at) {
    double[] lefts = product.left();
    double[] rights = product.right();
    double[] sums = product.sums();
    for (int r = 0; r < product.rows() * WIDTH; r += WIDTH) {
      double factor = lefts[left + r];
      for (int j = 0; j < WIDTH; j++) {
        sums[at + j] = Math.fma(factor, rights[right + r + j], sums[at + j]);
      }
    }
  }

  /** STRIP_HEIGHT × STRIP_WIDTH sums in local variables, which the compiler keeps in registers. */
  @Override
  void multiplyStrip(Product product, int l, int r, int row0) {
    double[] left = product.left();
    double[] right = product.right();
    double[] sums = product.sums();
    int row1 = row0 + product.stride();
    int row2 = row1 + product.stride();
    int row3 = row2 + product.stride();
    double a0 = sums[row0];
    double b0 = sums[row0 + 1];
    double a1 = sums[row1];
    double b1 = sums[row1 + 1];
    double a2 = sums[row2];
    double b2 = sums[row2 + 1];
    double a3 = sums[row3];
    double b3 = sums[row3 + 1];
    for (int row = 0; row < product.rows(); row++) {
      int at = row * WIDTH;
      double a = right[r + at];
      double b = right[r + at + 1];
      a0 = Math.fma(left[l + at], a, a0);
      b0 = Math.fma(left[l + at], b, b0);
      a1 = Math.fma(left[l + at + 1], a, a1);
      b1 = Math.fma(left[l + at + 1], b, b1);
      a2 = Math.fma(left[l + at + 2], a, a2);
      b2 = Math.fma(left[l + at + 2], b, b2);
      a3 = Math.fma(left[l + at + 3], a, a3);
      b3 = Math.fma(left[l + at + 3], b, b3);
    }
    sums[row0] = a0;
    sums[row0 + 1] = b0;
    sums[row1] = a1;
    sums[row1 + 1] = b1;
    sums[row2] = a2;
    sums[row2 + 1] = b2;
    sums[row3] = a3;
    sums[row3 + 1] = b3;
  }

  @Override
  Survey survey(double[] values, int start, int rows) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int r = start; r < start + rows; r++) {
      double magnitude = Math.abs(values[r]);
      largest = Math.max(largest, magnitude);
      smallest = magnitude == 0 ? smallest : Math.min(smallest, magnitude);
    }
    return new Survey(largest, smallest, fractions(values, start, rows));
  }

  @Override
  int fractions(double[] values, int start, int rows) {
    int fractions = 0;
    for (int r = start; r < start + rows; r++) {
      fractions += Math.rint(values[r]) == values[r] ? 0 : 1;
    }
    return fractions;
  }

  @Override
  int cut(double[] rest, int rows, double[] slice, int sliceStart) {
    return cut(rest, 0, rows, slice, sliceStart);
  }

  /** The same from a row on. */
  int cut(double[] rest, int from, int rows, double[] slice, int sliceStart) {
    int found = 0;
    for (int r = from; r < rows; r++) {
      double value = rest[r];
      double integer = value + ROUNDER - ROUNDER;
      slice[sliceStart + r] = integer;
      rest[r] = (value - integer) * (1 << SLICE_BITS);
      found |= (integer != 0 ? SLICE : 0) | (rest[r] != 0 ? MORE : 0);
    }
    return found;
  }

  @Override
  int cutThree(
      double[] values,
      int start,
      double scale,
      int rows,
      double[] slices,
      int sliceStart,
      double[] rest) {
    return cutThree(values, start, scale, 0, rows, slices, sliceStart, rest);
  }

  /** The same from a row on. */
  int cutThree(
      double[] values,
      int start,
      double scale,
      int from,
      int rows,
      double[] slices,
      int sliceStart,
      double[] rest) {
    int found = 0;
    for (int r = from; r < rows; r++) {
      double value = values[start + r] * scale;
      for (int slice = 0; slice < 3; slice++) {
        double integer = value + ROUNDER - ROUNDER;
        slices[sliceStart + slice * RowBuffer.PANEL_ROWS + r] = integer;
        found |= integer == 0 ? 0 : 1 << slice;
        value = (value - integer) * (1 << SLICE_BITS);
      }
      rest[r] = value;
      found |= value == 0 ? 0 : MORE_OF_THREE;
    }
    return found;
  }

  @Override
  void addByTwoSum(double[] terms, int from, double[] sums, double[] errors, int to, int count) {
    for (int k = 0; k < count; k++) {
      double sum = sums[to + k];
      double term = terms[from + k];
      double total = sum + term;
      double rounded = total - sum;
      sums[to + k] = total;
      errors[to + k] += (sum - (total - rounded)) + (term - rounded);
    }
  }
}
