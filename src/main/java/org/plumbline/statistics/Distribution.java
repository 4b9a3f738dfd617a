package org.plumbline.statistics;

import java.io.Serial;
import java.io.Serializable;

/**
 * How the rows of one column are distributed: a summary of its values that any two sets of rows may
 * be added from. Immutable; a commutative monoid of each kind under {@code plus}, and a pure
 * function of the multiset of values: neither their order nor how they lay in files is in it.
 */
public sealed interface Distribution extends Serializable
    permits NumberDistribution, CategoryDistribution {

  /** The version of the values and of their {@linkplain #encode form}: raised by hand. */
  static int kindVersion() {
    return 1;
  }

  /** Rows counted, missing ones among them. */
  long rows();

  /** Rows that have no value: null, and NaN among numbers. */
  long missing();

  /** {@link #missing} over {@link #rows}; 0 of none. */
  default double missingShare() {
    return rows() == 0 ? 0 : (double) missing() / rows();
  }

  /**
   * The rows of both.
   *
   * @throws IllegalArgumentException for one of numbers and one of categories
   */
  Distribution plus(Distribution other);

  /** Equal bytes for equal multisets of values, and no others. */
  byte[] encode();

  /**
   * @throws org.plumbline.Failure IO for bytes that are damaged
   */
  static Distribution decode(byte[] bytes) {
    return DistributionFormat.decode(bytes);
  }

  /** The form that travels: the encoded one. */
  @SuppressWarnings("ArrayRecordComponent") // lives while it travels, never compared
  record Travelling(byte[] bytes) implements Serializable {
    @Serial
    private Object readResolve() {
      return decode(bytes);
    }
  }
}
