package org.plumbline.features;

/**
 * What can be wrong with a value that should be a number, a day or a key; a value has at most one.
 */
public enum Flaw {
  NULL(1),
  NAN(2),
  INFINITE(3),
  /**
   * Usable, but converted to double beyond its precision: a whole number beyond 2⁵³, a decimal of
   * more than 15 digits.
   */
  CONVERTED(4),
  /** A weight below zero, or a label that has no logarithm: zero or below. */
  NEGATIVE(5),
  /** A level that training did not have, in scoring alone. */
  UNSEEN(6);

  /** What a {@link FlawMask} writes for a flawless value. */
  static final byte NONE = 0;

  /** One more than the highest code. */
  static final int CODES = 7;

  private final byte code;

  Flaw(int code) {
    this.code = (byte) code;
  }

  /** What a {@link FlawMask} writes for it. */
  byte code() {
    return code;
  }

  static Flaw of(byte code) {
    return switch (code) {
      case 1 -> NULL;
      case 2 -> NAN;
      case 3 -> INFINITE;
      case 4 -> CONVERTED;
      case 5 -> NEGATIVE;
      case 6 -> UNSEEN;
      default -> throw new IllegalArgumentException("no flaw has the code " + code);
    };
  }
}
