package org.plumbline.statistics;

import java.io.Serializable;

/** How many values of a column were odd, one count for each {@link Oddity} in its order. */
public record OddityCounts(
    long nulls,
    long nans,
    long infinities,
    long fractions,
    long converted,
    long negatives,
    long outOfRange)
    implements Serializable {

  public static final OddityCounts ZERO = new OddityCounts(0, 0, 0, 0, 0, 0, 0);

  /** A count of one oddity alone. */
  public static OddityCounts of(Oddity oddity, long count) {
    return switch (oddity) {
      case NULL -> new OddityCounts(count, 0, 0, 0, 0, 0, 0);
      case NAN -> new OddityCounts(0, count, 0, 0, 0, 0, 0);
      case INFINITE -> new OddityCounts(0, 0, count, 0, 0, 0, 0);
      case FRACTION -> new OddityCounts(0, 0, 0, count, 0, 0, 0);
      case CONVERTED -> new OddityCounts(0, 0, 0, 0, count, 0, 0);
      case NEGATIVE -> new OddityCounts(0, 0, 0, 0, 0, count, 0);
      case OUT_OF_RANGE -> new OddityCounts(0, 0, 0, 0, 0, 0, count);
    };
  }

  /** Counts in the order of {@link Oddity}. */
  static OddityCounts of(long[] counts) {
    return new OddityCounts(
        counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6]);
  }

  /** Counts in the order of {@link Oddity}. */
  long[] toArray() {
    return new long[] {nulls, nans, infinities, fractions, converted, negatives, outOfRange};
  }

  public OddityCounts plus(OddityCounts other) {
    return new OddityCounts(
        nulls + other.nulls,
        nans + other.nans,
        infinities + other.infinities,
        fractions + other.fractions,
        converted + other.converted,
        negatives + other.negatives,
        outOfRange + other.outOfRange);
  }

  /** Null or NaN. */
  public long missing() {
    return nulls + nans;
  }
}
