package org.plumbline.regression;

/**
 * Ridge solutions of one problem for any t: with g = f·γ and G = F⁻¹CF⁻¹ they are (G + tI)⁻¹F⁻¹c.
 *
 * <p>Householder reflections bring G once to the tridiagonal form QᵀGQ = T; then each t costs
 * O(p²): Q is applied by its reflections and T + tI solved in O(p). An eigendecomposition begins
 * with the same reduction, and its iteration would make nothing cheaper.
 */
final class RidgeGrid {
  private final ElasticNetProblem problem;
  private final int[] columns;
  private final int size;

  /** Row k holds the vector of reflection k from its place k + 1 on, of length √2. */
  private final double[] reflections;

  private final double[] diagonal;
  private final double[] beside;
  private final double[] right;

  /**
   * @param problem without limits
   */
  RidgeGrid(ElasticNetProblem problem) {
    this.problem = problem;
    columns =
        java.util.stream.IntStream.range(0, problem.size())
            .filter(j -> !problem.constant(j))
            .toArray();
    size = columns.length;
    diagonal = new double[size];
    beside = new double[size];
    right = new double[size];
    reflections = scaledGram();
    for (int k = 0; k < size; k++) {
      diagonal[k] = reflections[k * size + k];
      if (k < size - 1) {
        reflect(k);
      }
    }
    for (int k = 0; k < size - 1; k++) {
      apply(k, right);
    }
  }

  private double[] scaledGram() {
    double[] f = problem.factors();
    double[] scaled = new double[size * size];
    for (int a = 0; a < size; a++) {
      int row = columns[a] * problem.size();
      for (int b = 0; b < size; b++) {
        scaled[a * size + b] = problem.gram()[row + columns[b]] / (f[columns[a]] * f[columns[b]]);
      }
      right[a] = problem.towardsLabel()[columns[a]] / f[columns[a]];
    }
    return scaled;
  }

  /** A ← HAH with H = I − vvᵀ, ‖v‖² = 2, so that row k is zero beyond its first neighbour. */
  private void reflect(int k) {
    int row = k * size;
    double square = 0;
    for (int i = k + 1; i < size; i++) {
      square += reflections[row + i] * reflections[row + i];
    }
    double first = reflections[row + k + 1];
    double length = Math.sqrt(square);
    beside[k] = first > 0 ? -length : length;
    double half = square + Math.abs(first) * length;
    if (!(half > 0)) {
      java.util.Arrays.fill(reflections, row + k + 1, row + size, 0);
      return;
    }
    reflections[row + k + 1] = first - beside[k];
    double unit = 1 / Math.sqrt(half);
    for (int i = k + 1; i < size; i++) {
      reflections[row + i] *= unit;
    }
    transform(k);
  }

  /** A ← A − vqᵀ − qvᵀ, q = Av − ½(vᵀAv)v, on what lies beyond k. */
  private void transform(int k) {
    double[] v = new double[size];
    System.arraycopy(reflections, k * size + k + 1, v, k + 1, size - k - 1);
    double[] q = new double[size];
    for (int i = k + 1; i < size; i++) {
      addRow(q, i, v[i], k + 1);
    }
    double overlap = 0;
    for (int i = k + 1; i < size; i++) {
      overlap += q[i] * v[i];
    }
    for (int i = k + 1; i < size; i++) {
      q[i] -= 0.5 * overlap * v[i];
    }
    for (int i = k + 1; i < size; i++) {
      subtractRows(i, v, q, k + 1);
    }
  }

  private void addRow(double[] target, int i, double factor, int from) {
    int row = i * size;
    for (int j = from; j < size; j++) {
      target[j] += factor * reflections[row + j];
    }
  }

  private void subtractRows(int i, double[] v, double[] q, int from) {
    int row = i * size;
    double vi = v[i];
    double qi = q[i];
    for (int j = from; j < size; j++) {
      reflections[row + j] -= vi * q[j] + qi * v[j];
    }
  }

  /** x ← (I − vvᵀ)x with the vector of reflection k. */
  private void apply(int k, double[] x) {
    int row = k * size;
    double product = 0;
    for (int j = k + 1; j < size; j++) {
      product += reflections[row + j] * x[j];
    }
    for (int j = k + 1; j < size; j++) {
      x[j] -= product * reflections[row + j];
    }
  }

  /**
   * γ for one penalty.
   *
   * @param t t₂, positive
   */
  double[] solve(double t) {
    double[] x = tridiagonal(t);
    for (int k = size - 2; k >= 0; k--) {
      apply(k, x);
    }
    double[] gamma = new double[problem.size()];
    for (int a = 0; a < size; a++) {
      gamma[columns[a]] = x[a] / problem.factors()[columns[a]];
    }
    return gamma;
  }

  /** (T + tI)⁻¹ of the rotated right side, T + tI positive definite. */
  private double[] tridiagonal(double t) {
    double[] pivots = new double[size];
    double[] x = right.clone();
    for (int k = 0; k < size; k++) {
      double factor = k == 0 ? 0 : beside[k - 1] / pivots[k - 1];
      // T is semidefinite, so a pivot below t is rounding.
      pivots[k] = Math.max(t, diagonal[k] + t - (k == 0 ? 0 : factor * beside[k - 1]));
      x[k] -= k == 0 ? 0 : factor * x[k - 1];
    }
    for (int k = size - 1; k >= 0; k--) {
      double next = k == size - 1 ? 0 : beside[k] * x[k + 1];
      x[k] = (x[k] - next) / pivots[k];
    }
    return x;
  }
}
