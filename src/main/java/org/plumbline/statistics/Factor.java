package org.plumbline.statistics;

/** Values of one factor of products over the rows of a panel, with bounds of their bits. */
final class Factor {

  /** Top of a factor that is 0 in every row. */
  static final int ZERO = Integer.MIN_VALUE;

  /** Bits of a double below its leading one. */
  static final int FRACTION_BITS = 52;

  final double[] values;

  /** Every magnitude is below 2^top. */
  int top = ZERO;

  /** Every value is a multiple of 2^bottom. */
  int bottom;

  Factor(int rows) {
    values = new double[rows];
  }

  boolean isZero() {
    return top == ZERO;
  }

  void bound(Tile.Survey survey) {
    top = survey.largest() == 0 ? ZERO : Math.getExponent(survey.largest()) + 1;
    bottom = 0;
    if (survey.fractions() > 0) {
      bottom = Math.getExponent(survey.smallest()) - FRACTION_BITS;
    }
  }

  /** Of products of two factors, or of what rounding them leaves. */
  void boundProduct(Factor one, Factor other) {
    top = one.isZero() || other.isZero() ? ZERO : one.top + other.top;
    bottom = one.bottom + other.bottom;
  }
}
