package org.plumbline.regression;

import java.util.List;
import java.util.OptionalDouble;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Expansion;
import org.plumbline.statistics.Meat;

/**
 * The covariance T·M·Tᵀ of the coefficients of scaled columns, from the meat M in orthogonal
 * coordinates: T = L⁻ᵀ·D⁻¹, so that with the scores L·s of the columns it is A⁻¹ (Σ s sᵀ) A⁻¹. In
 * double-double.
 */
final class SandwichCovariance {
  /** A pivot below this part of its diagonal is rounding: the matrix is singular. */
  private static final double SINGULAR = 1e-22;

  private final int size;
  private final DoubleDouble.Vector[] rows;
  private final DoubleDouble.Vector coefficients;

  SandwichCovariance(TriangularFactor factor, Meat meat) {
    size = factor.terms();
    rows = new DoubleDouble.Vector[size];
    coefficients = factor.inverseRowOf(size);
    DoubleDouble.Vector[] influence = influence(factor);
    DoubleDouble.Vector[] scores = scores(meat);
    for (int k = 0; k < size; k++) {
      DoubleDouble.Vector product = new DoubleDouble.Vector(size);
      for (int b = 0; b < size; b++) {
        influence[k].subtractProducts(scores[b], k, size, product, b);
      }
      rows[k] = new DoubleDouble.Vector(size);
      for (int l = 0; l < size; l++) {
        // Both steps subtract, so that the signs cancel.
        influence[l].subtractProducts(product, l, size, rows[k], l);
      }
    }
  }

  /** Row k of T: (L⁻¹)_jk / d_j for j ≥ k. */
  private DoubleDouble.Vector[] influence(TriangularFactor factor) {
    DoubleDouble.Vector reciprocals = factor.reciprocals();
    DoubleDouble.Vector[] influence = new DoubleDouble.Vector[size];
    for (int k = 0; k < size; k++) {
      influence[k] = new DoubleDouble.Vector(size);
      influence[k].set(k, reciprocals.high(k), reciprocals.low(k));
    }
    for (int j = 0; j < size; j++) {
      DoubleDouble.Vector row = factor.inverseRowOf(j);
      for (int k = 0; k < j; k++) {
        influence[k].addProduct(
            j, row.high(k), row.low(k), reciprocals.high(j), reciprocals.low(j));
      }
    }
    return influence;
  }

  private DoubleDouble.Vector[] scores(Meat meat) {
    DoubleDouble.Vector[] scores = new DoubleDouble.Vector[size];
    for (int a = 0; a < size; a++) {
      scores[a] = new DoubleDouble.Vector(size);
      for (int b = 0; b < size; b++) {
        Expansion sum = meat.scores().at(a + 1, b + 1).leading(2);
        double[] parts = sum.parts();
        scores[a].set(b, parts.length > 0 ? parts[0] : 0, parts.length > 1 ? parts[1] : 0);
      }
    }
    return scores;
  }

  /** The variance of a coefficient of the scaled columns. */
  BigBinary variance(int k) {
    return rows[k].exact(k).signum() < 0 ? BigBinary.ZERO : rows[k].exact(k);
  }

  /**
   * βᵀV⁻¹β over some coefficients, from LDLᵀ of their V; empty where V is singular, as with fewer
   * clusters than coefficients.
   *
   * @param chosen indices among the coefficients
   */
  OptionalDouble wald(List<Integer> chosen) {
    int count = chosen.size();
    DoubleDouble.Vector[] multipliers = new DoubleDouble.Vector[count];
    DoubleDouble.Vector pivots = new DoubleDouble.Vector(count);
    DoubleDouble.Vector reciprocals = new DoubleDouble.Vector(count);
    DoubleDouble.Vector solved = new DoubleDouble.Vector(count);
    double sum = 0;
    for (int j = 0; j < count; j++) {
      DoubleDouble.Vector row = rows[chosen.get(j)];
      DoubleDouble.Vector v = new DoubleDouble.Vector(count);
      DoubleDouble.Vector l = new DoubleDouble.Vector(count);
      for (int k = 0; k < j; k++) {
        v.set(k, row.high(chosen.get(k)), row.low(chosen.get(k)));
        multipliers[k].subtractProducts(v, 0, k, v, k);
        l.addProduct(k, v.high(k), v.low(k), reciprocals.high(k), reciprocals.low(k));
      }
      double diagonal = row.high(chosen.get(j));
      pivots.set(j, diagonal, row.low(chosen.get(j)));
      l.subtractProducts(v, 0, j, pivots, j);
      if (!(pivots.high(j) > SINGULAR * diagonal)) {
        return OptionalDouble.empty();
      }
      reciprocals.setReciprocal(j, pivots.high(j), pivots.low(j));
      multipliers[j] = l;
      solved.set(j, -coefficients.high(chosen.get(j)), -coefficients.low(chosen.get(j)));
      l.subtractProducts(solved, 0, j, solved, j);
      sum += solved.high(j) * solved.high(j) * reciprocals.high(j);
    }
    return OptionalDouble.of(sum);
  }
}
