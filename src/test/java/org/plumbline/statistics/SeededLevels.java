package org.plumbline.statistics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@link SeededRows} with levels of three categories, from one seed, and their sums by decimal. */
@SuppressWarnings("ArrayRecordComponent") // plain data of tests, never compared
record SeededLevels(SeededRows rows, LevelLayout layout, List<String[]> levels) {

  static final Group GROUP = new Group(2, 17);

  /** The empty one, the missing one, and some whose order by UTF-16 would be another. */
  private static final List<String> ODD_LEVELS =
      List.of(
          "", Levels.MISSING, "z", "\uFFFD", "\uD83D\uDE00", "\uD83D\uDE00a", "\uE000", "ä", "a");

  static SeededLevels of(SeededRows rows) {
    Random random = new Random(rows.seed() + 2);
    List<String> columns = rows.names();
    LevelLayout layout =
        new LevelLayout(
            columns,
            List.of(
                new LevelLayout.Category("odd", List.of(columns.get(0), columns.get(2))),
                new LevelLayout.Category("many", List.of()),
                new LevelLayout.Category("two", List.of(columns.get(1)))));
    List<String[]> levels = new ArrayList<>();
    for (int c = 0; c < 3; c++) {
      levels.add(new String[rows.rows()]);
    }
    for (int r = 0; r < rows.rows(); r++) {
      levels.get(0)[r] = ODD_LEVELS.get(random.nextInt(ODD_LEVELS.size()));
      levels.get(1)[r] = "m" + random.nextInt(60);
      levels.get(2)[r] = random.nextInt(5) == 0 ? "yes" : "no";
    }
    return new SeededLevels(rows, layout, levels);
  }

  SeededLevels with(SeededRows others) {
    return new SeededLevels(others, layout, levels);
  }

  /** The codes of a block of these rows, its dictionary with every text twice. */
  List<LevelCollector.Codes> codes() {
    List<LevelCollector.Codes> all = new ArrayList<>();
    for (String[] ofCategory : levels) {
      List<String> names = new ArrayList<>();
      int[] codes = new int[ofCategory.length];
      for (int r = 0; r < codes.length; r++) {
        int known = names.indexOf(ofCategory[r]);
        if (known < 0) {
          known = names.size();
          names.add(ofCategory[r]);
          names.add(ofCategory[r]);
        }
        codes[r] = known + r % 2;
      }
      all.add(new LevelCollector.Codes(codes, names));
    }
    return all;
  }

  Levels collect(int[] order, int stretch) {
    LevelCollector collector = new LevelCollector(layout);
    collector.take(rows.z(), rows.weights(), codes());
    for (int from = 0; from < order.length; from += stretch) {
      collector.add(GROUP, order, from, Math.min(from + stretch, order.length));
    }
    return collector.endRowGroup().getOrDefault(GROUP, Levels.empty(layout));
  }

  Levels collect() {
    return collect(rows.inOrder(), rows.rows());
  }

  /** The sums Σ w·1_l·u·zⱼ of a category by level. */
  SortedMap<String, BigDecimal> sums(int category, int carrier, int column) {
    SortedMap<String, BigDecimal> sums = new TreeMap<>(LevelOrder.CODE_POINTS);
    int u = layout.carriers(category)[carrier];
    for (int r = 0; r < rows.rows(); r++) {
      if (rows.weight(r) > 0) {
        sums.merge(levels.get(category)[r], product(r, u, column), BigDecimal::add);
      }
    }
    return sums;
  }

  /** The sums Σ w·1_l·u·1_m·v by pair. */
  SortedMap<Levels.Pair, BigDecimal> sums(
      int first, int second, int firstCarrier, int secondCarrier) {
    SortedMap<Levels.Pair, BigDecimal> sums = new TreeMap<>();
    int u = layout.carriers(first)[firstCarrier];
    int v = layout.carriers(second)[secondCarrier];
    for (int r = 0; r < rows.rows(); r++) {
      if (rows.weight(r) > 0) {
        Levels.Pair pair = new Levels.Pair(levels.get(first)[r], levels.get(second)[r]);
        sums.merge(pair, product(r, u, v), BigDecimal::add);
      }
    }
    return sums;
  }

  private BigDecimal product(int row, int one, int other) {
    return new BigDecimal(rows.weight(row))
        .multiply(new BigDecimal(rows.at(one, row)))
        .multiply(new BigDecimal(rows.at(other, row)));
  }

  static BigDecimal decimal(Expansion number) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double part : number.parts()) {
      sum = sum.add(new BigDecimal(part));
    }
    return sum;
  }
}
