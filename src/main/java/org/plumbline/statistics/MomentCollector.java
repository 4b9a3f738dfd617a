package org.plumbline.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fills moments from rows: one collector a thread, used for one row group after the other.
 *
 * <p>The rows of a group are gathered into panels of {@value RowBuffer#PANEL_ROWS}, in the order in
 * which they come, however blocks cut them; so nothing depends on the size of blocks, and many
 * groups may take turns. Panels are multiplied when full, the last of a group at the end.
 *
 * <p>In {@link Precision#EXACT} the moments are the exact sums over the rows. Values, weights and
 * products w·x whose magnitude is neither 0 nor within [2⁻⁴⁰⁰, 2⁴⁵⁰] are taken as 0 and counted as
 * {@link Oddity#OUT_OF_RANGE} of their column. In {@link Precision#DOUBLE} they are the sums that
 * {@link DoubleSums} defines; weights have the same range, and a column whose sums overflow is
 * counted as out of range once. In both, the bits do not depend on the tile.
 */
public final class MomentCollector {

  /** Name under which odd weights are counted where none is given. */
  public static final String UNNAMED_WEIGHT = "weight";

  /** Doubles in panels that are not full; beyond them exact panels are multiplied early: 32 MB. */
  private static final long MOST_WAITING_DOUBLES = 1L << 22;

  private final List<String> columns;
  private final String weight;
  private final Precision precision;
  private final ExactProducts exact;
  private final DoublePanels panels;
  private final Map<Group, GroupRows> groups = new HashMap<>();
  private long waitingDoubles;

  /**
   * @param columns names of z without the constant: terms, then the label
   */
  public MomentCollector(List<String> columns, Precision precision, Tile tile) {
    this(columns, UNNAMED_WEIGHT, precision, tile);
  }

  /**
   * @param columns names of z without the constant: terms, then the label
   * @param weight name under which odd weights are counted
   */
  public MomentCollector(List<String> columns, String weight, Precision precision, Tile tile) {
    this.columns = List.copyOf(columns);
    this.weight = weight;
    this.precision = precision;
    this.exact = new ExactProducts(columns.size(), tile);
    this.panels = new DoublePanels(columns.size(), tile);
  }

  /**
   * Adds the rows {@code order[from] … order[to − 1]} of a block to a group.
   *
   * @param z {@code z[k][row]}, finite, for each column in order; the label last; missing values as
   *     0
   * @param weights {@code weights[row]}, finite and not negative; empty where every weight is 1
   */
  public void add(Group group, double[][] z, double[] weights, int[] order, int from, int to) {
    GroupRows rows = rowsOf(group);
    int next = from;
    while (next < to) {
      long before = rows.waitingDoubles();
      next += rows.take(z, weights, order, next, to);
      waitingDoubles += rows.waitingDoubles() - before;
    }
    if (precision == Precision.EXACT && waitingDoubles > MOST_WAITING_DOUBLES) {
      groups.values().forEach(GroupRows::multiply);
      waitingDoubles = 0;
    }
  }

  /**
   * Counts odd values that the caller saw (those that z cannot show: null, NaN, infinite,
   * converted, negative).
   */
  public void note(Group group, String column, Oddity oddity, long count) {
    rowsOf(group).note(column, OddityCounts.of(oddity, count));
  }

  /** Counts rows of the group that the row rule dropped. */
  public void refuse(Group group, long rows) {
    rowsOf(group).refuse(rows);
  }

  /** Ends the row group: its moments by group, exact numbers; the collector is empty again. */
  public SortedMap<Group, Moments> endRowGroup() {
    SortedMap<Group, Moments> moments = new TreeMap<>();
    groups.forEach((group, rows) -> moments.put(group, rows.moments(columns, weight)));
    groups.clear();
    exact.end();
    waitingDoubles = 0;
    return moments;
  }

  private GroupRows rowsOf(Group group) {
    return groups.computeIfAbsent(group, absent -> new GroupRows(columns.size(), newSums()));
  }

  private GroupSums newSums() {
    int order = columns.size() + 1;
    return switch (precision) {
      case EXACT -> new ExactSums(exact, order);
      case DOUBLE -> new DoubleSums(panels, order);
    };
  }
}
