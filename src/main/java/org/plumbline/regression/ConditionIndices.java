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
 * <p>Its normal matrix is factorised as LLᵀ in fixed point, each entry of L rounded once, and the
 * columns of L are made orthogonal by rotations of pairs (Hestenes 1958): L·V = U·Σ. Rounding
 * entries of L changes no singular value by more than a few units of its own last place, however
 * small (Demmel and Veselić 1992), where eigenvalues of the rounded normal matrix would be lost
 * below 1e-16 of the largest.
 */
final class ConditionIndices {
  private static final int BITS = 320;
  private static final int MOST_SWEEPS = 60;
  private static final double ORTHOGONAL = Math.scalb(1.0, -52);

  /** {@code columns[k][j]}: entry j of column k, σ_k·u_k once they are orthogonal. */
  private final double[][] columns;

  private ConditionIndices(double[][] columns) {
    this.columns = columns;
  }

  /** The smallest index first; none where the columns are dependent at the precision at hand. */
  static List<Collinearity.Condition> of(ScaledMoments scaled, List<Integer> kept) {
    double[][] columns = factor(scaled, kept);
    if (columns.length == 0) {
      return List.of();
    }
    ConditionIndices indices = new ConditionIndices(columns);
    for (int sweep = 0; sweep < MOST_SWEEPS && indices.rotates(); sweep++) {}
    return indices.conditions(kept.stream().map(scaled::name).toList());
  }

  /** Columns of L, whose rows have unit length. */
  private static double[][] factor(ScaledMoments scaled, List<Integer> kept) {
    int q = kept.size();
    FixedPointLdl ldl = new FixedPointLdl(BITS);
    double[][] columns = new double[q][q];
    double[] roots = new double[q];
    for (int j = 0; j < q; j++) {
      int column = kept.get(j);
      BigInteger[] products =
          kept.subList(0, j).stream()
              .map(other -> scaled.fixed(other, column, BITS))
              .toArray(BigInteger[]::new);
      FixedPointLdl.Column projected = ldl.project(products, scaled.fixed(column, column, BITS));
      if (projected.left().signum() <= 0) {
        return new double[0][];
      }
      roots[j] = Math.sqrt(ldl.toDouble(projected.left()));
      for (int k = 0; k < j; k++) {
        columns[k][j] = ldl.toDouble(projected.multiplier(k)) * roots[k] / scaled.length(column);
      }
      columns[j][j] = roots[j] / scaled.length(column);
      ldl.keep(projected);
    }
    return columns;
  }

  /** One sweep over all pairs; whether any was rotated. */
  private boolean rotates() {
    boolean rotated = false;
    for (int a = 0; a < columns.length; a++) {
      for (int b = a + 1; b < columns.length; b++) {
        double first = dot(columns[a], columns[a]);
        double second = dot(columns[b], columns[b]);
        double cross = dot(columns[a], columns[b]);
        if (Math.abs(cross) > ORTHOGONAL * Math.sqrt(first) * Math.sqrt(second)) {
          rotate(columns[a], columns[b], (second - first) / (2 * cross));
          rotated = true;
        }
      }
    }
    return rotated;
  }

  private static void rotate(double[] x, double[] y, double zeta) {
    double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
    double cosine = 1 / Math.hypot(1, tangent);
    double sine = cosine * tangent;
    for (int j = 0; j < x.length; j++) {
      double before = x[j];
      x[j] = cosine * before - sine * y[j];
      y[j] = sine * before + cosine * y[j];
    }
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum = Math.fma(x[j], y[j], sum);
    }
    return sum;
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
