package org.plumbline.table;

import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.plumbline.Failure;

/** What turns a stored whole number into the number of its column. */
@FunctionalInterface
interface LongStep {

  LongStep NONE = value -> value;

  /**
   * @throws ArithmeticException where the result is beyond a long
   */
  long apply(long value);

  /** Applies the step to values {@code from … to − 1}. */
  default void apply(long[] values, int from, int to) {
    if (this != NONE) {
      for (int i = from; i < to; i++) {
        values[i] = apply(values[i]);
      }
    }
  }

  default LongStep then(LongStep next) {
    return this == NONE ? next : next == NONE ? this : value -> next.apply(apply(value));
  }

  static LongStep times(long factor) {
    return factor == 1 ? NONE : value -> Math.multiplyExact(value, factor);
  }

  /** From a timestamp's unit to microseconds, rounded down; nothing for other types. */
  static LongStep toMicros(PrimitiveType type) {
    if (!(type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp)) {
      return NONE;
    }
    return switch (timestamp.getUnit()) {
      case MILLIS -> times(1_000);
      case MICROS -> NONE;
      case NANOS -> value -> Math.floorDiv(value, 1_000L);
    };
  }

  /** Refuses unsigned numbers of 64 bits that a long does not hold. */
  static LongStep unsigned() {
    return value -> {
      if (value < 0) {
        throw new Failure(
            Failure.Kind.DATA,
            "holds " + Long.toUnsignedString(value) + ", more than " + Long.MAX_VALUE,
            "Write it as a double, or as a decimal of 20 digits.");
      }
      return value;
    };
  }

  /** Refuses days of a calendar that is no longer in use; nothing for other types and files. */
  static LongStep inCalendar(PrimitiveType type, LegacyCalendar calendar) {
    if (!calendar.concerns(type)) {
      return NONE;
    }
    long first = LegacyCalendar.firstCommon(type).orElseThrow();
    return value -> {
      if (value < first) {
        throw new Failure(
            Failure.Kind.UNSUPPORTED,
            "holds days before 1900 in the calendar of Spark 2, which are not guessed",
            "Write the file anew with Spark 3 or later.");
      }
      return value;
    };
  }
}
