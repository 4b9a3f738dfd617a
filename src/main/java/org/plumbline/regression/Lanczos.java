package org.plumbline.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The largest eigenvalue of a symmetric positive definite operator by Lanczos' method with full
 * orthogonalisation, from a fixed start, so that it is the same number every time. It is approached
 * from below: to eleven digits where it stands apart, to some four where the largest crowd.
 */
final class Lanczos {
  private static final int MOST_STEPS = 240;

  /** Steps between two looks at the value, which cost more than a step. */
  private static final int STRIDE = 12;

  private static final double SETTLED = 1e-11;
  private static final long START = 20261124;

  private Lanczos() {}

  static double largestEigenvalue(int size, UnaryOperator<double[]> operator) {
    List<double[]> basis = new ArrayList<>();
    double[] diagonal = new double[MOST_STEPS];
    double[] beside = new double[MOST_STEPS];
    double[] v = new Random(START).doubles(size, 0.5, 1.5).toArray();
    double largest = 0;
    for (int step = 0; step < Math.min(MOST_STEPS, size); step++) {
      double length = Math.sqrt(dot(v, v));
      if (length == 0) {
        return Conditioning.largestEigenvalue(tridiagonal(diagonal, beside, step));
      }
      for (int i = 0; i < size; i++) {
        v[i] /= length;
      }
      beside[step] = step == 0 ? 0 : length;
      basis.add(v);
      double[] next = operator.apply(v);
      diagonal[step] = dot(next, v);
      // Twice, as once leaves what cancellation has made of it.
      orthogonalise(next, basis);
      orthogonalise(next, basis);
      v = next;
      if ((step + 1) % STRIDE == 0 || step + 1 == size) {
        double value = Conditioning.largestEigenvalue(tridiagonal(diagonal, beside, step + 1));
        boolean settled = value - largest <= SETTLED * value;
        largest = value;
        if (settled) {
          break;
        }
      }
    }
    return largest;
  }

  private static void orthogonalise(double[] v, List<double[]> basis) {
    for (double[] other : basis) {
      double along = dot(v, other);
      for (int i = 0; i < v.length; i++) {
        v[i] = Math.fma(-along, other[i], v[i]);
      }
    }
  }

  private static double[][] tridiagonal(double[] diagonal, double[] beside, int size) {
    double[][] matrix = new double[size][size];
    for (int k = 0; k < size; k++) {
      matrix[k][k] = diagonal[k];
      if (k > 0) {
        matrix[k][k - 1] = beside[k];
        matrix[k - 1][k] = beside[k];
      }
    }
    return matrix;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum = Math.fma(x[i], y[i], sum);
    }
    return sum;
  }
}
