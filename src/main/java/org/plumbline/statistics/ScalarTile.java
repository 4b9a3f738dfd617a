package org.plumbline.statistics;

/** The product kernel in plain Java, the measure of every other. */
final class ScalarTile extends Tile {

  @Override
  public KernelInfo info() {
    return new KernelInfo("scalar", Double.SIZE);
  }

  @Override
  void multiply(
      double[] left,
      int leftStart,
      double[] right,
      int rightStart,
      int rows,
      double[] sums,
      int start,
      int stride) {
    for (int j = 0; j < WIDTH; j += 2) {
      multiplyTwo(left, leftStart, right, rightStart + j, rows, sums, start + j, stride);
    }
  }

  /** HEIGHT × 2 sums in local variables, which the compiler keeps in registers. */
  private static void multiplyTwo(
      double[] left, int l, double[] right, int r, int rows, double[] sums, int start, int stride) {
    int row1 = start + stride;
    int row2 = row1 + stride;
    int row3 = row2 + stride;
    double a0 = sums[start];
    double b0 = sums[start + 1];
    double a1 = sums[row1];
    double b1 = sums[row1 + 1];
    double a2 = sums[row2];
    double b2 = sums[row2 + 1];
    double a3 = sums[row3];
    double b3 = sums[row3 + 1];
    for (int row = 0; row < rows; row++) {
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
    sums[start] = a0;
    sums[start + 1] = b0;
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
    boolean some = false;
    boolean more = false;
    for (int r = 0; r < rows; r++) {
      double value = rest[r];
      double integer = value + ROUNDER - ROUNDER;
      slice[sliceStart + r] = integer;
      double remainder = (value - integer) * (1 << SLICE_BITS);
      rest[r] = remainder;
      some |= integer != 0;
      more |= remainder != 0;
    }
    return (some ? SLICE : 0) + (more ? MORE : 0);
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
