package org.plumbline.statistics;

import java.util.Arrays;

/**
 * Rows by cell: cell c at shift s holds the numbers whose {@linkplain OrderedBits key} k has ⌊k/2ˢ⌋
 * = c, but for zero, which is in none. Cells ascend, none is empty. Immutable.
 *
 * @param shift s, from 0 to 63
 */
@SuppressWarnings("ArrayRecordComponent") // compared by NumberDistribution, which hands none out
record Cells(int shift, long[] keys, long[] counts) {

  /** The most cells that a distribution keeps. */
  static final int MOST = 512;

  static final Cells NONE = new Cells(0, new long[0], new long[0]);

  int size() {
    return keys.length;
  }

  /** The key of the first number of a cell, which is not 0. */
  long firstKey(int cell) {
    return keys[cell] == 0 ? 1 : keys[cell] << shift;
  }

  long lastKey(int cell) {
    return (keys[cell] << shift) | ((1L << shift) - 1);
  }

  /** How many cells are below one, whether or not it has rows. */
  int below(long key) {
    int found = Arrays.binarySearch(keys, key);
    return found < 0 ? -found - 1 : found;
  }

  /** The same rows in cells of a shift that is not smaller. */
  Cells at(int coarser) {
    if (coarser == shift || size() == 0) {
      return new Cells(coarser, keys, counts);
    }
    long[] merged = new long[size()];
    long[] sums = new long[size()];
    int last = -1;
    for (int cell = 0; cell < size(); cell++) {
      long key = keys[cell] >> (coarser - shift);
      if (last < 0 || merged[last] != key) {
        merged[++last] = key;
      }
      sums[last] += counts[cell];
    }
    return new Cells(coarser, Arrays.copyOf(merged, last + 1), Arrays.copyOf(sums, last + 1));
  }

  /** The same rows at the least shift, from this one on, that makes at most so many cells. */
  Cells atMost(int most) {
    return size() <= most ? this : at(shift + leastShift(keys, most));
  }

  /**
   * The least shift that makes at most so many different keys of ascending ones, which may repeat.
   * Two neighbours are one after a shift by b if they differ only in the lowest b bits, so the keys
   * left are one more than the neighbours that differ above.
   */
  static int leastShift(long[] ascending, int most) {
    int[] differing = new int[Long.SIZE + 1];
    for (int k = 1; k < ascending.length; k++) {
      differing[Long.SIZE - Long.numberOfLeadingZeros(ascending[k - 1] ^ ascending[k])]++;
    }
    int left = ascending.length - differing[0];
    int by = 0;
    while (left > most) {
      by++;
      left -= differing[by];
    }
    return by;
  }

  /** The rows of both, at the coarser shift of the two. */
  Cells plus(Cells other) {
    int coarser =
        size() == 0 ? other.shift : other.size() == 0 ? shift : Math.max(shift, other.shift);
    Cells one = at(coarser);
    Cells two = other.at(coarser);
    long[] merged = new long[one.size() + two.size()];
    long[] sums = new long[merged.length];
    int size = 0;
    for (int i = 0, j = 0; i < one.size() || j < two.size(); size++) {
      boolean takesOne = j == two.size() || (i < one.size() && one.keys[i] <= two.keys[j]);
      boolean takesTwo = i == one.size() || (j < two.size() && two.keys[j] <= one.keys[i]);
      merged[size] = takesOne ? one.keys[i] : two.keys[j];
      sums[size] = (takesOne ? one.counts[i++] : 0) + (takesTwo ? two.counts[j++] : 0);
    }
    return new Cells(coarser, Arrays.copyOf(merged, size), Arrays.copyOf(sums, size));
  }
}
