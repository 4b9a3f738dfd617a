package org.plumbline.statistics;

import java.io.Serializable;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The counts of a group of rows. A commutative monoid under {@link #plus}: counts are added, of the
 * longest sums the longer one is kept.
 *
 * @param rows rows kept by the row rule, those of weight zero among them
 * @param positiveRows rows kept whose weight is positive
 * @param weightSquares Σw² over the rows kept, exact
 * @param refused rows that the row rule dropped
 * @param longestSum rows that the longest sum made in double arithmetic ran through, in one row
 *     group and group; 0 where every moment is exact. Sums are added exactly, so adding and scaling
 *     moments makes none longer, and the rounding in them is bounded by this, not by the rows
 * @param columns odd values by name, over kept and dropped rows: terms and label by term, weight,
 *     event time and keys by column; a column without any is absent
 */
public record Tally(
    long rows,
    long positiveRows,
    Expansion weightSquares,
    long refused,
    long longestSum,
    SortedMap<String, OddityCounts> columns)
    implements Serializable {

  public static final Tally EMPTY = new Tally(0, 0, Expansion.ZERO, 0, 0, new TreeMap<>());

  public Tally {
    columns = Collections.unmodifiableSortedMap(withoutZeros(columns));
  }

  private static SortedMap<String, OddityCounts> withoutZeros(
      SortedMap<String, OddityCounts> columns) {
    SortedMap<String, OddityCounts> odd = new TreeMap<>(columns);
    odd.values().removeIf(OddityCounts.ZERO::equals);
    return odd;
  }

  public OddityCounts of(String column) {
    return columns.getOrDefault(column, OddityCounts.ZERO);
  }

  public Tally plus(Tally other) {
    NavigableMap<String, OddityCounts> sum = new TreeMap<>(columns);
    other.columns.forEach((name, counts) -> sum.merge(name, counts, OddityCounts::plus));
    return new Tally(
        rows + other.rows,
        positiveRows + other.positiveRows,
        weightSquares.plus(other.weightSquares),
        refused + other.refused,
        Math.max(longestSum, other.longestSum),
        sum);
  }

  /** Weights times {@code factor}, exactly; counts stay. */
  Tally times(double factor) {
    Expansion squares = weightSquares.times(factor).times(factor);
    return new Tally(rows, positiveRows, squares, refused, longestSum, columns);
  }

  /** Without the odd values of some columns. */
  Tally without(Collection<String> names) {
    NavigableMap<String, OddityCounts> left = new TreeMap<>(columns);
    left.keySet().removeAll(names);
    return new Tally(rows, positiveRows, weightSquares, refused, longestSum, left);
  }

  /** Counts of {@code from} under the name at the same place of {@code to}; other names stay. */
  Tally renamed(List<String> from, List<String> to) {
    NavigableMap<String, OddityCounts> renamed = new TreeMap<>(columns);
    from.forEach(renamed::remove);
    for (int k = 0; k < from.size(); k++) {
      renamed.merge(to.get(k), of(from.get(k)), OddityCounts::plus);
    }
    return new Tally(rows, positiveRows, weightSquares, refused, longestSum, renamed);
  }
}
