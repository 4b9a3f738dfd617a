package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plumbline.statistics.SeededLevels.GROUP;
import static org.plumbline.statistics.SeededLevels.decimal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.Failure;

/** Sums by level against sums in decimals, and their identities, on rows of every kind. */
class LevelsTest {

  private static final int ROWS = 1500;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sumsAreThoseOfDecimals(long seed) {
    checkAgainstDecimals(SeededLevels.of(SeededRows.of(seed, ROWS)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void weightedSumsAreThoseOfDecimals(long seed) {
    checkAgainstDecimals(SeededLevels.of(SeededRows.of(seed, ROWS).weighted()));
  }

  private static void checkAgainstDecimals(SeededLevels seeded) {
    Levels levels = seeded.collect();
    LevelLayout layout = seeded.layout();
    for (int c = 0; c < 3; c++) {
      for (int u = 0; u < layout.carriers(c).length; u++) {
        for (int j = 0; j < layout.order(); j++) {
          SortedMap<String, BigDecimal> expected = seeded.sums(c, u, j);
          assertThat(levels.levels(c)).isEqualTo(expected.keySet());
          for (Map.Entry<String, BigDecimal> level : expected.entrySet()) {
            assertThat(decimal(levels.at(c, level.getKey(), u, j)))
                .as("seed %d, category %d, carrier %d, column %d", seeded.rows().seed(), c, u, j)
                .isEqualByComparingTo(level.getValue());
          }
        }
      }
      for (int d = c + 1; d < 3; d++) {
        checkPairs(seeded, levels, c, d);
      }
    }
  }

  private static void checkPairs(SeededLevels seeded, Levels levels, int c, int d) {
    for (int u = 0; u < seeded.layout().carriers(c).length; u++) {
      for (int v = 0; v < seeded.layout().carriers(d).length; v++) {
        SortedMap<Levels.Pair, BigDecimal> expected = seeded.sums(c, d, u, v);
        assertThat(levels.pairs(c, d)).isEqualTo(expected.keySet());
        for (Map.Entry<Levels.Pair, BigDecimal> pair : expected.entrySet()) {
          assertThat(decimal(levels.pair(c, d, pair.getKey(), u, v)))
              .as("seed %d, %s, carriers %d and %d", seeded.rows().seed(), pair.getKey(), u, v)
              .isEqualByComparingTo(pair.getValue());
        }
      }
    }
  }

  @Test
  void orderOfRowsAndCutsOfBlocksDoNotMatter() {
    SeededLevels seeded = SeededLevels.of(SeededRows.of(5, ROWS).weighted());
    Levels whole = seeded.collect();
    for (int stretch : new int[] {1, 7, 256, 513, ROWS}) {
      assertThat(seeded.collect(seeded.rows().shuffled(stretch), stretch))
          .as("stretches of %d", stretch)
          .isEqualTo(whole);
    }
  }

  @Test
  void splitAnywhereAndMerged() {
    SeededLevels seeded = SeededLevels.of(SeededRows.of(6, ROWS).weighted());
    Levels whole = seeded.collect();
    int[] order = seeded.rows().inOrder();
    for (int cut : new int[] {0, 1, 700, ROWS}) {
      Levels first = seeded.collect(Arrays.copyOfRange(order, 0, cut), ROWS);
      Levels rest = seeded.collect(Arrays.copyOfRange(order, cut, ROWS), ROWS);
      assertThat(first.plus(rest)).as("cut at %d", cut).isEqualTo(whole);
      assertThat(rest.plus(first)).as("cut at %d", cut).isEqualTo(whole);
    }
    List<Levels> parts = new ArrayList<>();
    for (int part = 0; part < 20; part++) {
      parts.add(seeded.collect(Arrays.copyOfRange(order, part * 75, (part + 1) * 75), ROWS));
    }
    assertThat(Levels.sum(seeded.layout(), parts)).isEqualTo(whole);
  }

  @Test
  void tileDoesNotMatter() {
    SeededLevels seeded = SeededLevels.of(SeededRows.of(7, ROWS).weighted());
    LevelCollector scalar = new LevelCollector(seeded.layout(), Tile.scalar());
    scalar.take(seeded.rows().z(), seeded.rows().weights(), seeded.codes());
    scalar.add(GROUP, seeded.rows().inOrder(), 0, ROWS);
    assertThat(scalar.endRowGroup().get(GROUP)).isEqualTo(seeded.collect());
  }

  @Test
  void weightTwoIsTheRowTwiceInSums() {
    SeededLevels seeded = SeededLevels.of(SeededRows.of(8, ROWS));
    double[] twos = new double[ROWS];
    Arrays.fill(twos, 2);
    SeededRows rows = seeded.rows();
    Levels doubled =
        seeded.with(new SeededRows(rows.seed(), rows.names(), rows.z(), twos)).collect();
    int[] twice = IntStream.range(0, 2 * ROWS).map(k -> k % ROWS).toArray();
    Levels repeated = seeded.collect(twice, 2 * ROWS);
    assertThat(doubled).isEqualTo(seeded.collect().times(2));
    for (int c = 0; c < 3; c++) {
      assertThat(repeated.table(c).sums()).isEqualTo(doubled.table(c).sums());
      for (int d = c + 1; d < 3; d++) {
        assertThat(repeated.pairTable(c, d)).isEqualTo(doubled.pairTable(c, d));
      }
    }
  }

  @Test
  void sumsOverLevelsAreTheMoments() {
    SeededLevels seeded = SeededLevels.of(SeededRows.of(9, ROWS).weighted());
    Levels levels = seeded.collect();
    Moments moments = seeded.rows().collect(Precision.EXACT, Tile.scalar());
    for (int c = 0; c < 3; c++) {
      int[] carriers = seeded.layout().carriers(c);
      long rows = 0;
      for (String level : levels.levels(c)) {
        rows += levels.rows(c, level);
      }
      assertThat(rows).isEqualTo(moments.tally().positiveRows());
      for (int u = 0; u < carriers.length; u++) {
        for (int j = 0; j < seeded.layout().order(); j++) {
          Expansion sum = Expansion.ZERO;
          for (int level = 0; level < levels.names(c).size(); level++) {
            sum = sum.plus(levels.at(c, level, u, j));
          }
          assertThat(sum).isEqualTo(moments.at(carriers[u], j));
        }
      }
    }
  }

  @Test
  void longSumsLeaveTheirCellsWhole() {
    int rows = 200_000;
    double[][] z = {new double[rows], new double[rows]};
    Random random = new Random(11);
    Arrays.setAll(z[0], r -> 1 - 0x1p-53);
    Arrays.setAll(z[1], r -> random.nextGaussian());
    LevelLayout layout =
        new LevelLayout(List.of("x", "y"), List.of(new LevelLayout.Category("c", List.of())));
    LevelCollector collector = new LevelCollector(layout);
    int[] order = IntStream.range(0, rows).toArray();
    List<LevelCollector.Codes> codes =
        List.of(new LevelCollector.Codes(new int[rows], List.of("one")));
    collector.take(z, new double[0], codes);
    collector.add(GROUP, order, 0, rows);
    Levels levels = collector.endRowGroup().get(GROUP);
    assertThat(levels.at(0, "one", 0, 1)).isEqualTo(Expansion.of(rows, -rows * 0x1p-53));
    assertThat(levels.at(0, "one", 0, 2)).isEqualTo(Expansion.of(z[1]));
  }

  @Test
  void levelsAreInCodePointOrder() {
    SeededLevels seeded = SeededLevels.of(SeededRows.of(12, ROWS));
    List<String> names = seeded.collect().names(0);
    assertThat(names)
        .isEqualTo(
            List.copyOf(new TreeSet<>(names).stream().sorted(LevelOrder.CODE_POINTS).toList()));
    assertThat(names.indexOf("\uFFFD")).isLessThan(names.indexOf("\uD83D\uDE00"));
    assertThat(names.indexOf("\uE000")).isLessThan(names.indexOf("\uFFFD"));
    assertThat(names.get(0)).isEmpty();
  }

  @Test
  void selectionIsWhatACollectorOfTheSelectionFinds() {
    SeededLevels seeded = SeededLevels.of(SeededRows.of(13, ROWS).weighted());
    List<String> columns = seeded.layout().columns();
    List<LevelLayout.Category> all = seeded.layout().categories();
    List<String> chosenColumns = List.of(columns.get(5), columns.get(1), columns.get(2));
    LevelLayout chosen =
        new LevelLayout(
            chosenColumns,
            List.of(
                all.get(2), new LevelLayout.Category("odd", List.of(columns.get(2))), all.get(1)));
    SeededLevels fewer =
        new SeededLevels(
            seeded.rows().select(chosenColumns),
            chosen,
            List.of(seeded.levels().get(2), seeded.levels().get(0), seeded.levels().get(1)));
    assertThat(seeded.collect().select(chosen)).isEqualTo(fewer.collect());
    assertThatThrownBy(() -> fewer.collect().select(seeded.layout()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void valuesOutOfRangeAreCountedAndTakenAsZero() {
    double[][] z = {{1e200, 2, 3, 0x1p-401, 5}, {1, 2, 3, 4, 5}};
    double[] weights = {1, 1e-300, 0x1p400, 1, 0};
    z[1][2] = 0x1p60;
    LevelLayout layout =
        new LevelLayout(List.of("x", "y"), List.of(new LevelLayout.Category("c", List.of("y"))));
    LevelCollector collector = new LevelCollector(layout);
    int[] order = {0, 1, 2, 3, 4};
    collector.take(z, weights, List.of(new LevelCollector.Codes(new int[5], List.of("l"))));
    collector.add(GROUP, order, 0, 5);
    Levels levels = collector.endRowGroup().get(GROUP);
    assertThat(levels.outOfRange(0)).isEqualTo(1);
    assertThat(levels.outOfRange(1)).isEqualTo(2);
    assertThat(levels.outOfRange(2)).isEqualTo(1);
    assertThat(levels.rows(0, "l")).isEqualTo(3);
    assertThat(levels.at(0, "l", 0, 1)).isEqualTo(Expansion.of(0x1.8p401));
    assertThat(levels.plus(levels).outOfRange(1)).isEqualTo(4);
    assertThat(Levels.decode(layout, levels.encode()).outOfRange(1)).isEqualTo(2);
  }

  @Test
  void decayThatLosesBitsIsRefused() {
    SeededLevels seeded = SeededLevels.of(SeededRows.of(14, ROWS));
    assertThat(seeded.collect().times(0.5).times(2)).isEqualTo(seeded.collect());
    assertThatThrownBy(() -> seeded.collect().times(0x1p-1000 / 3))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessageContaining("decay");
  }

  @Test
  void groupsTakeTurns() {
    SeededLevels seeded = SeededLevels.of(SeededRows.of(15, ROWS));
    LevelCollector collector = new LevelCollector(seeded.layout());
    collector.take(seeded.rows().z(), seeded.rows().weights(), seeded.codes());
    int[] order = seeded.rows().inOrder();
    for (int from = 0; from < ROWS; from += 30) {
      collector.add(new Group(1 + from / 30 % 4, 0), order, from, from + 30);
    }
    assertThat(collector.hasMoreLevels(1, 59, group -> true)).isTrue();
    assertThat(collector.hasMoreLevels(1, 60, group -> true)).isFalse();
    assertThat(collector.hasMoreLevels(2, 1, group -> group.fold() == 1)).isTrue();
    assertThat(collector.hasMoreLevels(2, 1, group -> group.fold() == 9)).isFalse();
    SortedMap<Group, Levels> byGroup = collector.endRowGroup();
    assertThat(byGroup).hasSize(4);
    assertThat(Levels.sum(seeded.layout(), byGroup.values())).isEqualTo(seeded.collect());
    assertThat(collector.endRowGroup()).isEmpty();
  }
}
