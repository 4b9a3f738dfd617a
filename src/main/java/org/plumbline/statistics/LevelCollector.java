package org.plumbline.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fills sums by level from rows: one collector a thread, used for one row group after the other.
 * The sums are exact, whatever the order of rows.
 */
public final class LevelCollector {

  /**
   * The levels of a block's rows in one category.
   *
   * @param codes {@code codes[row]}, index into names
   * @param names the block's dictionary; a name may occur more than once
   */
  @SuppressWarnings("ArrayRecordComponent") // a view of a shared buffer, never compared
  public record Codes(int[] codes, List<String> names) {}

  private final LevelLayout layout;
  private final int order;
  private final int[][] carriers;
  private final Map<Group, Open> groups = new HashMap<>();

  /** The sums of a group that are still growing. */
  private static final class Open {
    private final List<Map<String, Cell>> levels = new ArrayList<>();
    private final List<Map<Levels.Pair, Cell>> pairs = new ArrayList<>();
  }

  private static final class Cell {
    private final ExactSum[] sums;
    private long rows;

    Cell(int size) {
      sums = new ExactSum[size];
      Arrays.setAll(sums, k -> new ExactSum());
    }

    void drainTo(Expansions.Builder builder) {
      for (ExactSum sum : sums) {
        builder.append(sum);
      }
    }
  }

  public LevelCollector(LevelLayout layout) {
    this.layout = layout;
    order = layout.columns().size() + 1;
    carriers = new int[layout.categories().size()][];
    for (int c = 0; c < carriers.length; c++) {
      List<String> names = layout.categories().get(c).carriers();
      carriers[c] = names.stream().mapToInt(layout.columns()::indexOf).toArray();
    }
  }

  /**
   * Adds the rows {@code order[from] … order[to − 1]} of a block to a group.
   *
   * @param z {@code z[k][row]}, finite, for each column in order; the label last; missing values as
   *     0
   * @param weights {@code weights[row]}, finite and not negative; empty where every weight is 1
   * @param codes for each category in order
   */
  public void add(
      Group group,
      double[][] z,
      double[] weights,
      List<Codes> codes,
      int[] rows,
      int from,
      int to) {
    Open open = groups.computeIfAbsent(group, absent -> open());
    for (int k = from; k < to; k++) {
      int row = rows[k];
      double weight = weights.length == 0 ? 1 : weights[row];
      if (weight > 0) {
        addRow(open, z, weight, codes, row);
      }
    }
  }

  private Open open() {
    Open open = new Open();
    layout.categories().forEach(category -> open.levels.add(new HashMap<>()));
    for (int p = 0; p < layout.pairCount(); p++) {
      open.pairs.add(new HashMap<>());
    }
    return open;
  }

  private void addRow(Open open, double[][] z, double weight, List<Codes> codes, int row) {
    for (int c = 0; c < codes.size(); c++) {
      String level = codes.get(c).names().get(codes.get(c).codes()[row]);
      int width = carriers[c].length + 1;
      Cell cell = open.levels.get(c).computeIfAbsent(level, absent -> new Cell(width * order));
      cell.rows++;
      for (int u = 0; u < width; u++) {
        double carried = carrier(c, u, z, row);
        for (int j = 0; j < order; j++) {
          addProduct(cell.sums[u * order + j], weight, carried, j == 0 ? 1 : z[j - 1][row]);
        }
      }
      for (int d = c + 1; d < codes.size(); d++) {
        addPair(open, z, weight, c, level, d, codes.get(d), row);
      }
    }
  }

  private void addPair(
      Open open, double[][] z, double weight, int c, String level, int d, Codes other, int row) {
    Levels.Pair pair = new Levels.Pair(level, other.names().get(other.codes()[row]));
    int firstWidth = carriers[c].length + 1;
    int width = carriers[d].length + 1;
    Cell cell =
        open.pairs
            .get(layout.pairIndex(c, d))
            .computeIfAbsent(pair, absent -> new Cell(firstWidth * width));
    for (int u = 0; u < firstWidth; u++) {
      for (int v = 0; v < width; v++) {
        addProduct(cell.sums[u * width + v], weight, carrier(c, u, z, row), carrier(d, v, z, row));
      }
    }
  }

  private double carrier(int category, int index, double[][] z, int row) {
    return index == 0 ? 1 : z[carriers[category][index - 1]][row];
  }

  /** Adds a·b·c exactly: both halves of a·b, each times c. */
  private static void addProduct(ExactSum sum, double a, double b, double c) {
    double product = a * b;
    sum.addProduct(product, c);
    double error = Math.fma(a, b, -product);
    if (error != 0) {
      sum.addProduct(error, c);
    }
  }

  /** Ends the row group: its sums by group; the collector is empty again. */
  public SortedMap<Group, Levels> endRowGroup() {
    SortedMap<Group, Levels> ended = new TreeMap<>();
    groups.forEach((group, open) -> ended.put(group, levels(open)));
    groups.clear();
    return ended;
  }

  private Levels levels(Open open) {
    List<LevelTable> tables = new ArrayList<>();
    for (int c = 0; c < open.levels.size(); c++) {
      SortedMap<String, Cell> cells = new TreeMap<>(LevelOrder.CODE_POINTS);
      cells.putAll(open.levels.get(c));
      Expansions.Builder sums = new Expansions.Builder(cells.size() * layout.levelCells(c));
      cells.values().forEach(cell -> cell.drainTo(sums));
      tables.add(
          new LevelTable(
              cells.keySet().toArray(new String[0]),
              cells.values().stream().mapToLong(cell -> cell.rows).toArray(),
              layout.levelCells(c),
              sums.build()));
    }
    List<PairTable> pairs = new ArrayList<>();
    for (int c = 0; c < open.levels.size(); c++) {
      for (int d = c + 1; d < open.levels.size(); d++) {
        SortedMap<Long, Cell> cells = new TreeMap<>();
        for (Map.Entry<Levels.Pair, Cell> pair :
            open.pairs.get(layout.pairIndex(c, d)).entrySet()) {
          int first = tables.get(c).indexOf(pair.getKey().first());
          int second = tables.get(d).indexOf(pair.getKey().second());
          cells.put(PairTable.key(first, second), pair.getValue());
        }
        Expansions.Builder sums = new Expansions.Builder(cells.size() * layout.pairCells(c, d));
        cells.values().forEach(cell -> cell.drainTo(sums));
        long[] keys = cells.keySet().stream().mapToLong(Long::longValue).toArray();
        pairs.add(new PairTable(keys, layout.pairCells(c, d), sums.build()));
      }
    }
    return new Levels(layout, new long[layout.order()], tables, pairs);
  }
}
