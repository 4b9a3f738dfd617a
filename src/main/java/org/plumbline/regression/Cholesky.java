package org.plumbline.regression;

/**
 * UᵀU of a symmetric positive semidefinite matrix in double, row by row, in place. A column whose
 * pivot is at most {@value #TOLERANCE} of its diagonal (R's 1e-7 of its deviation) is explained by
 * those before it: it gets no part of a solution.
 */
final class Cholesky {
  private static final double TOLERANCE = 1e-14;

  private final int size;
  private final double[] upper;
  private final boolean[] explained;

  /**
   * @param matrix size×size by rows, its upper triangle used and overwritten
   */
  Cholesky(double[] matrix, int size) {
    this.size = size;
    upper = matrix;
    explained = new boolean[size];
    double[] least = new double[size];
    for (int k = 0; k < size; k++) {
      least[k] = TOLERANCE * upper[k * size + k];
    }
    for (int k = 0; k < size; k++) {
      eliminate(k, least[k]);
    }
  }

  private void eliminate(int k, double least) {
    int row = k * size;
    double pivot = upper[row + k];
    if (!(pivot > least)) {
      explained[k] = true;
      return;
    }
    double root = Math.sqrt(pivot);
    for (int j = k; j < size; j++) {
      upper[row + j] /= root;
    }
    for (int i = k + 1; i < size; i++) {
      subtract(upper, i * size, row, upper[row + i], i, size);
    }
  }

  /** x[target + j] −= factor·x[row + j] for from ≤ j < to. */
  private static void subtract(double[] x, int target, int row, double factor, int from, int to) {
    if (factor != 0) {
      for (int j = from; j < to; j++) {
        x[target + j] -= factor * x[row + j];
      }
    }
  }

  /** Solves in place; 0 for an explained column. */
  void solve(double[] right) {
    for (int k = 0; k < size; k++) {
      int row = k * size;
      right[k] = explained[k] ? 0 : right[k] / upper[row + k];
      double known = right[k];
      if (known != 0) {
        for (int j = k + 1; j < size; j++) {
          right[j] -= known * upper[row + j];
        }
      }
    }
    for (int k = size - 1; k >= 0; k--) {
      if (!explained[k]) {
        int row = k * size;
        double sum = right[k];
        for (int j = k + 1; j < size; j++) {
          sum -= upper[row + j] * right[j];
        }
        right[k] = sum / upper[row + k];
      }
    }
  }
}
