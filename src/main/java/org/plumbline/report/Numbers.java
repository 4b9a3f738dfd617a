package org.plumbline.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Numbers as people read them, correctly rounded from the exact value of the double, the same on
 * every machine.
 */
final class Numbers {
  /** Where a number is not defined. */
  static final String NONE = "–";

  private static final Pattern POWER = Pattern.compile("(?<=\\d)e([+-]?\\d+)");
  private static final Pattern LONG_INTEGER = Pattern.compile("(?<![.\\d,])\\d{4,15}(?!\\d)");
  private static final Pattern MINUS = Pattern.compile("(?<![\\p{L}\\d])-(?=\\d)");
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private static final int WIDEST_INTEGER = 7;
  private static final int DEEPEST_FRACTION = -5;

  private Numbers() {}

  /**
   * With {@code digits} significant digits, zeros kept: {@code 1234}, {@code 0.05000}, {@code
   * 1.234e-300}. Scientific where the first digit lies beyond 7 integer places or 4 zeros.
   */
  static String significant(double value, int digits) {
    if (value == 0) {
      return "0";
    }
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    BigDecimal rounded = round(value, digits);
    int exponent = exponent(rounded);
    if (exponent < DEEPEST_FRACTION || exponent >= Math.max(digits, WIDEST_INTEGER)) {
      return scientific(value, digits);
    }
    return fixed(value, Math.max(0, digits - 1 - exponent));
  }

  /** With a fixed number of decimals; a rounded zero has no sign. */
  static String fixed(double value, int decimals) {
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.toPlainString();
  }

  /** As C's {@code %.*e}: at least two digits of exponent. */
  static String scientific(double value, int digits) {
    if (value == 0) {
      return mantissa("0".repeat(digits)) + "e+00";
    }
    BigDecimal rounded = round(value, digits);
    int exponent = exponent(rounded);
    String unscaled = rounded.abs().setScale(digits - 1 - exponent).unscaledValue().toString();
    String sign = exponent < 0 ? "-" : "+";
    String magnitude = String.format(Locale.ROOT, "%02d", Math.abs(exponent));
    return (value < 0 ? "-" : "") + mantissa(unscaled) + "e" + sign + magnitude;
  }

  /** As C's {@code %.*g}: significant digits without trailing zeros. */
  static String general(double value, int digits) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = round(value, digits);
    int exponent = exponent(rounded);
    if (exponent < -4 || exponent >= digits) {
      int kept = Math.max(1, rounded.stripTrailingZeros().precision());
      return scientific(value, kept);
    }
    return rounded.stripTrailingZeros().toPlainString();
  }

  /** As a page sets it: {@code −12,345.6} for -12345.6, {@code 1.2×10⁻⁹} for 1.2e-09. */
  static String typographic(String number) {
    String powers = POWER.matcher(number).replaceAll(match -> "×10" + superscript(match.group(1)));
    String grouped =
        LONG_INTEGER.matcher(powers).replaceAll(match -> count(Long.parseLong(match.group())));
    return MINUS.matcher(grouped).replaceAll("−");
  }

  private static String superscript(String exponent) {
    return String.valueOf(Integer.parseInt(exponent))
        .chars()
        .mapToObj(c -> c == '-' ? "⁻" : SUPERSCRIPTS.substring(c - '0', c - '0' + 1))
        .collect(Collectors.joining());
  }

  /**
   * An estimate or its error with as many decimals as give the error three significant digits;
   * scientific where that would be long.
   */
  static String beside(double value, double error) {
    if (!(error > 0) || value == 0) {
      return significant(value, 6);
    }
    int decimals = 2 - exponent(error, 3);
    double largest = Math.max(Math.abs(value), error);
    if (decimals <= 8 && largest < 1e9) {
      return fixed(value, Math.max(0, decimals));
    }
    int digits = value == 0 ? 3 : exponent(value, 3) + decimals + 1;
    return scientific(value, Math.min(10, Math.max(3, digits)));
  }

  /** A whole number in groups of three: {@code 1,180,000}. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code 1 file}, {@code 2 files}. */
  static String counted(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /** Signed, one decimal: {@code +1.2 %}. */
  static String percent(double ratio) {
    double percent = 100 * ratio;
    if (!Double.isFinite(percent)) {
      return NONE;
    }
    if (Math.abs(percent) >= 1e6) {
      return (percent > 0 ? "+" : "") + general(percent, 3) + " %";
    }
    String text = fixed(percent, 1);
    return (percent > 0 && !text.equals("0.0") ? "+" : "") + text + " %";
  }

  /** Bytes in decimal units: {@code 81.2 kB}. */
  static String bytes(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return (unit == 0 ? count(bytes) : general(value, 3)) + " " + units[unit];
  }

  /** The power of ten of the first digit, after rounding to {@code digits}; not for 0. */
  static int exponent(double value, int digits) {
    return exponent(round(value, digits));
  }

  private static BigDecimal round(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }

  private static String mantissa(String digits) {
    return digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
  }
}
