package org.plumbline.regression;

import java.util.List;
import org.plumbline.statistics.Moments;

/** Small dense matrices in double, for reference values of well-conditioned designs. */
final class DenseSolve {
  private DenseSolve() {}

  /** The normal matrix of the intercept and the terms. */
  static double[][] gram(Moments moments) {
    int p = moments.columns().size();
    double[][] gram = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        gram[i][j] = moments.at(i, j).value();
      }
    }
    return gram;
  }

  static double[][] times(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          product[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return product;
  }

  /** By Gauss and Jordan's elimination with the largest pivot of the column. */
  static double[][] inverse(double[][] matrix) {
    int n = matrix.length;
    double[][] work = new double[n][2 * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(matrix[i], 0, work[i], 0, n);
      work[i][n + i] = 1;
    }
    eliminate(work);
    double[][] inverse = new double[n][n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(work[i], n, inverse[i], 0, n);
    }
    return inverse;
  }

  /** Leaves the unit matrix on the left; the determinant of what was there. */
  private static double eliminate(double[][] work) {
    double determinant = 1;
    for (int k = 0; k < work.length; k++) {
      int pivot = k;
      for (int i = k; i < work.length; i++) {
        pivot = Math.abs(work[i][k]) > Math.abs(work[pivot][k]) ? i : pivot;
      }
      double[] row = work[pivot];
      work[pivot] = work[k];
      work[k] = row;
      determinant *= pivot == k ? row[k] : -row[k];
      double scale = row[k];
      for (int j = 0; j < row.length; j++) {
        row[j] /= scale;
      }
      for (int i = 0; i < work.length; i++) {
        double factor = work[i][k];
        for (int j = 0; i != k && j < row.length; j++) {
          work[i][j] -= factor * row[j];
        }
      }
    }
    return determinant;
  }

  /** Determinant of the correlations of some of a covariance's variables. */
  static double correlationDeterminant(double[][] covariance, List<Integer> chosen) {
    double[][] matrix = new double[chosen.size()][chosen.size()];
    for (int a = 0; a < matrix.length; a++) {
      for (int b = 0; b < matrix.length; b++) {
        int i = chosen.get(a);
        int j = chosen.get(b);
        matrix[a][b] = covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j]);
      }
    }
    return eliminate(matrix);
  }
}
