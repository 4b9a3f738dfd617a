package org.plumbline.model;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers in sentences. */
final class Numbers {

  private static final MathContext BRIEF = new MathContext(4);
  private static final int LONGEST_PLAIN = 9;

  private Numbers() {}

  /** Four significant digits, plainly where that is short: {@code 0.0123}, {@code 1.5E+12}. */
  static String brief(double value) {
    return rounded(value, BRIEF);
  }

  /** As many significant digits, from four on, as tell a number from the one beside it. */
  static String distinct(double value, double other) {
    for (int digits = BRIEF.getPrecision();
        digits < MathContext.DECIMAL64.getPrecision();
        digits++) {
      MathContext context = new MathContext(digits);
      if (value == other || !rounded(value, context).equals(rounded(other, context))) {
        return rounded(value, context);
      }
    }
    return Double.toString(value);
  }

  private static String rounded(double value, MathContext context) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(context).stripTrailingZeros();
    String plain = rounded.toPlainString();
    return plain.length() <= LONGEST_PLAIN ? plain : rounded.toString();
  }
}
