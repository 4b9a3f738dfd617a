package org.plumbline.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sums by level of some of the columns and categories. */
final class LevelSelection {

  private final Levels from;
  private final LevelLayout chosen;

  /** For each chosen index of z, its index in the source. */
  private final int[] columns;

  /** For each chosen category, its index in the source. */
  private final int[] categories;

  /** For each chosen category and carrier, the carrier's index in the source. */
  private final List<int[]> carriers = new ArrayList<>();

  LevelSelection(Levels from, LevelLayout chosen) {
    this.from = from;
    this.chosen = chosen;
    columns = places(chosen.columns(), from.layout().columns());
    categories =
        chosen.categories().stream().mapToInt(each -> from.layout().indexOf(each.name())).toArray();
    for (int c = 0; c < categories.length; c++) {
      List<String> known = from.layout().categories().get(categories[c]).carriers();
      carriers.add(places(chosen.categories().get(c).carriers(), known));
    }
  }

  /** Indices of names among all, with the constant before both. */
  private static int[] places(List<String> names, List<String> all) {
    int[] places = new int[names.size() + 1];
    for (int k = 1; k < places.length; k++) {
      int index = all.indexOf(names.get(k - 1));
      if (index < 0) {
        throw new IllegalArgumentException(
            "no sums by level of " + names.get(k - 1) + " among " + all);
      }
      places[k] = index + 1;
    }
    return places;
  }

  Levels selected() {
    List<LevelTable> tables = new ArrayList<>();
    List<PairTable> pairs = new ArrayList<>();
    for (int c = 0; c < categories.length; c++) {
      tables.add(levels(c));
      for (int d = c + 1; d < categories.length; d++) {
        pairs.add(pairs(c, d));
      }
    }
    long[] outOfRange = Arrays.stream(columns).mapToLong(from::outOfRange).toArray();
    return new Levels(chosen, outOfRange, tables, pairs);
  }

  private LevelTable levels(int category) {
    LevelTable table = from.table(categories[category]);
    int[] cells = new int[chosen.levelCells(category)];
    int cell = 0;
    for (int carrier : carriers.get(category)) {
      for (int column : columns) {
        cells[cell++] = carrier * from.layout().order() + column;
      }
    }
    return table.with(cells.length, cells(table.sums(), table.cells(), cells));
  }

  private PairTable pairs(int first, int second) {
    boolean turned = categories[first] > categories[second];
    int low = Math.min(categories[first], categories[second]);
    int high = Math.max(categories[first], categories[second]);
    int width = from.layout().categories().get(high).width();
    int[] cells = new int[chosen.pairCells(first, second)];
    int cell = 0;
    for (int u : carriers.get(first)) {
      for (int v : carriers.get(second)) {
        cells[cell++] = turned ? v * width + u : u * width + v;
      }
    }
    PairTable table = from.pairTable(low, high);
    return turned
        ? turned(table, cells)
        : table.with(cells.length, cells(table.sums(), table.cells(), cells));
  }

  /** Some cells of every key. */
  private static Expansions cells(Expansions sums, int width, int[] cells) {
    int keys = width == 0 ? 0 : sums.size() / width;
    Expansions.Builder some = new Expansions.Builder(keys * cells.length);
    for (int key = 0; key < keys; key++) {
      append(some, sums, key * width, cells);
    }
    return some.build();
  }

  private static void append(Expansions.Builder some, Expansions sums, int start, int[] cells) {
    for (int cell : cells) {
      some.append(sums, start + cell, 1);
    }
  }

  /** The pairs the other way round, in their new order. */
  private static PairTable turned(PairTable table, int[] cells) {
    long[] keys = new long[table.size()];
    for (int pair = 0; pair < keys.length; pair++) {
      keys[pair] = PairTable.turned(table.key(pair));
    }
    Arrays.sort(keys);
    Expansions.Builder sums = new Expansions.Builder(keys.length * cells.length);
    for (long key : keys) {
      int pair = table.indexOf(PairTable.turned(key));
      append(sums, table.sums(), pair * table.cells(), cells);
    }
    return new PairTable(keys, cells.length, sums.build());
  }
}
