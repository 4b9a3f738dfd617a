package org.plumbline.statistics;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The pairs of levels of two categories that occur, by the places of their levels, each with its
 * sums: the numbers of pair k are {@code sums[k · cells] … sums[(k + 1) · cells − 1]}. Immutable.
 */
final class PairTable implements Serializable {

  @Serial private static final long serialVersionUID = 1;

  private final long[] keys;
  private final int cells;
  private final Expansions sums;

  /**
   * Takes the array, which is not copied.
   *
   * @param keys strictly ascending, as of {@link #key}
   * @param cells numbers of a pair
   */
  PairTable(long[] keys, int cells, Expansions sums) {
    if (sums.size() != keys.length * cells) {
      throw new IllegalArgumentException(
          "%d pairs, %d sums of %d cells".formatted(keys.length, sums.size(), cells));
    }
    this.keys = keys;
    this.cells = cells;
    this.sums = sums;
  }

  static PairTable empty(int cells) {
    return new PairTable(new long[0], cells, Expansions.zeros(0));
  }

  /** Keys are ordered by the first level's place, then by the second's. */
  static long key(int first, int second) {
    return (long) first << Integer.SIZE | second;
  }

  static int first(long key) {
    return (int) (key >>> Integer.SIZE);
  }

  static int second(long key) {
    return (int) key;
  }

  /** The key of the same pair with the categories the other way round. */
  static long turned(long key) {
    return Long.rotateLeft(key, Integer.SIZE);
  }

  int size() {
    return keys.length;
  }

  int cells() {
    return cells;
  }

  long key(int pair) {
    return keys[pair];
  }

  /** Place of a pair; negative where it does not occur. */
  int indexOf(long key) {
    return Arrays.binarySearch(keys, key);
  }

  Expansion at(int pair, int cell) {
    return sums.at(pair * cells + cell);
  }

  Expansions sums() {
    return sums;
  }

  /** Other sums of the same pairs. */
  PairTable with(int otherCells, Expansions others) {
    return new PairTable(keys, otherCells, others);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PairTable that
        && cells == that.cells
        && Arrays.equals(keys, that.keys)
        && sums.equals(that.sums);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(keys) + sums.hashCode();
  }
}
