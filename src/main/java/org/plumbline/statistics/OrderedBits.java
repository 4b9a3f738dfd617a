package org.plumbline.statistics;

/**
 * Doubles as whole numbers in the same order: the bit pattern of a positive number, the complement
 * of a negative one's magnitude below 0. Neighbouring doubles have neighbouring keys, so that a key
 * shifted right by 52 is the octave, by 49 an eighth of one.
 */
final class OrderedBits {

  private static final long MAGNITUDE = Long.MAX_VALUE;

  private OrderedBits() {}

  /** The key of a number that is not NaN; −0 has that of 0. */
  static long key(double value) {
    return ofBits(Double.doubleToRawLongBits(value + 0.0));
  }

  static long ofBits(long bits) {
    return bits ^ ((bits >> 63) & MAGNITUDE);
  }

  static double value(long key) {
    return Double.longBitsToDouble(ofBits(key));
  }
}
