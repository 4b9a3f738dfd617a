package org.plumbline.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Numbers as R's {@code format}, {@code format.pval} and {@code printCoefmat} write them: one
 * format for all numbers of a column, with as few digits as show each to {@code digits} significant
 * ones. NaN stands for R's NA.
 */
final class RFormat {
  static final String NA = "NA";

  private static final double EPSILON = 0x1p-52;

  private RFormat() {}

  /**
   * {@code format(values, digits)}: fixed notation unless scientific is narrower; the same number
   * of decimals in all, not padded.
   */
  static List<String> common(double[] values, int digits) {
    Shape shape = Shape.of(values, digits);
    List<String> texts = new ArrayList<>();
    for (double value : values) {
      texts.add(Double.isNaN(value) ? NA : shape.write(value));
    }
    return texts;
  }

  /**
   * What {@code printCoefmat} does to estimates and their errors, which share a format: rounded to
   * the digits that the smallest of them needs, then formatted.
   */
  static List<String> estimates(double[] values, int digits) {
    double[] magnitudes =
        DoubleStream.of(values)
            .filter(value -> Double.isFinite(value) && value != 0)
            .map(Math::abs)
            .toArray();
    if (magnitudes.length == 0) {
      return common(values, digits);
    }
    double least = DoubleStream.of(magnitudes).min().orElseThrow();
    int leading = 1 + (int) Math.floor(StrictMath.log10(least));
    return common(round(values, Math.max(1, digits - leading)), digits);
  }

  /** {@code format(round(values, decimals), digits)}. */
  static List<String> rounded(double[] values, int decimals, int digits) {
    return common(round(values, decimals), digits);
  }

  /** {@code format.pval(values, digits, eps)}, with {@code eps} the double's 2.2e-16. */
  static List<String> pValues(double[] values, int digits) {
    List<String> large = largePValues(values, digits);
    int widest = large.stream().mapToInt(String::length).max().orElse(0);
    String tiny = tinyPValue(digits, widest);
    List<String> texts = new ArrayList<>();
    int next = 0;
    for (double value : values) {
      if (Double.isNaN(value)) {
        texts.add(NA);
      } else {
        texts.add(value < EPSILON ? tiny : large.get(next++));
      }
    }
    return texts;
  }

  /** {@code ***} below 0.001, {@code **} below 0.01, {@code *} below 0.05, {@code .} below 0.1. */
  static String stars(double p) {
    if (Double.isNaN(p)) {
      return "";
    }
    return p <= 0.001 ? "***" : p <= 0.01 ? "**" : p <= 0.05 ? "*" : p <= 0.1 ? "." : "";
  }

  private static List<String> largePValues(double[] values, int digits) {
    double[] large = DoubleStream.of(values).filter(p -> p >= EPSILON).toArray();
    double[] fixed = DoubleStream.of(large).filter(p -> p >= 1e-3).toArray();
    double[] small = DoubleStream.of(large).filter(p -> p < 1e-3).toArray();
    List<String> fixedTexts = common(fixed, digits);
    List<String> smallTexts = common(small, digits);
    List<String> texts = new ArrayList<>();
    int nextFixed = 0;
    int nextSmall = 0;
    for (double p : large) {
      texts.add(p >= 1e-3 ? fixedTexts.get(nextFixed++) : smallTexts.get(nextSmall++));
    }
    return texts;
  }

  private static String tinyPValue(int digits, int widest) {
    int kept = Math.max(1, digits - 2);
    String separator = kept == 1 ? "" : " ";
    if (widest > 0) {
      if (kept > 1 && kept + 6 > widest) {
        kept = Math.max(1, widest - 7);
      }
      separator = kept == 1 && widest <= 6 ? "" : " ";
    }
    return "<" + separator + Numbers.general(EPSILON, kept);
  }

  private static double[] round(double[] values, int decimals) {
    return DoubleStream.of(values).map(value -> round(value, decimals)).toArray();
  }

  private static double round(double value, int decimals) {
    return Double.isFinite(value)
        ? new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue()
        : value;
  }

  /** Fixed with {@code decimals}, or scientific with {@code digits} significant digits. */
  private record Shape(boolean fixed, int decimals, int digits) {

    /** R's {@code formatReal}. */
    static Shape of(double[] values, int digits) {
      int decimals = 0;
      int significant = 1;
      int integerPlaces = 1;
      int exponentPlaces = 2;
      boolean negative = false;
      for (double value : values) {
        if (!Double.isFinite(value)) {
          continue;
        }
        negative |= value < 0;
        if (value == 0) {
          continue;
        }
        int exponent = Numbers.exponent(value, digits);
        int needed = significantDigits(value, digits);
        decimals = Math.max(decimals, needed - exponent - 1);
        significant = Math.max(significant, needed);
        integerPlaces = Math.max(integerPlaces, exponent + 1);
        exponentPlaces = Math.max(exponentPlaces, Math.abs(exponent) >= 100 ? 3 : 2);
      }
      int sign = negative ? 1 : 0;
      int fixedWidth = sign + integerPlaces + (decimals > 0 ? decimals + 1 : 0);
      int mantissa = significant > 1 ? significant + 1 : 1;
      int scientificWidth = sign + mantissa + 2 + exponentPlaces;
      return new Shape(fixedWidth <= scientificWidth, decimals, significant);
    }

    String write(double value) {
      if (!Double.isFinite(value)) {
        return value > 0 ? "Inf" : "-Inf";
      }
      return fixed ? Numbers.fixed(value, decimals) : Numbers.scientific(value, digits);
    }

    private static int significantDigits(double value, int digits) {
      return Math.max(
          1, new BigDecimal(Numbers.scientific(value, digits)).stripTrailingZeros().precision());
    }
  }
}
