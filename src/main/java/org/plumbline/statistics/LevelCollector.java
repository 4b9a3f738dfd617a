package org.plumbline.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Fills sums by level from rows: one collector a thread, used for as many blocks as memory allows.
 *
 * <p>The sums are exact, so that they depend neither on the order of rows nor on how blocks and
 * files cut them. Values, weights and products w·u whose magnitude is neither 0 nor within [2⁻⁴⁰⁰,
 * 2⁴⁵⁰] are taken as 0, as exact moments take them, and are {@linkplain Levels#outOfRange counted}.
 *
 * <p>Rows are gathered into panels; every product that sums are kept of is formed once a panel, cut
 * into integers on a power-of-two grid, and these are added to the cells of the rows' levels.
 */
public final class LevelCollector {

  /**
   * The levels of a block's rows in one category.
   *
   * @param codes {@code codes[row]}, index into names
   * @param names the block's dictionary, unchangeable; a name may occur more than once
   */
  @SuppressWarnings("ArrayRecordComponent") // a view of a shared buffer, never compared
  public record Codes(int[] codes, List<String> names) {}

  /** The sums of a group that are still growing: of categories, then of pairs of them. */
  @SuppressWarnings("ArrayRecordComponent") // counters that grow, never compared
  private record Open(List<CellSums> tables, long[] outOfRange) {}

  private final LevelLayout layout;
  private final LevelProducts listed;
  private final List<FactorProduct> products;
  private final List<LevelIds> ids = new ArrayList<>();
  private final LevelPanel panel;
  private final ProductCutter cutter = new ProductCutter();
  private final Map<Group, Open> groups = new HashMap<>();

  /** By table: where the cells of each row of the panel start. */
  private final int[][] bases;

  /** By category: the level of each row of the panel. */
  private final int[][] levels;

  private double[][] z = {};
  private double[] weights = {};

  public LevelCollector(LevelLayout layout) {
    this(layout, Tile.fastest());
  }

  LevelCollector(LevelLayout layout, Tile tile) {
    this.layout = layout;
    listed = new LevelProducts(layout);
    products = listed.all();
    panel = new LevelPanel(layout.order(), listed.carriers(), tile);
    bases = new int[listed.tables()][LevelPanel.ROWS];
    levels = new int[layout.categories().size()][LevelPanel.ROWS];
    layout.categories().forEach(category -> ids.add(new LevelIds()));
  }

  /**
   * Takes a block, whose rows are then {@linkplain #add(Group, int[], int, int) added} to groups.
   *
   * @param columns {@code columns[k][row]}, finite, for each column of z in order; the label last;
   *     missing values as 0
   * @param rowWeights {@code rowWeights[row]}, finite and not negative; empty where every weight is
   *     1
   * @param codes for each category in order
   */
  public void take(double[][] columns, double[] rowWeights, List<Codes> codes) {
    z = columns;
    weights = rowWeights;
    for (int c = 0; c < codes.size(); c++) {
      ids.get(c).take(codes.get(c));
    }
  }

  /** Adds the rows {@code order[from] … order[to − 1]} of the block taken to a group. */
  public void add(Group group, int[] order, int from, int to) {
    if (ids.isEmpty()) {
      return;
    }
    Open open = groups.computeIfAbsent(group, absent -> open());
    int next = from;
    while (next < to) {
      next = panel.take(z, weights, order, next, to);
      findCells(open);
      products.forEach(product -> add(product, open));
      for (int table = 0; table < bases.length; table++) {
        if (open.tables().get(table).isFull()) {
          open.tables().get(table).makeRoom(listed.grids(table));
        }
      }
    }
    panel.addOutOfRangeTo(open.outOfRange());
  }

  /** Takes a block and adds some of its rows to a group. */
  public void add(
      Group group,
      double[][] columns,
      double[] rowWeights,
      List<Codes> codes,
      int[] order,
      int from,
      int to) {
    take(columns, rowWeights, codes);
    add(group, order, from, to);
  }

  private Open open() {
    List<CellSums> tables = new ArrayList<>();
    for (int table = 0; table < bases.length; table++) {
      tables.add(new CellSums(listed.cells(table)));
    }
    return new Open(tables, new long[layout.order()]);
  }

  /** Counts the panel's rows with their levels, and finds where the cells of these are. */
  private void findCells(Open open) {
    int rows = panel.rows();
    int categories = levels.length;
    for (int c = 0; c < categories; c++) {
      CellSums table = open.tables().get(c);
      for (int r = 0; r < rows; r++) {
        int level = ids.get(c).id(panel.row(r));
        levels[c][r] = level;
        bases[c][r] = table.count(level);
      }
    }
    int next = categories;
    for (int c = 0; c < categories; c++) {
      for (int d = c + 1; d < categories; d++) {
        CellSums table = open.tables().get(next);
        for (int r = 0; r < rows; r++) {
          bases[next][r] = table.count(PairTable.key(levels[c][r], levels[d][r]));
        }
        next++;
      }
    }
  }

  private void add(FactorProduct product, Open open) {
    if (!cutter.load(product, panel)) {
      return;
    }
    moveGrid(product, cutter.bestGrid(product));
    if (cutter.setApart(product.grid())) {
      spillApart(product, open);
    }
    int pieces = cutter.cut(product.grid());
    for (FactorProduct.Target target : product.targets()) {
      CellSums table = open.tables().get(target.table());
      int[] base = bases[target.table()];
      if (pieces == 2) {
        cutter.addTo(table.plane(0), table.plane(1), base, target.cell());
      } else {
        for (int piece = 0; piece < pieces; piece++) {
          cutter.addTo(table.plane(piece), base, target.cell(), piece);
        }
      }
    }
  }

  private void moveGrid(FactorProduct product, int grid) {
    if (grid == product.grid()) {
      return;
    }
    if (product.grid() != FactorProduct.NO_GRID) {
      for (Open open : groups.values()) {
        for (FactorProduct.Target target : product.targets()) {
          open.tables().get(target.table()).spillAll(target.cell(), product.grid());
        }
      }
    }
    product.moveGrid(grid);
  }

  private void spillApart(FactorProduct product, Open open) {
    for (int r = 0; r < panel.rows(); r++) {
      if (cutter.isApart(r)) {
        for (FactorProduct.Target target : product.targets()) {
          int cell = bases[target.table()][r] + target.cell();
          for (int t = 0; t < cutter.terms(); t++) {
            open.tables().get(target.table()).spill(cell, cutter.term(t, r));
          }
        }
      }
    }
    cutter.clearApart();
  }

  /** Whether rows of some groups had more than {@code most} levels of a category so far. */
  public boolean hasMoreLevels(int category, int most, Predicate<Group> some) {
    if (ids.get(category).size() <= most) {
      return false;
    }
    BitSet found = new BitSet();
    groups.forEach(
        (group, open) -> {
          if (some.test(group)) {
            KeySlots slots = open.tables().get(category).slots();
            for (int slot = 0; slot < slots.size(); slot++) {
              found.set((int) slots.key(slot));
            }
          }
        });
    return found.cardinality() > most;
  }

  /**
   * Ends the rows, of a row group or of as many as there were: their sums by group; the collector
   * is empty again.
   */
  public SortedMap<Group, Levels> endRowGroup() {
    List<LevelIds.Order> orders = ids.stream().map(LevelIds::order).toList();
    SortedMap<Group, Levels> ended = new TreeMap<>();
    for (Iterator<Map.Entry<Group, Open>> left = groups.entrySet().iterator(); left.hasNext(); ) {
      Map.Entry<Group, Open> entry = left.next();
      left.remove();
      ended.put(entry.getKey(), levels(entry.getValue(), orders));
    }
    ids.forEach(LevelIds::clear);
    products.forEach(FactorProduct::forgetGrid);
    return ended;
  }

  private Levels levels(Open open, List<LevelIds.Order> orders) {
    int categories = orders.size();
    List<LevelTable> tables = new ArrayList<>();
    List<long[]> ranks = new ArrayList<>();
    for (int c = 0; c < categories; c++) {
      int[] rankOfId = orders.get(c).ranks();
      String[] names = orders.get(c).names();
      CellSums.Sorted sorted =
          open.tables().get(c).sorted(id -> rankOfId[(int) id], listed.grids(c));
      ranks.add(sorted.keys());
      String[] occurring =
          Arrays.stream(sorted.keys()).mapToObj(rank -> names[(int) rank]).toArray(String[]::new);
      tables.add(new LevelTable(occurring, sorted.rows(), layout.levelCells(c), sorted.sums()));
    }
    List<PairTable> pairs = new ArrayList<>();
    for (int c = 0; c < categories; c++) {
      for (int d = c + 1; d < categories; d++) {
        int table = categories + layout.pairIndex(c, d);
        int[] first = places(orders.get(c).ranks(), ranks.get(c));
        int[] second = places(orders.get(d).ranks(), ranks.get(d));
        CellSums.Sorted sorted =
            open.tables()
                .get(table)
                .sorted(
                    key ->
                        PairTable.key(first[PairTable.first(key)], second[PairTable.second(key)]),
                    listed.grids(table));
        pairs.add(new PairTable(sorted.keys(), layout.pairCells(c, d), sorted.sums()));
      }
    }
    return new Levels(layout, open.outOfRange(), tables, pairs);
  }

  /** By id: its place among some ranks, ascending; negative where it is not among them. */
  private static int[] places(int[] ranks, long[] some) {
    return Arrays.stream(ranks).map(rank -> Arrays.binarySearch(some, rank)).toArray();
  }
}
