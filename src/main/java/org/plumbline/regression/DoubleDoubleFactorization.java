package org.plumbline.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.plumbline.statistics.BigBinary;

/**
 * LDLᵀ in double-double for wide designs whose moments carry rounding of their own: the steps of
 * {@link ExactFactorization} on moments that, with an intercept, are first centred exactly, so that
 * a mean far from zero costs nothing.
 *
 * <p>The matrix factorised is C_jk = W·Σ w·xⱼ·xₖ − Σ w·xⱼ·Σ w·xₖ of the scaled columns, W = Σw
 * scaled; without an intercept Σ w·xⱼ·xₖ and W = 1. Pivots are at least 1e-14 of the diagonal (the
 * aliasing rule of R), so 106 bits leave more digits than the moments have.
 */
final class DoubleDoubleFactorization implements DenseFactorization {
  private final Training training;
  private final ScaledMoments moments;
  private final boolean intercept;

  /** Kept terms, without the intercept. */
  private final List<Integer> terms = new ArrayList<>();

  private final List<Alias> aliased = new ArrayList<>();
  private final List<DoubleDouble.Vector> multipliers = new ArrayList<>();

  /** Column k of −L⁻¹ below its diagonal: entry m is c_mk. */
  private final DoubleDouble.Vector[] projections;

  private final DoubleDouble.Vector reciprocals;
  private final DoubleDouble.Vector coefficients;
  private final BigBinary left;
  private ScaledInverse inverse;

  DoubleDoubleFactorization(Training training) {
    this.training = training;
    moments = training.moments();
    intercept = training.options().intercept();
    int most = moments.size();
    projections = new DoubleDouble.Vector[most];
    reciprocals = new DoubleDouble.Vector(most);
    for (int j = 1; j < moments.label(); j++) {
      eliminate(j);
    }
    DoubleDouble.Vector square = entry(moments.label(), moments.label());
    DoubleDouble.Vector l = project(moments.label(), square);
    coefficients = projectionOf(l);
    left = square.exact(0);
  }

  private void eliminate(int j) {
    DoubleDouble.Vector square = entry(j, j);
    DoubleDouble.Vector l = project(j, square);
    DoubleDouble.Vector c = projectionOf(l);
    double[] shares = shares(c);
    double explained = DoubleStream.of(shares).sum();
    double length = Math.sqrt(Math.max(0, square.high(0)) / scale());
    if (training.explains(j, length, explained + interceptShare(j, c))) {
      boolean constant = intercept && moments.constant(j);
      List<Integer> suspects = constant ? List.of() : Suspects.of(terms, DoubleStream.of(shares));
      aliased.add(new Alias(j, constant, suspects));
      return;
    }
    int q = terms.size();
    for (int k = 0; k < q; k++) {
      projections[k].set(q, c.high(k), c.low(k));
    }
    projections[q] = new DoubleDouble.Vector(projections.length);
    reciprocals.setReciprocal(q, square.high(0), square.low(0));
    multipliers.add(l);
    terms.add(j);
  }

  /** C_jk, an array of one. */
  private DoubleDouble.Vector entry(int j, int k) {
    BigBinary exact = intercept ? moments.weightedCovariance(j, k) : moments.exact(j, k);
    int weight = intercept ? 2 * moments.exponent(0) : 0;
    DoubleDouble.Vector entry = new DoubleDouble.Vector(1);
    entry.set(0, exact.scaled(-moments.exponent(j) - moments.exponent(k) - weight));
    return entry;
  }

  /** W scaled, or 1 without an intercept. */
  private double scale() {
    return intercept ? moments.length(0) * moments.length(0) : 1;
  }

  /** l_jk for the kept k; leaves in {@code square} what remains of C_jj. */
  private DoubleDouble.Vector project(int j, DoubleDouble.Vector square) {
    int q = terms.size();
    DoubleDouble.Vector v = new DoubleDouble.Vector(q);
    DoubleDouble.Vector l = new DoubleDouble.Vector(q);
    for (int k = 0; k < q; k++) {
      DoubleDouble.Vector start = entry(j, terms.get(k));
      v.set(k, start.high(0), start.low(0));
      v.subtractProducts(multipliers.get(k), 0, k, v, k);
      l.addProduct(k, v.high(k), v.low(k), reciprocals.high(k), reciprocals.low(k));
    }
    v.subtractProducts(l, 0, q, square, 0);
    return l;
  }

  private DoubleDouble.Vector projectionOf(DoubleDouble.Vector l) {
    int q = terms.size();
    DoubleDouble.Vector c = new DoubleDouble.Vector(q);
    for (int k = 0; k < q; k++) {
      c.set(k, l.high(k), l.low(k));
      l.subtractProducts(projections[k], k + 1, q, c, k);
    }
    return c;
  }

  private double[] shares(DoubleDouble.Vector c) {
    return IntStream.range(0, terms.size())
        .mapToDouble(k -> Math.abs(c.high(k)) * moments.length(terms.get(k)))
        .toArray();
  }

  /** |coefficient of the intercept in the projection| · √W. */
  private double interceptShare(int j, DoubleDouble.Vector c) {
    if (!intercept) {
      return 0;
    }
    double mean = scaledMean(j);
    for (int k = 0; k < terms.size(); k++) {
      mean -= c.high(k) * scaledMean(terms.get(k));
    }
    return Math.abs(mean) * moments.length(0);
  }

  /** Mean of the scaled column over the scaled constant. */
  private double scaledMean(int j) {
    return exactMean(j).doubleValue();
  }

  private BigBinary exactMean(int j) {
    BigBinary mean = moments.exact(0, j).dividedBy(moments.totalWeight(), 160);
    return mean.scaled(moments.exponent(0) - moments.exponent(j));
  }

  @Override
  public String solver() {
    return "ldl-double-double";
  }

  @Override
  public List<Integer> kept() {
    List<Integer> all = new ArrayList<>(terms);
    if (intercept) {
      all.add(0, 0);
    }
    return all;
  }

  @Override
  public List<Alias> aliased() {
    return aliased;
  }

  @Override
  public List<BigBinary> coefficients() {
    int labelExponent = moments.exponent(moments.label());
    List<BigBinary> all = new ArrayList<>();
    BigBinary constant = moments.exact(0, moments.label());
    for (int k = 0; k < terms.size(); k++) {
      BigBinary scaled = coefficients.exact(k);
      int exponent = labelExponent - moments.exponent(terms.get(k));
      BigBinary coefficient = scaled.scaled(exponent);
      all.add(coefficient);
      constant = constant.minus(coefficient.times(moments.exact(0, terms.get(k))));
    }
    if (intercept) {
      all.add(0, constant.dividedBy(moments.totalWeight(), 256));
    }
    return all;
  }

  @Override
  public BigBinary residualSumOfSquares() {
    BigBinary scaled = left.signum() > 0 ? left : BigBinary.ZERO;
    BigBinary residual = scaled.scaled(2 * moments.exponent(moments.label()));
    return intercept
        ? residual.scaled(2 * moments.exponent(0)).dividedBy(moments.totalWeight(), 160)
        : residual;
  }

  @Override
  public List<BigBinary> inverseDiagonal() {
    ScaledInverse diagonal = inverse();
    List<Integer> kept = kept();
    List<BigBinary> all = new ArrayList<>();
    for (int k = 0; k < kept.size(); k++) {
      BigBinary entry = diagonal.row(k).exact(k);
      all.add(entry.scaled(-2 * moments.exponent(kept.get(k))));
    }
    return all;
  }

  @Override
  public ScaledInverse inverse() {
    if (inverse == null) {
      inverse = intercept ? bordered(termsInverse()) : termsInverse();
    }
    return inverse;
  }

  /** W·C⁻¹ = (L⁻¹)ᵀ W·D⁻¹ L⁻¹, the part of A⁻¹ that belongs to the terms. */
  private ScaledInverse termsInverse() {
    int q = terms.size();
    DoubleDouble.Vector weight = new DoubleDouble.Vector(1);
    weight.set(
        0, intercept ? moments.totalWeight().scaled(-2 * moments.exponent(0)) : BigBinary.ONE);
    DoubleDouble.Vector[] columns = new DoubleDouble.Vector[q];
    DoubleDouble.Vector scaled = new DoubleDouble.Vector(q);
    for (int m = 0; m < q; m++) {
      scaled.addProduct(
          m, -weight.high(0), -weight.low(0), reciprocals.high(m), reciprocals.low(m));
    }
    for (int k = 0; k < q; k++) {
      projections[k].set(k, -1, 0);
      columns[k] = new DoubleDouble.Vector(q);
      for (int m = k; m < q; m++) {
        columns[k].addProduct(
            m, projections[k].high(m), projections[k].low(m), scaled.high(m), scaled.low(m));
      }
    }
    double[][] high = new double[q][q];
    double[][] low = new double[q][q];
    DoubleDouble.Vector sum = new DoubleDouble.Vector(1);
    for (int j = 0; j < q; j++) {
      for (int k = 0; k <= j; k++) {
        sum.set(0, 0, 0);
        columns[j].subtractProducts(projections[k], j, q, sum, 0);
        high[j][k] = sum.high(0);
        low[j][k] = sum.low(0);
        high[k][j] = high[j][k];
        low[k][j] = low[j][k];
      }
    }
    return new ScaledInverse(high, low);
  }

  /** Adds the intercept's row: (A⁻¹)₀ₖ = −Σ x̄ⱼ(A⁻¹)ⱼₖ and (A⁻¹)₀₀ = 1/W − Σ x̄ₖ(A⁻¹)₀ₖ. */
  private ScaledInverse bordered(ScaledInverse inner) {
    int q = terms.size();
    double[][] high = new double[q + 1][q + 1];
    double[][] low = new double[q + 1][q + 1];
    DoubleDouble.Vector means = new DoubleDouble.Vector(q);
    for (int k = 0; k < q; k++) {
      means.set(k, exactMean(terms.get(k)));
    }
    DoubleDouble.Vector corner = new DoubleDouble.Vector(1);
    corner.set(
        0, BigBinary.ONE.dividedBy(moments.totalWeight(), 160).scaled(2 * moments.exponent(0)));
    DoubleDouble.Vector border = new DoubleDouble.Vector(q);
    for (int k = 0; k < q; k++) {
      inner.row(k).subtractProducts(means, 0, q, border, k);
      for (int j = 0; j < q; j++) {
        high[k + 1][j + 1] = inner.row(k).high(j);
        low[k + 1][j + 1] = inner.row(k).low(j);
      }
      high[k + 1][0] = border.high(k);
      low[k + 1][0] = border.low(k);
      high[0][k + 1] = border.high(k);
      low[0][k + 1] = border.low(k);
    }
    means.subtractProducts(border, 0, q, corner, 0);
    high[0][0] = corner.high(0);
    low[0][0] = corner.low(0);
    return new ScaledInverse(high, low);
  }
}
