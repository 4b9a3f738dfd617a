package org.plumbline.statistics;

import java.util.Arrays;

/**
 * Sums side by side, each of a few doubles as four components, exact where {@link #copyTo} can tell
 * so: {@link ExactSum} for numbers of some two hundred bits, at a fraction of its cost.
 *
 * <p>Each term goes through the components from the largest on by two-sums (Knuth); what the last
 * leaves must be zero. The loops run over the sums, so that they fill vectors. Mutable and not safe
 * for threads.
 */
final class QuadSums {

  static final int PARTS = 4;

  /** Sums that stay in the nearest cache together with a term of each. */
  static final int STRETCH = 128;

  /**
   * What follows a component is at most 1 + 2⁻⁵² times the next one, so that a component that this
   * multiple of the next one does not move is the number rounded to nearest, without a tie.
   */
  private static final double MORE = 1 + 0x1p-20;

  private final double[] first;
  private final double[] second;
  private final double[] third;
  private final double[] fourth;

  /** What a component leaves to the next. */
  private final double[] left;

  /** Not zero, or not a number, where something was lost. */
  private final double[] lost;

  QuadSums(int size) {
    first = new double[size];
    second = new double[size];
    third = new double[size];
    fourth = new double[size];
    left = new double[size];
    lost = new double[size];
  }

  QuadSums clear() {
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    Arrays.fill(third, 0);
    Arrays.fill(fourth, 0);
    Arrays.fill(lost, 0);
    return this;
  }

  /** Adds {@code terms[k]} to sum k, for k below {@code count}. */
  QuadSums add(double[] terms, int count) {
    twoSum(first, terms, left, count);
    twoSum(second, left, left, count);
    twoSum(third, left, left, count);
    twoSum(fourth, left, left, count);
    addMagnitudes(left, lost, count);
    return this;
  }

  /** Adds terms to sums, and puts what rounding leaves: so short that it is compiled to vectors. */
  private static void twoSum(double[] sums, double[] terms, double[] errors, int count) {
    for (int k = 0; k < count; k++) {
      double before = sums[k];
      double term = terms[k];
      double sum = before + term;
      double virtual = sum - before;
      sums[k] = sum;
      errors[k] = (before - (sum - virtual)) + (term - virtual);
    }
  }

  private static void addMagnitudes(double[] values, double[] sums, int count) {
    for (int k = 0; k < count; k++) {
      sums[k] += Math.abs(values[k]);
    }
  }

  /** Sorts the components of the sums below {@code count} and parts them, for {@link #copyTo}. */
  void settle(int count) {
    for (int times = 0; times < 2; times++) {
      twoSum(third, fourth, fourth, count);
      twoSum(second, third, third, count);
      twoSum(first, second, second, count);
    }
  }

  /**
   * Writes the canonical components of sum k, which is settled, or the leading ones.
   *
   * @param target with room for {@link #PARTS} from {@code offset} on
   * @param most components at most
   * @return how many there are; −1 where the sum must be formed otherwise: something was lost, or a
   *     rounding is too close to a tie to be told from here
   */
  int copyTo(int k, double[] target, int offset, int most) {
    if (lost[k] != 0) {
      return -1;
    }
    int count = 0;
    count += put(target, offset + count, first[k]);
    count += put(target, offset + count, second[k]);
    count += put(target, offset + count, third[k]);
    count += put(target, offset + count, fourth[k]);
    for (int p = offset; p + 1 < offset + count; p++) {
      if (target[p] + target[p + 1] * MORE != target[p]) {
        return -1;
      }
    }
    return Math.min(count, most);
  }

  private static int put(double[] target, int at, double component) {
    target[at] = component;
    return component == 0 ? 0 : 1;
  }
}
