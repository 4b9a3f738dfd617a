package org.plumbline.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * LDLᵀ of a symmetric matrix G in double-double, column by column, as {@link FixedPointLdl} has it:
 * v_k = g_jk − Σ_{m<k} v_m·l_km, l_jk = v_k / d_k, and c_jk = l_jk − Σ_{k<m<j} l_jm·c_mk.
 *
 * <p>Each sum runs in the order of m, whoever else is at work: the loops run over k within m, for
 * several columns j at once, so that what is read serves many sums and these fill a vector. A
 * {@link Candidate} may be projected on some of the kept columns before it is known which will
 * follow.
 */
final class DoubleDoubleLdl {
  /** Candidates of one thread, whose vectors of some thousand numbers stay in its cache. */
  private static final int AT_ONCE = 8;

  /** Rows of the inverse that are summed together. */
  private static final int ROWS = 8;

  private final int most;

  /** Column m of L: l_km at k > m. */
  private final List<DoubleDouble.Vector> below = new ArrayList<>();

  /** Row m of −L⁻¹: c_mk at k < m, −1 at m. */
  private final List<DoubleDouble.Vector> projections = new ArrayList<>();

  private final DoubleDouble.Vector reciprocals;

  /**
   * @param most columns that can be kept
   */
  DoubleDoubleLdl(int most) {
    this.most = most;
    reciprocals = new DoubleDouble.Vector(most);
  }

  /** Entries of the matrix. */
  @FunctionalInterface
  interface Entries {
    /** Sets target_k to the entry of a column with the k-th kept one. */
    void set(int column, int k, DoubleDouble.Vector target);
  }

  /** A column on its way: v_k, l_k and c_k for as many kept columns as it is projected on. */
  final class Candidate {
    private final int column;
    private final DoubleDouble.Vector v = new DoubleDouble.Vector(most);
    private final DoubleDouble.Vector l = new DoubleDouble.Vector(most);
    private final DoubleDouble.Vector c = new DoubleDouble.Vector(most);
    private int done;

    Candidate(int column) {
      this.column = column;
    }

    int column() {
      return column;
    }

    /** The coefficients of the projection on the kept columns. */
    DoubleDouble.Vector coefficients() {
      return c;
    }

    /** target₀ ← target₀ − Σ l_m·v_m: what is left of the square in it. */
    void subtractExplained(DoubleDouble.Vector target) {
      v.subtractProducts(l, 0, done, target, 0);
    }
  }

  /** Columns kept. */
  int size() {
    return below.size();
  }

  double reciprocal(int k) {
    return reciprocals.high(k);
  }

  /** l_jk of kept columns k < j. */
  double multiplier(int j, int k) {
    return below.get(k).high(j);
  }

  /** Projects some columns on all columns kept so far; groups of them are independent. */
  void project(List<Candidate> candidates, Entries entries) {
    int groups = (candidates.size() + AT_ONCE - 1) / AT_ONCE;
    IntStream.range(0, groups)
        .parallel()
        .forEach(
            group -> {
              int from = group * AT_ONCE;
              int to = Math.min(from + AT_ONCE, candidates.size());
              projectTogether(candidates.subList(from, to), entries);
            });
  }

  private void projectTogether(List<Candidate> candidates, Entries entries) {
    int to = size();
    for (Candidate each : candidates) {
      for (int k = each.done; k < to; k++) {
        entries.set(each.column, k, each.v);
      }
    }
    for (int m = 0; m < to; m++) {
      for (Candidate each : candidates) {
        int from = Math.max(m + 1, each.done);
        each.v.subtractMultiple(each.v.high(m), each.v.low(m), below.get(m), from, to);
        if (m >= each.done) {
          each.l.set(m, 0, 0);
          each.l.addProduct(
              m, each.v.high(m), each.v.low(m), reciprocals.high(m), reciprocals.low(m));
          each.c.set(m, each.l.high(m), each.l.low(m));
        }
      }
    }
    for (int m = 0; m < to; m++) {
      for (Candidate each : candidates) {
        if (m >= each.done) {
          each.c.subtractMultiple(each.l.high(m), each.l.low(m), projections.get(m), 0, m);
        }
      }
    }
    candidates.forEach(each -> each.done = to);
  }

  /**
   * Keeps a column that was projected on all before it.
   *
   * @param left what is left of its square, an array of one
   */
  void keep(Candidate candidate, DoubleDouble.Vector left) {
    int q = size();
    reciprocals.setReciprocal(q, left.high(0), left.low(0));
    for (int k = 0; k < q; k++) {
      below.get(k).set(q, candidate.l.high(k), candidate.l.low(k));
    }
    below.add(new DoubleDouble.Vector(most));
    DoubleDouble.Vector row = new DoubleDouble.Vector(q + 1);
    for (int k = 0; k < q; k++) {
      row.set(k, candidate.c.high(k), candidate.c.low(k));
    }
    row.set(q, -1, 0);
    projections.add(row);
  }

  /** W·G⁻¹ = (L⁻¹)ᵀ W·D⁻¹ L⁻¹ for a number W. */
  ScaledInverse inverse(DoubleDouble.Vector weight) {
    int q = size();
    DoubleDouble.Vector scaled = new DoubleDouble.Vector(q);
    for (int m = 0; m < q; m++) {
      scaled.addProduct(
          m, -weight.high(0), -weight.low(0), reciprocals.high(m), reciprocals.low(m));
    }
    double[][] high = new double[q][q];
    double[][] low = new double[q][q];
    IntStream.range(0, (q + ROWS - 1) / ROWS)
        .parallel()
        .forEach(
            group -> {
              int from = group * ROWS;
              inverseRows(from, Math.min(from + ROWS, q), scaled, high, low);
            });
    for (int j = 0; j < q; j++) {
      for (int k = 0; k < j; k++) {
        high[k][j] = high[j][k];
        low[k][j] = low[j][k];
      }
    }
    return new ScaledInverse(high, low);
  }

  /** Rows of the lower triangle. */
  private void inverseRows(
      int from, int to, DoubleDouble.Vector scaled, double[][] high, double[][] low) {
    DoubleDouble.Vector[] sums = new DoubleDouble.Vector[to - from];
    Arrays.setAll(sums, r -> new DoubleDouble.Vector(high[from + r], low[from + r]));
    DoubleDouble.Vector factor = new DoubleDouble.Vector(1);
    for (int m = from; m < size(); m++) {
      DoubleDouble.Vector row = projections.get(m);
      for (int j = from; j < Math.min(to, m + 1); j++) {
        factor.set(0, 0, 0);
        factor.addProduct(0, row.high(j), row.low(j), scaled.high(m), scaled.low(m));
        sums[j - from].subtractMultiple(factor.high(0), factor.low(0), row, 0, j + 1);
      }
    }
  }
}
