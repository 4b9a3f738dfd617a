package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DoubleMomentsTest {

  private static final long SEED = 20260104;
  private static final List<String> TAME =
      List.of("gaussian", "integer", "decimal", "float", "constant", "zero", "far", "mixed");

  static Stream<Tile> tiles() {
    return Stream.of(Tile.scalar(), Tile.fastest());
  }

  static Stream<SeededRows> rows() {
    return Stream.of(
        SeededRows.of(SEED, 1).select(TAME),
        SeededRows.of(SEED, 255).select(TAME),
        SeededRows.of(SEED, 1000).select(TAME),
        SeededRows.of(SEED, 1000).select(TAME).weighted(),
        SeededRows.wide(SEED, 7, 300),
        SeededRows.wide(SEED, 8, 300),
        SeededRows.wide(SEED, 15, 300),
        SeededRows.wide(SEED, 23, 300),
        SeededRows.wide(SEED, 40, 700));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void bitsAreThoseOfPlainLoops(SeededRows rows) {
    Moments expected = plainLoops(rows);
    for (Tile tile : List.of(Tile.scalar(), Tile.fastest())) {
      Moments actual = rows.collect(Precision.DOUBLE, tile);
      for (int i = 0; i <= rows.names().size(); i++) {
        for (int j = i; j <= rows.names().size(); j++) {
          assertThat(actual.at(i, j))
              .as("seed %d, %s, (%d, %d)", SEED, tile.info(), i, j)
              .isEqualTo(expected.at(i, j));
        }
      }
    }
  }

  /** The definition of {@link DoubleSums}, without panels and tiles. */
  private static Moments plainLoops(SeededRows rows) {
    int order = rows.names().size() + 1;
    double[] centre = new double[order];
    int first = Math.min(rows.rows(), 256);
    for (int k = 1; k < order; k++) {
      for (int r = 0; r < first; r++) {
        centre[k] += rows.at(k, r);
      }
      centre[k] /= first;
    }
    double[][] sums = new double[order][order];
    for (int r = 0; r < rows.rows(); r++) {
      for (int j = 0; j < order; j++) {
        double left = rows.weight(r) * (rows.at(j, r) - centre[j]);
        for (int i = 0; i <= j; i++) {
          sums[j][i] = Math.fma(left, rows.at(i, r) - centre[i], sums[j][i]);
        }
      }
    }
    java.util.ArrayList<Expansion> upper = new java.util.ArrayList<>();
    for (int i = 0; i < order; i++) {
      for (int j = i; j < order; j++) {
        upper.add(aboutZero(sums, centre, i, j));
      }
    }
    return Moments.of(rows.names(), Tally.EMPTY, upper);
  }

  private static Expansion aboutZero(double[][] sums, double[] centre, int i, int j) {
    Expansion moment = Expansion.of(sums[j][i]);
    if (i > 0) {
      moment = moment.plus(Expansion.of(centre[i]).times(sums[j][0]));
      moment = moment.plus(Expansion.of(centre[j]).times(sums[i][0]));
      moment = moment.plus(Expansion.of(centre[i]).times(centre[j]).times(sums[0][0]));
    } else if (j > 0) {
      moment = moment.plus(Expansion.of(centre[j]).times(sums[0][0]));
    }
    return moment.leading(3);
  }

  @ParameterizedTest
  @MethodSource("tiles")
  void blocksDoNotMatter(Tile tile) {
    SeededRows rows = SeededRows.of(SEED, 1500).select(TAME).weighted();
    Moments expected = rows.collect(Precision.DOUBLE, Tile.scalar());
    MomentCollector collector = new MomentCollector(TAME, Precision.DOUBLE, tile);
    for (int block : new int[] {1500, 100, 256, 7}) {
      assertThat(rows.collect(collector, rows.inOrder(), block))
          .as("seed %d, block %d", SEED, block)
          .isEqualTo(expected);
    }
  }

  /** Each group has sums of its own, so the longest is that of its largest group of a row group. */
  @Test
  void theLongestSumIsThatOfOneRowGroupAndGroup() {
    SeededRows rows = SeededRows.of(SEED, 900).select(TAME);
    MomentCollector collector = new MomentCollector(TAME, Precision.DOUBLE, Tile.fastest());
    Group first = new Group(1, 0);
    Group second = new Group(2, 0);
    collector.add(first, rows.z(), rows.weights(), rows.inOrder(), 0, 500);
    collector.add(second, rows.z(), rows.weights(), rows.inOrder(), 500, 800);
    var one = collector.endRowGroup();
    collector.add(second, rows.z(), rows.weights(), rows.inOrder(), 800, 900);
    var two = collector.endRowGroup();
    assertThat(one.get(first).tally().longestSum()).isEqualTo(500);
    assertThat(one.get(second).tally().longestSum()).isEqualTo(300);
    assertThat(two.get(second).tally().longestSum()).isEqualTo(100);
    Moments sum = Moments.sum(TAME, List.of(two.get(second), one.get(second)));
    assertThat(sum.tally().rows()).isEqualTo(400);
    assertThat(sum.tally().longestSum()).isEqualTo(300);
  }

  @Test
  void centredMomentsKeepTheirDigitsWhereTheMeanIsFarFromZero() {
    SeededRows rows = SeededRows.of(SEED, 5000).select(List.of("far", "gaussian"));
    BigBinary exact = variation(rows.collect(Precision.EXACT, Tile.fastest()), 1);
    BigBinary rounded = variation(rows.collect(Precision.DOUBLE, Tile.fastest()), 1);
    double error = rounded.minus(exact).dividedBy(exact, 53).abs().doubleValue();
    assertThat(error).as("seed %d", SEED).isLessThan(1e-12);
  }

  /** Σw·Σw·x² − (Σw·x)². */
  private static BigBinary variation(Moments moments, int k) {
    BigBinary sum = moments.at(0, k).toBigBinary();
    return moments
        .at(0, 0)
        .toBigBinary()
        .times(moments.at(k, k).toBigBinary())
        .minus(sum.times(sum));
  }

  /** Cut off after three components, a number may end in a tie that its rest had decided. */
  @Test
  void whatIsKeptIsCanonical() {
    Expansion number = Expansion.of(0x1p200, 0x1p100, 0x1p47, 0x1p-10);
    assertThat(number.leading(3)).isEqualTo(Expansion.of(0x1p200, 0x1p100, 0x1p47));
    for (long seed = SEED; seed < SEED + 10; seed++) {
      Moments moments = SeededRows.of(seed, 700).collect(Precision.DOUBLE, Tile.fastest());
      assertThat(moments.plus(Moments.empty(moments.columns())))
          .as("seed %d", seed)
          .isEqualTo(moments);
    }
  }

  @Test
  void atMostThreeComponentsAreKept() {
    Moments moments = SeededRows.wide(SEED, 5, 3000).collect(Precision.DOUBLE, Tile.fastest());
    assertThat(moments.doubles()).isLessThanOrEqualTo(3 * 21);
  }

  @Test
  void aColumnWhoseSumsOverflowIsCountedAndTheOthersAreRight() {
    double[][] z = {{1e200, -1e200, 3}, {1, 2, 4}};
    MomentCollector collector =
        new MomentCollector(List.of("x", "y"), Precision.DOUBLE, Tile.fastest());
    Group group = new Group(0, 0);
    collector.add(group, z, new double[0], new int[] {0, 1, 2}, 0, 3);
    Moments moments = collector.endRowGroup().get(group);
    assertThat(moments.tally().of("x").outOfRange()).isEqualTo(1);
    assertThat(moments.at(1, 2)).isEqualTo(Expansion.ZERO);
    assertThat(moments.at(2, 2).value()).isEqualTo(21);
  }

  @Test
  void magnitudesThatExactMomentsDoNotCoverAreTakenAsTheyAre() {
    double[][] z = {{1e-150, 1, 2}};
    MomentCollector collector = new MomentCollector(List.of("x"), Precision.DOUBLE, Tile.fastest());
    Group group = new Group(0, 0);
    collector.add(group, z, new double[0], new int[] {0, 1, 2}, 0, 3);
    Moments moments = collector.endRowGroup().get(group);
    assertThat(moments.tally().of("x").outOfRange()).isZero();
    assertThat(moments.tally().of("x").fractions()).isEqualTo(1);
    assertThat(moments.at(1, 1).value()).isEqualTo(5);
  }
}
