package org.plumbline.statistics;

/**
 * The sum of a few doubles as the pair high + low, which is exact as long as it {@linkplain
 * #isExact says so}: {@link ExactSum} for numbers of two components, at a fraction of its cost.
 *
 * <p>Each term is added by two two-sums (Knuth), whose last error must be zero. Mutable and not
 * safe for threads.
 */
final class PairSum {

  private double high;
  private double low;

  /** Not zero, or not a number, where something was lost. */
  private double lost;

  PairSum clear() {
    high = 0;
    low = 0;
    lost = 0;
    return this;
  }

  PairSum add(double term) {
    double sum = high + term;
    double left = error(high, term, sum);
    high = sum;
    double rest = low + left;
    lost += Math.abs(error(low, left, rest));
    low = rest;
    return this;
  }

  /** What rounding {@code sum = a + b} left. */
  static double error(double a, double b, double sum) {
    double virtual = sum - a;
    return (a - (sum - virtual)) + (b - virtual);
  }

  /** Whether the pair is the sum of the terms: else it must be formed otherwise. */
  boolean isExact() {
    return lost == 0;
  }

  /**
   * Writes the canonical components of the sum.
   *
   * @return how many there are, two at most
   */
  int copyTo(double[] target, int offset) {
    double sum = high + low;
    double left = error(high, low, sum);
    if (sum == 0) {
      return 0;
    }
    target[offset] = sum;
    if (left == 0) {
      return 1;
    }
    target[offset + 1] = left;
    return 2;
  }
}
