package org.plumbline.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
  /** Columns that are projected together. */
  private static final int PANEL = 16;

  /** q²·Σ inflation with which singular values are right to their last place: 2¹⁰²·2⁻⁵². */
  private static final double MOST_INFLATION = 0x1p50;

  private final Training training;
  private final ScaledMoments moments;
  private final boolean intercept;

  /** Kept terms, without the intercept. */
  private final List<Integer> terms = new ArrayList<>();

  private final List<Alias> aliased = new ArrayList<>();
  private final DoubleDoubleLdl ldl;

  /** Means of the scaled columns over the scaled constant. */
  private final double[] means;

  private final DoubleDouble.Vector coefficients;
  private final BigBinary left;
  private ScaledInverse inverse;

  DoubleDoubleFactorization(Training training) {
    this.training = training;
    moments = training.moments();
    intercept = training.options().intercept();
    means = new double[moments.size()];
    Arrays.setAll(means, j -> intercept ? exactMean(j).doubleValue() : 0);
    ldl = new DoubleDoubleLdl(moments.label() - 1);
    for (int from = 1; from < moments.label(); from += PANEL) {
      eliminate(from, Math.min(from + PANEL, moments.label()));
    }
    DoubleDoubleLdl.Candidate label = ldl.new Candidate(moments.label());
    ldl.project(List.of(label), this::entry);
    coefficients = label.coefficients();
    left = left(label).exact(0);
  }

  /** Columns {@code from} to {@code to − 1}: together on what is kept, then on each other. */
  private void eliminate(int from, int to) {
    List<DoubleDoubleLdl.Candidate> panel = new ArrayList<>();
    for (int j = from; j < to; j++) {
      panel.add(ldl.new Candidate(j));
    }
    ldl.project(panel, this::entry);
    for (DoubleDoubleLdl.Candidate candidate : panel) {
      ldl.project(List.of(candidate), this::entry);
      decide(candidate);
    }
  }

  private void decide(DoubleDoubleLdl.Candidate candidate) {
    int j = candidate.column();
    DoubleDouble.Vector square = left(candidate);
    DoubleDouble.Vector c = candidate.coefficients();
    double[] shares = shares(c);
    double explained = DoubleStream.of(shares).sum();
    double length = Math.sqrt(Math.max(0, square.high(0)) / scale());
    if (training.explains(j, length, explained + interceptShare(j, c))) {
      boolean constant = intercept && moments.constant(j);
      List<Integer> suspects = constant ? List.of() : Suspects.of(terms, DoubleStream.of(shares));
      aliased.add(new Alias(j, constant, suspects));
      return;
    }
    ldl.keep(candidate, square);
    terms.add(j);
  }

  /** What the kept columns leave of C_jj, an array of one. */
  private DoubleDouble.Vector left(DoubleDoubleLdl.Candidate candidate) {
    DoubleDouble.Vector square = new DoubleDouble.Vector(1);
    set(candidate.column(), candidate.column(), square, 0);
    candidate.subtractExplained(square);
    return square;
  }

  /** C_jk with the k-th kept column. */
  private void entry(int j, int k, DoubleDouble.Vector target) {
    set(j, terms.get(k), target, k);
  }

  /** target_place ← C_jk. */
  private void set(int j, int k, DoubleDouble.Vector target, int place) {
    if (intercept) {
      moments.setWeightedCovariance(j, k, target, place);
    } else {
      target.set(place, moments.exact(j, k).scaled(-moments.exponent(j) - moments.exponent(k)));
    }
  }

  /** W scaled, or 1 without an intercept. */
  private double scale() {
    return intercept ? moments.length(0) * moments.length(0) : 1;
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
    double mean = means[j];
    for (int k = 0; k < terms.size(); k++) {
      mean -= c.high(k) * means[terms.get(k)];
    }
    return Math.abs(mean) * moments.length(0);
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
    DoubleDouble.Vector weight = new DoubleDouble.Vector(1);
    weight.set(
        0, intercept ? moments.totalWeight().scaled(-2 * moments.exponent(0)) : BigBinary.ONE);
    return ldl.inverse(weight);
  }

  /**
   * √(D/W)·L of the terms, beside an intercept with a column (√W, √W·x̄ⱼ) before it.
   *
   * <p>The steps make entry (i, j) of C off by at most q·2⁻¹⁰²·√(Cᵢᵢ·Cⱼⱼ). Of A = L·Lᵀ they make
   * L·(I + F)·Lᵀ with ‖F‖ ≤ q²·2⁻¹⁰²·Σ (A⁻¹)ⱼⱼ·Cⱼⱼ/W, the sum of the factors of variance inflation,
   * and no eigenvalue changes by more than ‖F‖ of itself (Ostrowski 1959).
   */
  @Override
  public Optional<double[][]> unitFactor() {
    double rank = rank();
    if (rank * rank * sumOfInflation() > MOST_INFLATION) {
      return Optional.empty();
    }
    int first = intercept ? 1 : 0;
    double[][] columns = new double[terms.size() + first][terms.size() + first];
    if (intercept) {
      columns[0][0] = 1;
    }
    for (int j = 0; j < terms.size(); j++) {
      double length = moments.length(terms.get(j));
      if (intercept) {
        columns[0][j + 1] = means[terms.get(j)] * moments.length(0) / length;
      }
      for (int k = 0; k <= j; k++) {
        double multiplier = k == j ? 1 : ldl.multiplier(j, k);
        double root = Math.sqrt(1 / (ldl.reciprocal(k) * scale()));
        columns[k + first][j + first] = multiplier * root / length;
      }
    }
    return Optional.of(columns);
  }

  private double sumOfInflation() {
    ScaledInverse all = inverse();
    int first = intercept ? 1 : 0;
    double sum = 0;
    for (int k = 0; k < terms.size(); k++) {
      int column = terms.get(k);
      double length = intercept ? moments.centredLength(column) : moments.length(column);
      sum += Math.abs(all.at(k + first, k + first)) * length * length;
    }
    return sum;
  }

  /** Adds the intercept's row: (A⁻¹)₀ₖ = −Σ x̄ⱼ(A⁻¹)ⱼₖ and (A⁻¹)₀₀ = 1/W − Σ x̄ₖ(A⁻¹)₀ₖ. */
  private ScaledInverse bordered(ScaledInverse inner) {
    int q = terms.size();
    double[][] high = new double[q + 1][q + 1];
    double[][] low = new double[q + 1][q + 1];
    DoubleDouble.Vector centres = new DoubleDouble.Vector(q);
    for (int k = 0; k < q; k++) {
      centres.set(k, exactMean(terms.get(k)));
    }
    DoubleDouble.Vector corner = new DoubleDouble.Vector(1);
    corner.set(
        0, BigBinary.ONE.dividedBy(moments.totalWeight(), 160).scaled(2 * moments.exponent(0)));
    DoubleDouble.Vector border = new DoubleDouble.Vector(q);
    for (int k = 0; k < q; k++) {
      inner.row(k).subtractProducts(centres, 0, q, border, k);
      for (int j = 0; j < q; j++) {
        high[k + 1][j + 1] = inner.row(k).high(j);
        low[k + 1][j + 1] = inner.row(k).low(j);
      }
      high[k + 1][0] = border.high(k);
      low[k + 1][0] = border.low(k);
      high[0][k + 1] = border.high(k);
      low[0][k + 1] = border.low(k);
    }
    centres.subtractProducts(border, 0, q, corner, 0);
    high[0][0] = corner.high(0);
    low[0][0] = corner.low(0);
    return new ScaledInverse(high, low);
  }
}
