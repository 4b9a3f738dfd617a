package org.plumbline.statistics;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The levels of one category in code-point order, each with its rows and its sums: the numbers of
 * level l are {@code sums[l · cells] … sums[(l + 1) · cells − 1]}. Immutable.
 */
final class LevelTable implements Serializable {

  @Serial private static final long serialVersionUID = 1;

  private final String[] names;
  private final long[] rows;
  private final int cells;
  private final Expansions sums;

  /**
   * Takes the arrays, which are not copied.
   *
   * @param names strictly ascending
   * @param rows of positive weight, by level
   * @param cells numbers of a level
   */
  LevelTable(String[] names, long[] rows, int cells, Expansions sums) {
    if (rows.length != names.length || sums.size() != names.length * cells) {
      throw new IllegalArgumentException(
          "%d levels, counts of %d, %d sums of %d cells"
              .formatted(names.length, rows.length, sums.size(), cells));
    }
    this.names = names;
    this.rows = rows;
    this.cells = cells;
    this.sums = sums;
  }

  static LevelTable empty(int cells) {
    return new LevelTable(new String[0], new long[0], cells, Expansions.zeros(0));
  }

  int size() {
    return names.length;
  }

  int cells() {
    return cells;
  }

  String name(int level) {
    return names[level];
  }

  List<String> names() {
    return Collections.unmodifiableList(Arrays.asList(names));
  }

  /** Place of a level; negative where it does not occur. */
  int indexOf(String level) {
    return Arrays.binarySearch(names, level, LevelOrder.CODE_POINTS);
  }

  long rows(int level) {
    return rows[level];
  }

  Expansion at(int level, int cell) {
    return sums.at(level * cells + cell);
  }

  Expansions sums() {
    return sums;
  }

  /** Other sums of the same levels. */
  LevelTable with(int otherCells, Expansions others) {
    return new LevelTable(names, rows, otherCells, others);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LevelTable that
        && cells == that.cells
        && Arrays.equals(names, that.names)
        && Arrays.equals(rows, that.rows)
        && sums.equals(that.sums);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(names) + sums.hashCode();
  }
}
