package org.plumbline.regression;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tally;

/**
 * The bounds of {@link Certificates} for a design with so many levels that its inverse is not
 * written out. Sums by level are exact in every precision, so that only sums of dense numbers carry
 * errors; entries of the inverse between products within levels are bounded by their diagonals, by
 * the inequality of Cauchy.
 */
final class BlockCertificates {
  private static final double MOST = 15;
  private static final double ROUNDING = Math.scalb(1.0, -53);

  /** A coefficient much smaller than its own standard error is measured against the latter. */
  private static final double ERROR_SHARE = 1e-6;

  private final Training training;
  private final ScaledMoments scaled;
  private final Solver.Solved<BlockFactorization> solved;
  private final BlockOperator operator;
  private final Tally tally;
  private final List<Term> terms;
  private final List<Integer> kept;

  /** Scaled: |β|, length of the column, √(A⁻¹)_kk. */
  private final double[] size;

  private final double[] lengths;
  private final double[] inverseLengths;
  private final double residual;

  /**
   * @param terms the constant, the terms, the label
   * @param tally odd values by the names of terms
   */
  BlockCertificates(
      Training training,
      Solver.Solved<BlockFactorization> solved,
      BlockMoments moments,
      List<Term> terms,
      Tally tally) {
    this.training = training;
    this.solved = solved;
    this.tally = tally;
    this.terms = terms;
    scaled = training.moments();
    kept = solved.factorization().kept();
    operator = new BlockOperator(solved.factorization(), moments, scaled);
    Inference inference = solved.inference();
    int labelExponent = scaled.exponent(scaled.label());
    size = new double[kept.size()];
    lengths = new double[kept.size()];
    inverseLengths = new double[kept.size()];
    List<BigBinary> diagonal = solved.factorization().inverseDiagonal();
    for (int k = 0; k < size.length; k++) {
      int exponent = scaled.exponent(kept.get(k));
      size[k] = Math.abs(Math.scalb(inference.coefficients().get(k), exponent - labelExponent));
      lengths[k] = scaled.length(kept.get(k));
      inverseLengths[k] = Math.sqrt(diagonal.get(k).scaled(2 * exponent).doubleValue());
    }
    residual = Math.scalb(Math.sqrt(inference.residualSumOfSquares()), -labelExponent);
  }

  Certificate certificate() {
    double arithmetic = training.precision() == Precision.EXACT ? MOST : digits(momentBounds());
    double data = digits(dataBounds());
    return new Certificate(
        conditionNumber(),
        Math.min(arithmetic, data),
        arithmetic,
        data,
        training.precision().name().toLowerCase(Locale.ROOT),
        solved.factorization().solver(),
        solved.factorization().rank());
  }

  /** Decimal digits of the worst coefficient for bounds of absolute error, scaled. */
  private double digits(double[] bounds) {
    double worst = MOST;
    for (int k = 0; k < bounds.length; k++) {
      if (bounds[k] > 0 && !training.meanAlone()) {
        double scale = Math.max(size[k], ERROR_SHARE * standardError(k));
        worst = Math.min(worst, scale > 0 ? -StrictMath.log10(bounds[k] / scale) : 0);
      }
    }
    return Math.max(worst, 0);
  }

  private double standardError(int k) {
    OptionalDouble error = solved.inference().standardErrors().get(k);
    int exponent = scaled.exponent(kept.get(k)) - scaled.exponent(scaled.label());
    return error.isPresent() ? Math.scalb(error.getAsDouble(), exponent) : 0;
  }

  private boolean fractional(int k) {
    return kept.get(k) > 0 && tally.of(scaled.name(kept.get(k))).fractions() > 0;
  }

  private double[] dataBounds() {
    double fitted =
        tally.of(scaled.name(scaled.label())).fractions() > 0 ? scaled.length(scaled.label()) : 0;
    double levels = 0;
    for (int k = 0; k < size.length; k++) {
      if (fractional(k)) {
        fitted += lengths[k] * size[k];
        boolean within = terms.get(kept.get(k)).within().isPresent();
        levels += within ? inverseLengths[k] * lengths[k] : 0;
      }
    }
    fitted += fractionalWeights() ? residual : 0;
    double[] turned = operator.overDense(this::fractionalSize);
    double[] bounds = new double[size.length];
    for (int k = 0; k < bounds.length; k++) {
      double spread = turned[k] + inverseLengths[k] * levels;
      bounds[k] = ROUNDING * (inverseLengths[k] * fitted + residual * spread);
    }
    return bounds;
  }

  /** Σ |entry|·length over the numbers with fractions. */
  private double fractionalSize(double[] row) {
    double sum = 0;
    for (int a = 0; a < row.length; a++) {
      int k = operator.dense()[a];
      boolean within = terms.get(kept.get(k)).within().isPresent();
      sum += fractional(k) && !within ? Math.abs(row[a]) * lengths[k] : 0;
    }
    return sum;
  }

  /** Columns that are counted but are neither terms nor label: the weight, where it is odd. */
  private boolean fractionalWeights() {
    Set<String> names = new HashSet<>();
    for (int j = 1; j < scaled.size(); j++) {
      names.add(scaled.name(j));
    }
    return tally.columns().entrySet().stream()
        .anyMatch(c -> c.getValue().fractions() > 0 && !names.contains(c.getKey()));
  }

  private double[] momentBounds() {
    double epsilon = (tally.longestSum() + 8) * ROUNDING;
    double[] spreads = new double[size.length];
    double reach = square(spread(scaled.label()));
    for (int k = 0; k < spreads.length; k++) {
      boolean number = kept.get(k) > 0 && terms.get(kept.get(k)).within().isEmpty();
      spreads[k] = number ? spread(kept.get(k)) : 0;
      reach += square(size[k] * spreads[k]);
    }
    double[] turned =
        operator.overDense(
            row -> {
              double sum = 0;
              for (int a = 0; a < row.length; a++) {
                sum += square(row[a] * spreads[operator.dense()[a]]);
              }
              return sum;
            });
    double[] bounds = new double[size.length];
    for (int k = 0; k < bounds.length; k++) {
      double constant = kept.get(k) == 0 ? square(1 / scaled.length(0)) : 0;
      bounds[k] = epsilon * Math.sqrt((constant + turned[k]) * reach);
    }
    return bounds;
  }

  private static double square(double value) {
    return value * value;
  }

  private double spread(int column) {
    return training.options().intercept() ? scaled.centredLength(column) : scaled.length(column);
  }

  /** √(λ_max(B)·λ_max(B⁻¹)), B the normal matrix of the kept columns at unit length. */
  private double conditionNumber() {
    double largest =
        Lanczos.largestEigenvalue(operator.size(), v -> times(operator.times(times(v, -1)), -1));
    double inverse =
        Lanczos.largestEigenvalue(
            operator.size(), v -> times(operator.inverseTimes(times(v, 1)), 1));
    return Math.sqrt(largest * inverse);
  }

  /** Each entry times its column's length, or divided by it. */
  private double[] times(double[] v, int power) {
    double[] scaledVector = new double[v.length];
    for (int k = 0; k < v.length; k++) {
      scaledVector[k] = power > 0 ? v[k] * lengths[k] : v[k] / lengths[k];
    }
    return scaledVector;
  }
}
