package org.plumbline.regression;

import org.plumbline.statistics.BigBinary;
import org.plumbline.statistics.Expansion;
import org.plumbline.statistics.Moments;

/**
 * Means and covariances Σ w(zᵢ − z̄ᵢ)(zⱼ − z̄ⱼ)/Σw of terms and label (about zero without an
 * intercept: Σ w·zᵢ·zⱼ/Σw), centred before they are rounded, so that a mean far from zero costs
 * nothing. In {@link Units}, in double-double: the leading doubles lie in a full square, row by
 * row, where loops run over them.
 *
 * <p>Index k = 0 … p − 1 is term k, index p the label.
 */
final class CentredMoments {
  private static final int BITS = 160;

  /**
   * Double-double leaves 2⁻¹⁰⁰ of what is subtracted: enough where the root mean squares of two
   * columns are together at most this many times their deviations. Else the entry is computed
   * exactly.
   */
  private static final double FAR = 0x1p40;

  private final Moments moments;
  private final Units units;
  private final boolean centred;
  private final BigBinary totalWeight;
  private final int order;
  private final double[] deviations;
  private final double[] distances;
  private final boolean[] constant;
  private final DoubleDouble.Vector means;
  private final double[] high;
  private final double[] low;

  /**
   * @param moments with a row of positive weight
   */
  CentredMoments(Moments moments, Units units, boolean centred) {
    this.moments = moments;
    this.units = units;
    this.centred = centred;
    totalWeight = moments.at(0, 0).toBigBinary();
    order = moments.columns().size();
    deviations = new double[order];
    distances = new double[order];
    constant = new boolean[order];
    means = new DoubleDouble.Vector(order);
    for (int k = 0; k < order; k++) {
      describe(k);
    }
    high = new double[order * order];
    low = new double[order * (order + 1) / 2];
    fill();
  }

  private void describe(int k) {
    BigBinary sum = moments.at(0, k + 1).toBigBinary();
    BigBinary mean = sum.dividedBy(totalWeight, BITS).scaled(-units.exponent(k + 1));
    means.set(k, mean);
    BigBinary square = moments.at(k + 1, k + 1).toBigBinary();
    double size = Math.sqrt(scaled(square.times(totalWeight), k, k));
    deviations[k] = Math.sqrt(Math.max(0, scaled(covariance(k, k), k, k)));
    distances[k] = deviations[k] > 0 ? size / deviations[k] : Double.POSITIVE_INFINITY;
    double noise = Math.scalb(size + Math.abs(means.high(k)), ScaledMoments.ROUNDING);
    constant[k] = deviations[k] <= noise;
  }

  /** Σw · Σ w(zᵢ − z̄ᵢ)(zⱼ − z̄ⱼ), exactly, in the units of the data. */
  private BigBinary covariance(int i, int j) {
    BigBinary product = moments.at(i + 1, j + 1).toBigBinary().times(totalWeight);
    BigBinary sums = moments.at(0, i + 1).toBigBinary().times(moments.at(0, j + 1).toBigBinary());
    return product.minus(sums);
  }

  /** A number times Σw² and the units of two columns, as a scaled double. */
  private double scaled(BigBinary number, int i, int j) {
    return quotient(number, i, j).doubleValue();
  }

  private BigBinary quotient(BigBinary number, int i, int j) {
    return number
        .dividedBy(totalWeight.times(totalWeight), BITS)
        .scaled(-units.exponent(i + 1) - units.exponent(j + 1));
  }

  private void fill() {
    DoubleDouble.Vector perWeight = new DoubleDouble.Vector(1);
    BigBinary weight = totalWeight.scaled(-units.weight());
    perWeight.set(0, BigBinary.ONE.dividedBy(weight, BITS));
    DoubleDouble.Vector entry = new DoubleDouble.Vector(2);
    for (int i = 0; i < order; i++) {
      for (int j = 0; j <= i; j++) {
        if (centred && distances[i] * distances[j] > FAR) {
          entry.set(0, quotient(covariance(i, j), i, j));
        } else {
          compute(i, j, perWeight, entry);
        }
        high[i * order + j] = entry.high(0);
        high[j * order + i] = entry.high(0);
        low[packed(i, j)] = entry.low(0);
      }
    }
  }

  private void compute(int i, int j, DoubleDouble.Vector perWeight, DoubleDouble.Vector entry) {
    Expansion moment = moments.at(i + 1, j + 1);
    int power = units.ofMoment(i + 1, j + 1);
    entry.set(1, 0, 0);
    for (double part : moment.parts()) {
      entry.add(1, Math.scalb(part, power), 0);
    }
    entry.set(0, 0, 0);
    entry.addProduct(0, entry.high(1), entry.low(1), perWeight.high(0), perWeight.low(0));
    if (centred) {
      entry.addProduct(0, -means.high(i), -means.low(i), means.high(j), means.low(j));
    }
  }

  private static int packed(int i, int j) {
    return i >= j ? i * (i + 1) / 2 + j : j * (j + 1) / 2 + i;
  }

  /** Terms; the index of the label. */
  int terms() {
    return order - 1;
  }

  /** Σw, scaled. */
  double weight() {
    return totalWeight.scaled(-units.weight()).doubleValue();
  }

  /** The leading doubles of all covariances, (p + 1)² by rows. Not to be changed. */
  double[] covariances() {
    return high;
  }

  double covariance(int row, int column, DoubleDouble.Vector target) {
    double leading = high[row * order + column];
    target.set(0, leading, low[packed(row, column)]);
    return leading;
  }

  DoubleDouble.Vector means() {
    return means;
  }

  /** Population standard deviation about the mean, with or without an intercept. */
  double deviation(int k) {
    return deviations[k];
  }

  /** Whether a column does not vary but for the rounding of stored doubles. */
  boolean constant(int k) {
    return constant[k];
  }
}
