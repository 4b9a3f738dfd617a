package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactMomentsTest {

  private static final long SEED = 20260103;
  private static final Group GROUP = new Group(1, 20454);

  static Stream<Tile> tiles() {
    return Stream.of(Tile.scalar(), Tile.fastest());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 257, 700})
  void momentsAreTheSumsInBigDecimal(int count) {
    SeededRows rows = SeededRows.of(SEED, count);
    assertMoments(rows, rows.collect(Precision.EXACT, Tile.fastest()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 300, 600})
  void weightedMomentsAreTheSumsInBigDecimal(int count) {
    SeededRows rows = SeededRows.of(SEED, count).weighted();
    assertMoments(rows, rows.collect(Precision.EXACT, Tile.fastest()));
  }

  @Test
  void columnsThatAllNeedManySlicesAreSummedExactly() {
    Random random = new Random(SEED);
    double[][] z = new double[5][300];
    for (double[] column : z) {
      Arrays.setAll(column, row -> random.nextGaussian() * Math.pow(10, random.nextInt(24) - 12));
    }
    SeededRows rows = new SeededRows(SEED, List.of("a", "b", "c", "d", "e"), z, new double[0]);
    assertMoments(rows, rows.collect(Precision.EXACT, Tile.fastest()));
    assertMoments(rows.weighted(), rows.weighted().collect(Precision.EXACT, Tile.fastest()));
  }

  /** Slices fill blocks of the tile, or leave one, few or most lines of a block over. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 11})
  void momentsOfEveryShapeAreTheSumsInBigDecimal(int columns) {
    SeededRows rows = SeededRows.wide(SEED, columns, 270);
    for (Tile tile : List.of(Tile.scalar(), Tile.fastest())) {
      assertMoments(rows, rows.collect(Precision.EXACT, tile));
    }
  }

  private static void assertMoments(SeededRows rows, Moments moments) {
    for (int i = 0; i <= rows.names().size(); i++) {
      for (int j = i; j <= rows.names().size(); j++) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int r = 0; r < rows.rows(); r++) {
          BigDecimal weighted = decimal(rows.weight(r)).multiply(decimal(rows.at(i, r)));
          sum = sum.add(weighted.multiply(decimal(rows.at(j, r))));
        }
        BigDecimal actual = BigDecimal.ZERO;
        for (double part : moments.at(i, j).parts()) {
          actual = actual.add(decimal(part));
        }
        assertThat(actual)
            .as("seed %d, (%d, %d) of %s", rows.seed(), i, j, rows.names())
            .isEqualByComparingTo(sum);
        assertThat(moments.at(i, j)).isEqualTo(Expansion.of(moments.at(i, j).parts()));
      }
    }
  }

  private static BigDecimal decimal(double value) {
    return new BigDecimal(value);
  }

  @ParameterizedTest
  @MethodSource("tiles")
  void orderBlocksAndTileDoNotMatter(Tile tile) {
    for (SeededRows rows :
        List.of(SeededRows.of(SEED, 1500), SeededRows.of(SEED, 1500).weighted())) {
      Moments expected = rows.collect(Precision.EXACT, Tile.scalar());
      MomentCollector collector = new MomentCollector(rows.names(), Precision.EXACT, tile);
      for (int block : new int[] {1500, 100, 256, 7}) {
        assertThat(rows.collect(collector, rows.shuffled(block), block))
            .as("seed %d, block %d", SEED, block)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void splitAnywhereAndMergedTheyAreTheSame() {
    SeededRows rows = SeededRows.of(SEED, 1200).weighted();
    Moments whole = rows.collect(Precision.EXACT, Tile.fastest());
    int[] order = rows.inOrder();
    for (int split : new int[] {0, 1, 13, 256, 599, 1199, 1200}) {
      MomentCollector collector =
          new MomentCollector(rows.names(), Precision.EXACT, Tile.fastest());
      Moments sum = Moments.empty(rows.names());
      for (int[] part : List.of(new int[] {0, split}, new int[] {split, order.length})) {
        collector.add(GROUP, rows.z(), rows.weights(), order, part[0], part[1]);
        sum = sum.plus(collector.endRowGroup().getOrDefault(GROUP, Moments.empty(rows.names())));
      }
      assertThat(sum).as("seed %d, split at %d", SEED, split).isEqualTo(whole);
    }
  }

  @Test
  void groupsThatTakeTurnsAddUpToTheWhole() {
    SeededRows rows = SeededRows.of(SEED, 3000);
    MomentCollector collector = new MomentCollector(rows.names(), Precision.EXACT, Tile.fastest());
    int[] order = rows.inOrder();
    for (int from = 0; from < order.length; from += 60) {
      for (int fold = 0; fold < 6; fold++) {
        collector.add(
            new Group(fold, 0),
            rows.z(),
            rows.weights(),
            order,
            from + 10 * fold,
            from + 10 * fold + 10);
      }
    }
    SortedMap<Group, Moments> byGroup = collector.endRowGroup();
    assertThat(byGroup).hasSize(6);
    assertThat(byGroup.get(new Group(2, 0)).tally().rows()).isEqualTo(500);
    assertThat(Moments.sum(rows.names(), byGroup.values()))
        .as("seed %d", SEED)
        .isEqualTo(rows.collect(Precision.EXACT, Tile.fastest()));
  }

  @Test
  void thousandsOfSmallGroupsAreHeldInBoundedMemoryAndAddUp() {
    List<String> names = List.of("gaussian", "float", "integer", "decimal", "constant", "far");
    SeededRows rows = SeededRows.of(SEED, 40_000).select(names);
    MomentCollector collector = new MomentCollector(names, Precision.EXACT, Tile.fastest());
    int[] order = rows.inOrder();
    for (int r = 0; r < order.length; r++) {
      collector.add(new Group(r % 7, r % 3001), rows.z(), rows.weights(), order, r, r + 1);
    }
    SortedMap<Group, Moments> byGroup = collector.endRowGroup();
    assertThat(byGroup).hasSizeGreaterThan(20_000);
    assertThat(Moments.sum(names, byGroup.values()))
        .isEqualTo(rows.collect(Precision.EXACT, Tile.fastest()));
  }

  @Test
  void aWeightOfTwoIsTheRowTwice() {
    SeededRows rows = SeededRows.of(SEED, 500);
    double[] twos = new double[rows.rows()];
    java.util.Arrays.fill(twos, 2);
    SeededRows weighted = new SeededRows(SEED, rows.names(), rows.z(), twos);
    Moments once = rows.collect(Precision.EXACT, Tile.fastest());
    Moments twice = weighted.collect(Precision.EXACT, Tile.fastest());
    Moments both = once.plus(once);
    for (int i = 0; i <= rows.names().size(); i++) {
      assertThat(twice.at(i, 0)).isEqualTo(both.at(i, 0));
      assertThat(twice.at(i, i)).isEqualTo(both.at(i, i));
    }
    assertThat(twice.tally().rows()).isEqualTo(500);
    assertThat(twice.tally().weightSquares().value()).isEqualTo(2000);
  }

  @Test
  void countsAreOfRowsWeightsAndFractions() {
    List<String> names = List.of("x", "y");
    double[][] z = {{1, 2.5, 3, 0x1p60, -0.5}, {1, 2, 3, 4, 5}};
    double[] weights = {1, 0, 0.5, 2, 0};
    MomentCollector collector = new MomentCollector(names, Precision.EXACT, Tile.fastest());
    collector.add(GROUP, z, weights, new int[] {0, 1, 2, 3, 4}, 0, 5);
    collector.note(GROUP, "x", Oddity.NULL, 3);
    collector.note(GROUP, "w", Oddity.NEGATIVE, 1);
    collector.refuse(GROUP, 4);
    Tally tally = collector.endRowGroup().get(GROUP).tally();
    assertThat(tally.rows()).isEqualTo(5);
    assertThat(tally.positiveRows()).isEqualTo(3);
    assertThat(tally.refused()).isEqualTo(4);
    assertThat(tally.weightSquares()).isEqualTo(Expansion.of(5.25));
    assertThat(tally.columns()).containsOnlyKeys("x", "w");
    assertThat(tally.of("x")).isEqualTo(new OddityCounts(3, 0, 0, 2, 0, 0, 0));
    assertThat(tally.of("w").negatives()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("tiles")
  void magnitudesBeyondTheRangeAreCountedByColumnAndTakenAsZero(Tile tile) {
    List<String> names = List.of("x", "y");
    double[] edges = {0x1p450, -0x1p-400, Math.nextUp(0x1p450), Math.nextDown(0x1p-400), 0, 1};
    double[][] z = {edges, {1, 1, 1, 1, 1, 1}};
    MomentCollector collector = new MomentCollector(names, Precision.EXACT, tile);
    collector.add(GROUP, z, new double[0], new int[] {0, 1, 2, 3, 4, 5}, 0, 6);
    Moments moments = collector.endRowGroup().get(GROUP);
    assertThat(moments.tally().of("x").outOfRange()).isEqualTo(2);
    assertThat(moments.tally().of("y").outOfRange()).isZero();
    assertThat(moments.at(1, 1)).isEqualTo(Expansion.of(0x1p900, 0x1p-800, 1));
  }

  @Test
  void productsWithTheWeightBeyondTheRangeAreCountedToo() {
    List<String> names = List.of("x", "y");
    double[][] z = {{0x1p300, 0x1p-300, 1, 1}, {1, 1, 1, 1}};
    double[] weights = {0x1p200, 0x1p-200, 0x1p-600, 1};
    MomentCollector collector = new MomentCollector(names, "w", Precision.EXACT, Tile.fastest());
    collector.add(GROUP, z, weights, new int[] {0, 1, 2, 3}, 0, 4);
    Moments moments = collector.endRowGroup().get(GROUP);
    assertThat(moments.tally().of("x").outOfRange()).isEqualTo(2);
    assertThat(moments.tally().of("w").outOfRange()).isEqualTo(1);
    assertThat(moments.tally().positiveRows()).isEqualTo(3);
    assertThat(moments.at(0, 2)).isEqualTo(Expansion.of(0x1p200, 0x1p-200, 1));
  }

  @Test
  void aCollectorIsEmptyAfterARowGroup() {
    SeededRows rows = SeededRows.of(SEED, 300);
    MomentCollector collector = new MomentCollector(rows.names(), Precision.EXACT, Tile.fastest());
    Moments first = rows.collect(collector, rows.inOrder(), 300);
    assertThat(collector.endRowGroup()).isEmpty();
    assertThat(rows.collect(collector, rows.inOrder(), 300)).isEqualTo(first);
  }

  @Test
  void halfLivesMultiplyExactly() {
    SeededRows rows = SeededRows.of(SEED, 300).weighted();
    Moments moments = rows.collect(Precision.EXACT, Tile.fastest());
    double factor = StrictMath.pow(0.5, 17.0 / 90);
    Moments decayed = moments.times(factor);
    List<Expansion> expected = new ArrayList<>();
    for (int i = 0; i <= rows.names().size(); i++) {
      for (int j = i; j <= rows.names().size(); j++) {
        expected.add(moments.at(i, j).times(factor));
      }
    }
    assertThat(decayed).isEqualTo(Moments.of(rows.names(), decayed.tally(), expected));
    assertThat(decayed.tally().weightSquares().toBigBinary())
        .isEqualTo(
            moments
                .tally()
                .weightSquares()
                .toBigBinary()
                .times(BigBinary.of(factor))
                .times(BigBinary.of(factor)));
    assertThat(decayed.tally().rows()).isEqualTo(300);
  }
}
