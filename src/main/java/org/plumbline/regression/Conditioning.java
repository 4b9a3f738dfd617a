package org.plumbline.regression;

/** The largest eigenvalue of a symmetric matrix: Householder's tridiagonal form, then bisection. */
final class Conditioning {
  private final double[] diagonal;
  private final double[] beside;

  private Conditioning(double[][] symmetric) {
    int n = symmetric.length;
    diagonal = new double[n];
    beside = new double[n];
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = symmetric[i].clone();
    }
    for (int k = 0; k < n; k++) {
      diagonal[k] = a[k][k];
      if (k < n - 1) {
        reflect(a, k);
      }
    }
  }

  /** λ_max of a positive semidefinite n×n matrix; 0 for n = 0. */
  static double largestEigenvalue(double[][] symmetric) {
    return symmetric.length == 0 ? 0 : new Conditioning(symmetric).largest();
  }

  /** A ← HAH with H = I − 2vvᵀ/vᵀv, so that column k is zero below its first neighbour. */
  private void reflect(double[][] a, int k) {
    int n = a.length;
    double square = 0;
    for (int i = k + 1; i < n; i++) {
      square += a[k][i] * a[k][i];
    }
    double alpha = a[k][k + 1] > 0 ? -Math.sqrt(square) : Math.sqrt(square);
    beside[k] = alpha;
    double scale = square - alpha * a[k][k + 1];
    if (scale == 0) {
      return;
    }
    double[] v = a[k].clone();
    v[k + 1] -= alpha;
    double[] p = new double[n];
    double overlap = 0;
    for (int i = k + 1; i < n; i++) {
      p[i] = dot(a[i], v, k + 1) / scale;
      overlap += p[i] * v[i];
    }
    for (int i = k + 1; i < n; i++) {
      p[i] -= overlap / (2 * scale) * v[i];
    }
    for (int i = k + 1; i < n; i++) {
      double[] row = a[i];
      double vi = v[i];
      double pi = p[i];
      for (int j = k + 1; j < n; j++) {
        row[j] -= vi * p[j] + pi * v[j];
      }
    }
  }

  private static double dot(double[] x, double[] y, int from) {
    double sum = 0;
    for (int i = from; i < x.length; i++) {
      sum = Math.fma(x[i], y[i], sum);
    }
    return sum;
  }

  private double largest() {
    double low = diagonal[0];
    double high = 0;
    for (int i = 0; i < diagonal.length; i++) {
      low = Math.max(low, diagonal[i]);
      double before = i == 0 ? 0 : Math.abs(beside[i - 1]);
      high = Math.max(high, Math.abs(diagonal[i]) + before + Math.abs(beside[i]));
    }
    for (int step = 0; step < 80 && low < high; step++) {
      double middle = low + (high - low) / 2;
      if (allBelow(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** Whether xI − T is positive definite: Sturm's sequence has no sign change. */
  private boolean allBelow(double x) {
    double pivot = 1;
    for (int i = 0; i < diagonal.length; i++) {
      double coupling = i == 0 ? 0 : beside[i - 1] * beside[i - 1];
      pivot = x - diagonal[i] - coupling / pivot;
      if (!(pivot > 0)) {
        return false;
      }
    }
    return true;
  }
}
