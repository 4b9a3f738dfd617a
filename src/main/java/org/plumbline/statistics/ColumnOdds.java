package org.plumbline.statistics;

/**
 * What the kernels count while they look at values anyway; index 0 is the weight, k the column k of
 * z.
 */
final class ColumnOdds {

  private final long[] fractions;
  private final long[] outOfRange;

  ColumnOdds(int columns) {
    fractions = new long[columns + 1];
    outOfRange = new long[columns + 1];
  }

  void addFractions(int k, long count) {
    fractions[k] += count;
  }

  void addOutOfRange(int k, long count) {
    outOfRange[k] += count;
  }

  OddityCounts counts(int k) {
    return OddityCounts.of(Oddity.FRACTION, fractions[k])
        .plus(OddityCounts.of(Oddity.OUT_OF_RANGE, outOfRange[k]));
  }
}
