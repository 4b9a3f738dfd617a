package org.plumbline.regression;

import java.math.BigInteger;
import org.plumbline.statistics.BigBinary;

/** Integers that stand for numbers times a power of two; what the solvers need of them. */
final class FixedPoint {
  private FixedPoint() {}

  /** number · 2^shift, rounded to the nearest integer (ties up). */
  static BigInteger of(BigBinary number, int shift) {
    int left = Math.addExact(number.exponent(), shift);
    return left >= 0 ? number.mantissa().shiftLeft(left) : drop(number.mantissa(), -left);
  }

  /** value / 2^bits, rounded to the nearest integer (ties up). */
  static BigInteger drop(BigInteger value, int bits) {
    if (bits == 0) {
      return value;
    }
    if (value.bitLength() < bits - 1) {
      return BigInteger.ZERO;
    }
    return value.shiftRight(bits - 1).add(BigInteger.ONE).shiftRight(1);
  }

  /** value · 2^−fractionBits, without the last {@code guard} bits: noise below them is gone. */
  static BigBinary number(BigInteger value, int fractionBits, int guard) {
    return new BigBinary(drop(value, guard), guard - fractionBits);
  }

  /** The integer l with 2^(l−1) ≤ |number| < 2^l. */
  static int magnitude(BigBinary number) {
    return Math.addExact(number.mantissa().abs().bitLength(), number.exponent());
  }
}
