package org.plumbline.statistics;

/** The moments of one group of rows in the making. */
abstract sealed class GroupSums permits ExactSums, DoubleSums {

  /** Adds the rows of a panel, in their order; the panel's values are used up. */
  abstract void add(RowBuffer panel, ColumnOdds odds);

  /** The packed upper triangle of moments; nothing is added afterwards. */
  abstract Expansions finish(ColumnOdds odds);

  /** Rows that each sum ran through in rounded arithmetic; 0 where none was rounded. */
  abstract long longestSum();
}
