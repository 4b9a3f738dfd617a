package org.plumbline.statistics;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * The number mantissa · 2^exponent, of any length. Sums, differences and products are exact;
 * quotients and roots are rounded once, to as many bits as asked, ties to even.
 *
 * <p>The mantissa is odd, or zero with exponent 0: equal numbers are equal records.
 */
public record BigBinary(BigInteger mantissa, int exponent)
    implements Comparable<BigBinary>, Serializable {

  public static final BigBinary ZERO = new BigBinary(BigInteger.ZERO, 0);
  public static final BigBinary ONE = new BigBinary(BigInteger.ONE, 0);

  private static final int DOUBLE_BITS = 53;
  private static final int LOWEST_EXPONENT = -1074;

  /**
   * @throws ArithmeticException if the exponent is beyond the range of int
   */
  public BigBinary {
    if (mantissa.signum() == 0) {
      exponent = 0;
    } else {
      int zeros = mantissa.getLowestSetBit();
      if (zeros > 0) {
        mantissa = mantissa.shiftRight(zeros);
        exponent = Math.addExact(exponent, zeros);
      }
    }
  }

  /**
   * @throws ArithmeticException if the value is not finite
   */
  public static BigBinary of(double value) {
    if (value == 0) {
      return ZERO;
    }
    if (!Double.isFinite(value)) {
      throw new ArithmeticException("no exact number is " + value);
    }
    // Subnormals have the exponent of the smallest normal number, and no hidden bit.
    int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - (DOUBLE_BITS - 1);
    long bits = Double.doubleToRawLongBits(value);
    long fraction = bits & ((1L << (DOUBLE_BITS - 1)) - 1);
    boolean subnormal = Math.abs(value) < Double.MIN_NORMAL;
    long mantissa = subnormal ? fraction : fraction | 1L << (DOUBLE_BITS - 1);
    return new BigBinary(BigInteger.valueOf(bits < 0 ? -mantissa : mantissa), exponent);
  }

  public static BigBinary of(long value) {
    return new BigBinary(BigInteger.valueOf(value), 0);
  }

  public BigBinary plus(BigBinary other) {
    if (signum() == 0) {
      return other;
    }
    if (other.signum() == 0) {
      return this;
    }
    int common = Math.min(exponent, other.exponent);
    return new BigBinary(mantissaAt(common).add(other.mantissaAt(common)), common);
  }

  public BigBinary minus(BigBinary other) {
    return plus(other.negate());
  }

  public BigBinary times(BigBinary other) {
    if (signum() == 0 || other.signum() == 0) {
      return ZERO;
    }
    return new BigBinary(
        mantissa.multiply(other.mantissa), Math.addExact(exponent, other.exponent));
  }

  /** The exact product with 2^power. */
  public BigBinary scaled(int power) {
    return signum() == 0 ? this : new BigBinary(mantissa, Math.addExact(exponent, power));
  }

  public BigBinary negate() {
    return new BigBinary(mantissa.negate(), exponent);
  }

  public BigBinary abs() {
    return signum() < 0 ? negate() : this;
  }

  public int signum() {
    return mantissa.signum();
  }

  /**
   * Quotient rounded to {@code bits} significant bits, half to even.
   *
   * @throws ArithmeticException if the divisor is zero
   */
  public BigBinary dividedBy(BigBinary divisor, int bits) {
    if (divisor.signum() == 0) {
      throw new ArithmeticException("division of an exact number by zero");
    }
    if (signum() == 0) {
      return ZERO;
    }
    // Two bits more than asked: with the sticky one below them they decide every rounding.
    int shift = Math.max(0, bits + 2 - bitLength() + divisor.bitLength());
    BigInteger[] quotient = mantissa.shiftLeft(shift).divideAndRemainder(divisor.mantissa);
    int sign = signum() * divisor.signum();
    return withSticky(quotient[0], quotient[1].signum() != 0, sign)
        .scaled(exponent - divisor.exponent - shift)
        .round(bits);
  }

  /**
   * Square root rounded to {@code bits} significant bits, half to even.
   *
   * @throws ArithmeticException if the number is negative
   */
  public BigBinary sqrt(int bits) {
    if (signum() < 0) {
      throw new ArithmeticException("square root of a negative number");
    }
    if (signum() == 0) {
      return ZERO;
    }
    int shift = Math.max(0, 2 * bits + 4 - bitLength());
    // The exponent below the root must be even.
    shift += (exponent - shift) & 1;
    BigInteger[] root = mantissa.shiftLeft(shift).sqrtAndRemainder();
    return withSticky(root[0], root[1].signum() != 0, 1).scaled((exponent - shift) / 2).round(bits);
  }

  /** A truncated result with one bit more, set where something was cut off. */
  private static BigBinary withSticky(BigInteger truncated, boolean inexact, int sign) {
    BigInteger widened = truncated.abs().shiftLeft(1);
    BigInteger sticky = inexact ? widened.setBit(0) : widened;
    return new BigBinary(sign < 0 ? sticky.negate() : sticky, -1);
  }

  /** Rounded to {@code bits} significant bits, half to even. */
  public BigBinary round(int bits) {
    return roundedOff(bits);
  }

  private BigBinary roundedOff(int kept) {
    int cut = bitLength() - kept;
    if (cut <= 0) {
      return this;
    }
    BigInteger magnitude = mantissa.abs();
    BigInteger rounded = magnitude.shiftRight(cut);
    boolean half = magnitude.testBit(cut - 1);
    boolean aboveHalf = half && magnitude.getLowestSetBit() < cut - 1;
    if (aboveHalf || (half && rounded.testBit(0))) {
      rounded = rounded.add(BigInteger.ONE);
    }
    return new BigBinary(signum() < 0 ? rounded.negate() : rounded, exponent + cut);
  }

  /** Rounded to the nearest double, ties to even; subnormals and infinities included. */
  public double doubleValue() {
    if (signum() == 0) {
      return 0;
    }
    // Bits that a double has above its lowest: fewer than 53 where it is subnormal.
    long kept = Math.min(DOUBLE_BITS, top() - LOWEST_EXPONENT);
    if (kept < 0) {
      return Math.copySign(0.0, signum());
    }
    BigBinary rounded = roundedOff((int) kept);
    if (rounded.top() > Double.MAX_EXPONENT + 1) {
      return Math.copySign(Double.POSITIVE_INFINITY, signum());
    }
    return Math.scalb(rounded.mantissa.doubleValue(), rounded.exponent);
  }

  /** Length of the mantissa in bits; 0 for zero. */
  private int bitLength() {
    return mantissa.abs().bitLength();
  }

  /** The magnitude is below 2^top, and not below half of that. */
  private long top() {
    return (long) bitLength() + exponent;
  }

  private BigInteger mantissaAt(int lower) {
    return mantissa.shiftLeft(Math.subtractExact(exponent, lower));
  }

  @Override
  public int compareTo(BigBinary other) {
    if (signum() != other.signum()) {
      return Integer.compare(signum(), other.signum());
    }
    if (signum() == 0) {
      return 0;
    }
    // Numbers of very different size are told apart without being written out.
    return top() == other.top()
        ? minus(other).signum()
        : signum() * Long.compare(top(), other.top());
  }
}
