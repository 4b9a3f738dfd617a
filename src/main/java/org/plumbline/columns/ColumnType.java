package org.plumbline.columns;

import java.io.Serializable;

/**
 * What a flat column of a table holds. Each type says which {@link Column} carries it.
 *
 * <p>Units: a {@link Date} is days since 1970-01-01, a {@link Timestamp} microseconds since
 * 1970-01-01T00:00 (UTC where zoned, its own reading where not), a {@link Bool} 0 or 1.
 */
public sealed interface ColumnType extends Serializable {

  /** Whole numbers of 8, 16, 32 or 64 bits, in a {@link LongColumn}. */
  record Whole(int bits, boolean signed) implements ColumnType {}

  /** IEEE 754 numbers of 32 or 64 bits, in a {@link DoubleColumn}. */
  record Floating(int bits) implements ColumnType {}

  /**
   * Decimal numbers unscaled · 10^−scale: up to 18 digits in a {@link LongColumn} of unscaled
   * values, else in a {@link BytesColumn} of big-endian two's complement.
   */
  record Decimal(int precision, int scale) implements ColumnType {
    /** The most digits that a long holds whatever they are. */
    public static final int LONG_DIGITS = 18;
  }

  /** True and false as 1 and 0, in a {@link LongColumn}. */
  record Bool() implements ColumnType {}

  /** Days since 1970-01-01, in a {@link LongColumn}. */
  record Date() implements ColumnType {}

  /** Microseconds since 1970-01-01T00:00, in a {@link LongColumn}. */
  record Timestamp(boolean zoned) implements ColumnType {}

  /** UTF-8 text, in a {@link BytesColumn}. */
  record Text() implements ColumnType {}

  /** Bytes of no known meaning, in a {@link BytesColumn}. */
  record Bytes() implements ColumnType {}

  /**
   * Whether a value of this type is a number to a regression: everything but text, bytes and
   * timestamps.
   */
  default boolean isNumber() {
    return this instanceof Whole
        || this instanceof Floating
        || this instanceof Decimal
        || this instanceof Bool
        || this instanceof Date;
  }
}
