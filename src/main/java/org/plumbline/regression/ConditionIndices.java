package org.plumbline.regression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Condition indices with variance-decomposition proportions, from the singular values of the design
 * with columns of unit length.
 *
 * <p>The columns of its factor L are made orthogonal by rotations of pairs (Hestenes 1958): L·V =
 * U·Σ. Rounding entries of L changes no singular value by more than a few units of its own last
 * place, however small (Demmel and Veselić 1992), where eigenvalues of the rounded normal matrix
 * would be lost below 1e-16 of the largest. L is that of the solve where it is {@linkplain
 * Factorization#unitFactor accurate enough}, else one in fixed point.
 *
 * <p>Longer columns come first (de Rijk 1989), so that a few sweeps do. A sweep keeps the squares
 * of the lengths, which a rotation changes by a known amount.
 */
final class ConditionIndices {
  private static final int BITS = 320;
  private static final int MOST_SWEEPS = 60;

  /** Per square root of the rows: what rounding leaves of the cosine of orthogonal columns. */
  private static final double ORTHOGONAL = Math.scalb(1.0, -52);

  /** A square that shrinks to less has lost digits and is summed anew. */
  private static final double SHRUNK = 0.25;

  /** {@code columns[k][j]}: entry j of column k, σ_k·u_k once they are orthogonal. */
  private final double[][] columns;

  private final double[] squares;
  private final double tolerance;

  private ConditionIndices(double[][] columns) {
    this.columns = columns.clone();
    squares = new double[columns.length];
    tolerance = ORTHOGONAL * Math.sqrt(columns.length);
  }

  /** The smallest index first; none where the columns are dependent at the precision at hand. */
  static List<Collinearity.Condition> of(ScaledMoments scaled, Factorization factorization) {
    List<Integer> kept = factorization.kept();
    double[][] columns = factorization.unitFactor().orElseGet(() -> factor(scaled, kept));
    if (columns.length == 0) {
      return List.of();
    }
    ConditionIndices indices = new ConditionIndices(columns);
    for (int sweep = 0; sweep < MOST_SWEEPS && indices.rotates(); sweep++) {}
    return indices.conditions(kept.stream().map(scaled::name).toList());
  }

  /** Columns of L, whose rows have unit length. */
  private static double[][] factor(ScaledMoments scaled, List<Integer> kept) {
    FixedPointLdl ldl = new FixedPointLdl(BITS);
    for (int j = 0; j < kept.size(); j++) {
      int column = kept.get(j);
      BigInteger[] products =
          kept.subList(0, j).stream()
              .map(other -> scaled.fixed(other, column, BITS))
              .toArray(BigInteger[]::new);
      FixedPointLdl.Column projected = ldl.project(products, scaled.fixed(column, column, BITS));
      if (projected.left().signum() <= 0) {
        return new double[0][];
      }
      ldl.keep(projected);
    }
    return ExactFactorization.unitFactor(ldl, scaled, kept);
  }

  /** One sweep over all pairs; whether any was rotated. */
  private boolean rotates() {
    Arrays.sort(columns, Comparator.comparingDouble(column -> -dot(column, column)));
    Arrays.setAll(squares, k -> dot(columns[k], columns[k]));
    boolean rotated = false;
    for (int a = 0; a < columns.length; a++) {
      for (int b = a + 1; b < columns.length; b++) {
        double cross = dot(columns[a], columns[b]);
        if (Math.abs(cross) > tolerance * Math.sqrt(squares[a]) * Math.sqrt(squares[b])) {
          rotate(a, b, cross);
          rotated = true;
        }
      }
    }
    return rotated;
  }

  private void rotate(int a, int b, double cross) {
    double zeta = (squares[b] - squares[a]) / (2 * cross);
    double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
    double cosine = 1 / Math.hypot(1, tangent);
    rotate(columns[a], columns[b], cosine, cosine * tangent);
    squares[a] = moved(a, -tangent * cross);
    squares[b] = moved(b, tangent * cross);
  }

  private double moved(int k, double by) {
    double square = squares[k] + by;
    return square > SHRUNK * squares[k] ? square : dot(columns[k], columns[k]);
  }

  private static void rotate(double[] x, double[] y, double cosine, double sine) {
    for (int j = 0; j < x.length; j++) {
      double before = x[j];
      x[j] = cosine * before - sine * y[j];
      y[j] = sine * before + cosine * y[j];
    }
  }

  /** Four sums at once, for one would wait for itself. */
  private static double dot(double[] x, double[] y) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int j = 0;
    for (; j < x.length - 3; j += 4) {
      first = Math.fma(x[j], y[j], first);
      second = Math.fma(x[j + 1], y[j + 1], second);
      third = Math.fma(x[j + 2], y[j + 2], third);
      fourth = Math.fma(x[j + 3], y[j + 3], fourth);
    }
    for (; j < x.length; j++) {
      first = Math.fma(x[j], y[j], first);
    }
    return (first + second) + (third + fourth);
  }

  private List<Collinearity.Condition> conditions(List<String> names) {
    int q = columns.length;
    double[] values = new double[q];
    double[] totals = new double[q];
    double[][] parts = new double[q][q];
    for (int k = 0; k < q; k++) {
      values[k] = Math.sqrt(dot(columns[k], columns[k]));
      for (int j = 0; j < q; j++) {
        double entry = columns[k][j] / values[k] / values[k];
        parts[k][j] = entry * entry;
        totals[j] += parts[k][j];
      }
    }
    double largest = Arrays.stream(values).max().orElse(1);
    List<Collinearity.Condition> conditions = new ArrayList<>();
    IntStream.range(0, q)
        .boxed()
        .sorted(Comparator.comparingDouble(k -> -values[k]))
        .forEach(
            k ->
                conditions.add(
                    new Collinearity.Condition(
                        largest / values[k],
                        IntStream.range(0, q)
                            .mapToObj(
                                j ->
                                    new Collinearity.Proportion(
                                        names.get(j), parts[k][j] / totals[j]))
                            .toList())));
    return conditions;
  }
}
