package org.plumbline.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The sum of sums by level, by merges of what is sorted in all of them. */
final class LevelSum {

  private final LevelLayout layout;
  private final List<Levels> parts;

  /** By category and part: the place in the sum of each of the part's levels, ascending. */
  private final List<int[][]> places = new ArrayList<>();

  /**
   * @param parts all of the layout
   */
  LevelSum(LevelLayout layout, List<Levels> parts) {
    this.layout = layout;
    this.parts = parts;
  }

  Levels sum() {
    List<LevelTable> tables = new ArrayList<>();
    for (int c = 0; c < layout.categories().size(); c++) {
      tables.add(levels(c));
    }
    List<PairTable> pairs = new ArrayList<>();
    for (int first = 0; first < tables.size(); first++) {
      for (int second = first + 1; second < tables.size(); second++) {
        pairs.add(pairs(first, second));
      }
    }
    long[] outOfRange = new long[layout.order()];
    for (Levels part : parts) {
      Arrays.setAll(outOfRange, k -> outOfRange[k] + part.outOfRange(k));
    }
    return new Levels(layout, outOfRange, tables, pairs);
  }

  private LevelTable levels(int category) {
    List<String> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(part.names(category)));
    String[] names = distinct(all);
    int[][] placesOfParts = new int[parts.size()][];
    long[] rows = new long[names.length];
    List<Expansions> sums = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      LevelTable table = parts.get(p).table(category);
      int[] found = new int[table.size()];
      int place = 0;
      for (int level = 0; level < found.length; level++) {
        while (!names[place].equals(table.name(level))) {
          place++;
        }
        found[level] = place;
        rows[place] += table.rows(level);
      }
      placesOfParts[p] = found;
      sums.add(table.sums());
    }
    places.add(placesOfParts);
    int cells = layout.levelCells(category);
    return new LevelTable(names, rows, cells, sum(names.length, cells, sums, placesOfParts));
  }

  /** Sorted, each once; the sort merges the runs that are sorted already. */
  private static String[] distinct(List<String> names) {
    names.sort(LevelOrder.CODE_POINTS);
    int count = 0;
    for (int k = 0; k < names.size(); k++) {
      if (k == 0 || !names.get(k).equals(names.get(count - 1))) {
        names.set(count++, names.get(k));
      }
    }
    return names.subList(0, count).toArray(new String[0]);
  }

  private PairTable pairs(int first, int second) {
    long[][] keysOfParts = new long[parts.size()][];
    List<Expansions> sums = new ArrayList<>();
    for (int p = 0; p < parts.size(); p++) {
      PairTable table = parts.get(p).pairTable(first, second);
      int[] firsts = places.get(first)[p];
      int[] seconds = places.get(second)[p];
      long[] keys = new long[table.size()];
      for (int pair = 0; pair < keys.length; pair++) {
        long key = table.key(pair);
        keys[pair] = PairTable.key(firsts[PairTable.first(key)], seconds[PairTable.second(key)]);
      }
      keysOfParts[p] = keys;
      sums.add(table.sums());
    }
    long[] keys =
        Arrays.stream(keysOfParts).flatMapToLong(Arrays::stream).sorted().distinct().toArray();
    int[][] placesOfParts = new int[parts.size()][];
    for (int p = 0; p < placesOfParts.length; p++) {
      placesOfParts[p] = places(keysOfParts[p], keys);
    }
    int cells = layout.pairCells(first, second);
    return new PairTable(keys, cells, sum(keys.length, cells, sums, placesOfParts));
  }

  /** Places of some of the keys among all, both ascending. */
  private static int[] places(long[] some, long[] all) {
    int[] found = new int[some.length];
    int place = 0;
    for (int k = 0; k < some.length; k++) {
      while (all[place] != some[k]) {
        place++;
      }
      found[k] = place;
    }
    return found;
  }

  /**
   * For each of the sum's keys, the sums of its cells over the parts that have it.
   *
   * @param placesOfParts by part: the place in the sum of each of its keys, ascending
   */
  private static Expansions sum(int keys, int cells, List<Expansions> sums, int[][] placesOfParts) {
    Expansions.Builder builder = new Expansions.Builder(keys * cells);
    PairSum pair = new PairSum();
    ExactSum exact = new ExactSum();
    int[] next = new int[sums.size()];
    int[] having = new int[sums.size()];
    for (int key = 0; key < keys; key++) {
      int count = 0;
      for (int p = 0; p < next.length; p++) {
        if (next[p] < placesOfParts[p].length && placesOfParts[p][next[p]] == key) {
          having[count++] = p;
        }
      }
      if (count == 1) {
        builder.append(sums.get(having[0]), next[having[0]] * cells, cells);
      } else {
        for (int cell = 0; cell < cells; cell++) {
          pair.clear();
          for (int k = 0; k < count; k++) {
            sums.get(having[k]).addTo(pair, next[having[k]] * cells + cell);
          }
          if (pair.isExact()) {
            builder.append(pair);
          } else {
            for (int k = 0; k < count; k++) {
              sums.get(having[k]).addTo(exact, next[having[k]] * cells + cell);
            }
            builder.append(exact);
          }
        }
      }
      for (int k = 0; k < count; k++) {
        next[having[k]]++;
      }
    }
    return builder.build();
  }
}
