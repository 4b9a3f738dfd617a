package org.plumbline.statistics;

import java.util.Arrays;

/**
 * A sum of doubles that is never rounded: a fixed-point number over the whole range of double, unit
 * 2⁻¹⁰⁷⁴, after Neal (2015), "Fast exact summation using small and large superaccumulators".
 *
 * <p>Terms may come in any order and number. The number is held in base 2³² with 64-bit digits, so
 * that two digits are touched by a term and carries wait. Mutable and not safe for threads; {@link
 * #toExpansion} is the immutable result.
 */
public final class ExactSum {

  private static final int DIGIT_BITS = 32;
  private static final long DIGIT_MASK = 0xFFFF_FFFFL;
  private static final long FRACTION_MASK = (1L << 52) - 1;
  private static final long HIDDEN_BIT = 1L << 52;

  /** Bit 2097 is the highest of a double; a digit more takes carries, another keeps the sign. */
  private static final int DIGITS = (2046 + 52) / DIGIT_BITS + 3;

  /** A term adds less than 2⁵³ to a digit, which holds less than 2³² after carrying. */
  private static final int TERMS_BETWEEN_CARRIES = 512;

  /** Products of smaller magnitude may have bits below the smallest double. */
  private static final double SAFE_PRODUCT = 0x1p-960;

  /** More components than any number within the range of double has. */
  static final int MOST_PARTS = 48;

  private final long[] digits = new long[DIGITS];
  private int lowest = DIGITS;
  private int highest = -1;
  private int pending;

  /** Back to zero. */
  public ExactSum clear() {
    if (highest >= lowest) {
      Arrays.fill(digits, lowest, highest + 1, 0);
    }
    lowest = DIGITS;
    highest = -1;
    pending = 0;
    return this;
  }

  /**
   * Adds a double.
   *
   * @throws ArithmeticException if it is not finite
   */
  public ExactSum add(double term) {
    long bits = Double.doubleToRawLongBits(term);
    int biased = (int) (bits >>> 52) & 0x7FF;
    long fraction = bits & FRACTION_MASK;
    if (biased == 0) {
      if (fraction == 0) {
        return this;
      }
      biased = 1;
    } else if (biased == 0x7FF) {
      throw new ArithmeticException("an exact sum has no term " + term);
    } else {
      fraction |= HIDDEN_BIT;
    }
    int place = biased - 1;
    int digit = place >>> 5;
    int shift = place & 31;
    long sign = bits >> 63;
    long low = (fraction << shift) & DIGIT_MASK;
    long high = fraction >>> (DIGIT_BITS - shift);
    digits[digit] += (low ^ sign) - sign;
    digits[digit + 1] += (high ^ sign) - sign;
    lowest = Math.min(lowest, digit);
    highest = Math.max(highest, digit + 1);
    if (++pending == TERMS_BETWEEN_CARRIES) {
      carry();
    }
    return this;
  }

  /** Adds an exact number. */
  public ExactSum add(Expansion number) {
    return number.addTo(this);
  }

  /**
   * Adds a·b without rounding.
   *
   * @throws ArithmeticException if the product overflows, or has bits below 2⁻¹⁰⁷⁴
   */
  public ExactSum addProduct(double a, double b) {
    double product = a * b;
    if (Math.abs(product) >= SAFE_PRODUCT) {
      return add(product).add(Math.fma(a, b, -product));
    }
    return a == 0 || b == 0 ? this : addSmallProduct(a, b);
  }

  /** The product scaled up, so that its error is a double, and both scaled back where they fit. */
  private ExactSum addSmallProduct(double a, double b) {
    boolean firstIsSmaller = Math.abs(a) < Math.abs(b);
    double small = (firstIsSmaller ? a : b) * 0x1p600;
    double large = firstIsSmaller ? b : a;
    double product = small * large;
    double error = Math.fma(small, large, -product);
    return add(scaledDown(product, a, b)).add(scaledDown(error, a, b));
  }

  private static double scaledDown(double value, double a, double b) {
    double scaled = value * 0x1p-600;
    if (scaled * 0x1p600 != value) {
      throw new ArithmeticException(a + " * " + b + " has bits below the smallest double");
    }
    return scaled;
  }

  /**
   * The sum as an immutable number; this sum keeps its value.
   *
   * @throws ArithmeticException if it is beyond the range of double
   */
  public Expansion toExpansion() {
    double[] parts = new double[MOST_PARTS];
    int count = drain(parts, 0, MOST_PARTS);
    for (int k = 0; k < count; k++) {
      add(parts[k]);
    }
    return Expansion.canonical(Arrays.copyOf(parts, count));
  }

  /**
   * Moves the leading canonical components, at most {@code most}, to {@code target} from {@code
   * offset} on; this sum is zero afterwards.
   *
   * @return how many components there were
   */
  int drain(double[] target, int offset, int most) {
    int count = 0;
    double sign = 1;
    carry();
    while (count < most && highest >= lowest) {
      if (digits[highest] < 0) {
        negate();
        sign = -sign;
      }
      double magnitude = roundedMagnitude();
      target[offset + count++] = sign * magnitude;
      add(-magnitude);
      carry();
    }
    clear();
    settleTie(target, offset, count);
    return count;
  }

  /**
   * Makes the leading components canonical by themselves: where the last is half a unit of the one
   * before, it was rounded with an eye on what was cut off; alone, it is a tie and goes to even.
   */
  static void settleTie(double[] parts, int offset, int count) {
    if (count > 1) {
      int last = offset + count - 1;
      double rounded = parts[last - 1] + parts[last];
      parts[last] -= rounded - parts[last - 1];
      parts[last - 1] = rounded;
    }
  }

  private void negate() {
    for (int k = lowest; k <= highest; k++) {
      digits[k] = -digits[k];
    }
    carry();
  }

  /** Of a positive number whose digits are carried and whose highest digit is not zero. */
  private double roundedMagnitude() {
    int top = highest;
    int length = Long.SIZE - Long.numberOfLeadingZeros(digits[top]);
    long leading = digits[top] << (Long.SIZE - length);
    int filled = length;
    int next = top - 1;
    boolean sticky = false;
    while (filled < Long.SIZE && next >= lowest) {
      int shift = Long.SIZE - filled - DIGIT_BITS;
      leading |= shift >= 0 ? digits[next] << shift : digits[next] >>> -shift;
      sticky |= shift < 0 && digits[next] << (Long.SIZE + shift) != 0;
      filled += DIGIT_BITS;
      next--;
    }
    while (!sticky && next >= lowest) {
      sticky = digits[next--] != 0;
    }
    int topBit = top * DIGIT_BITS + length - 1;
    return topBit < 53
        ? (leading >>> (63 - topBit)) * Double.MIN_VALUE
        : round(leading, sticky, topBit);
  }

  /**
   * @param leading the number's highest 64 bits, the first of them set
   * @param sticky whether a lower bit is set
   * @param topBit place of the highest bit, in units of 2⁻¹⁰⁷⁴
   */
  private static double round(long leading, boolean sticky, int topBit) {
    long mantissa = leading >>> 11;
    long rest = leading & 0x7FF;
    boolean up = rest > 0x400 || (rest == 0x400 && (sticky || (mantissa & 1) != 0));
    // Adding one to the bits of a double gives the next one, over powers of two as well.
    long biased = topBit - 51L;
    long bits = (biased << 52) + (mantissa - HIDDEN_BIT) + (up ? 1 : 0);
    if (biased > 2046 || bits >= 0x7FFL << 52) {
      throw new ArithmeticException("an exact sum is beyond the range of double");
    }
    return Double.longBitsToDouble(bits);
  }

  /**
   * Brings every digit but the highest into [0, 2³²), keeps the sign in the highest, and narrows
   * the range of digits to those that are not zero.
   */
  private void carry() {
    pending = 0;
    long carry = 0;
    for (int k = lowest; k <= highest; k++) {
      long sum = digits[k] + carry;
      digits[k] = sum & DIGIT_MASK;
      carry = sum >> DIGIT_BITS;
    }
    if (carry == -1) {
      digits[highest] -= DIGIT_MASK + 1;
    } else if (carry != 0) {
      digits[++highest] = carry;
    }
    while (highest >= lowest && digits[highest] == 0) {
      highest--;
    }
    while (lowest <= highest && digits[lowest] == 0) {
      lowest++;
    }
    if (highest < lowest) {
      lowest = DIGITS;
      highest = -1;
    }
  }
}
