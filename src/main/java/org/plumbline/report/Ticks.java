package org.plumbline.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Round numbers along an axis, in steps of 1, 2 or 5 times a power of ten, exactly.
 *
 * @param step the distance between two
 * @param values in ascending order
 */
record Ticks(BigDecimal step, List<BigDecimal> values) {
  private static final int[] MANTISSAS = {1, 2, 5, 10};

  /** At most about {@code wanted} ticks within {@code low … high}; {@code low < high}, finite. */
  static Ticks of(double low, double high, int wanted) {
    BigDecimal first = new BigDecimal(low);
    BigDecimal last = new BigDecimal(high);
    BigDecimal step = step(last.subtract(first), wanted);
    List<BigDecimal> values = new ArrayList<>();
    BigInteger index = first.divide(step, 0, RoundingMode.CEILING).toBigInteger();
    BigDecimal value = step.multiply(new BigDecimal(index));
    while (value.compareTo(last) <= 0) {
      values.add(value);
      value = value.add(step);
    }
    return new Ticks(step, List.copyOf(values));
  }

  /** The least step of 1, 2, 5 × 10ⁿ that needs no more than {@code wanted} intervals. */
  private static BigDecimal step(BigDecimal range, int wanted) {
    BigDecimal least = range.divide(BigDecimal.valueOf(wanted), MathContext.DECIMAL64);
    int exponent = least.precision() - least.scale() - 1;
    for (int mantissa : MANTISSAS) {
      BigDecimal step = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent);
      if (step.compareTo(least) >= 0) {
        return step;
      }
    }
    return BigDecimal.ONE.scaleByPowerOfTen(exponent + 1);
  }

  /** Labels in order, all with the same decimals, or all scientific where they would be long. */
  List<String> labels() {
    boolean plain =
        values.stream().allMatch(value -> value.signum() == 0 || magnitude(value) < 8)
            && magnitude(step) >= -6;
    return values.stream().map(value -> plain ? plain(value) : scientific(value)).toList();
  }

  private String plain(BigDecimal value) {
    int decimals = Math.max(0, -magnitude(step));
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    return Numbers.typographic(text);
  }

  private static String scientific(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    int exponent = magnitude(value);
    String mantissa = value.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString();
    return Numbers.typographic(mantissa + "e" + exponent);
  }

  private static int magnitude(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }
}
