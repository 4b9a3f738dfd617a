package org.plumbline.statistics;

/**
 * The sum of a few doubles as four components, exact where {@link #copyTo} can tell so: {@link
 * ExactSum} for numbers of some two hundred bits, at a fraction of its cost.
 *
 * <p>Each term goes through the components from the largest on by two-sums (Knuth); what the last
 * leaves must be zero. Mutable and not safe for threads.
 */
final class QuadSum {

  static final int PARTS = 4;

  /**
   * What follows a component is at most 1 + 2⁻⁵² times the next one, so that a component that this
   * multiple of the next one does not move is the number rounded to nearest, without a tie.
   */
  private static final double MORE = 1 + 0x1p-20;

  private double first;
  private double second;
  private double third;
  private double fourth;

  /** Not zero, or not a number, where something was lost. */
  private double lost;

  QuadSum clear() {
    first = 0;
    second = 0;
    third = 0;
    fourth = 0;
    lost = 0;
    return this;
  }

  QuadSum add(double term) {
    double sum = first + term;
    double left = PairSum.error(first, term, sum);
    first = sum;
    sum = second + left;
    left = PairSum.error(second, left, sum);
    second = sum;
    sum = third + left;
    left = PairSum.error(third, left, sum);
    third = sum;
    sum = fourth + left;
    lost += Math.abs(PairSum.error(fourth, left, sum));
    fourth = sum;
    return this;
  }

  /**
   * Writes the canonical components of the sum, or the leading ones.
   *
   * @param target with room for {@link #PARTS} from {@code offset} on
   * @param most components at most
   * @return how many there are; −1 where the sum must be formed otherwise: something was lost, or a
   *     rounding is too close to a tie to be told from here
   */
  int copyTo(double[] target, int offset, int most) {
    if (lost != 0) {
      return -1;
    }
    settle();
    settle();
    int count = 0;
    count += put(target, offset + count, first);
    count += put(target, offset + count, second);
    count += put(target, offset + count, third);
    count += put(target, offset + count, fourth);
    for (int k = offset; k + 1 < offset + count; k++) {
      if (target[k] + target[k + 1] * MORE != target[k]) {
        return -1;
      }
    }
    return Math.min(count, most);
  }

  private static int put(double[] target, int at, double component) {
    target[at] = component;
    return component == 0 ? 0 : 1;
  }

  /** Two-sums from the smallest component up, which sort and part them. */
  private void settle() {
    double sum = third + fourth;
    fourth = PairSum.error(third, fourth, sum);
    double above = second + sum;
    third = PairSum.error(second, sum, above);
    sum = first + above;
    second = PairSum.error(first, above, sum);
    first = sum;
  }
}
