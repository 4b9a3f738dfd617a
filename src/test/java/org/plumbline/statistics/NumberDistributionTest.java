package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.Failure;

class NumberDistributionTest {

  private static final int ROWS = 20_000;

  /** Shapes of columns that distributions meet; the seed is in each message. */
  enum Shape {
    NORMAL,
    LOG_NORMAL,
    WHOLE,
    TIED,
    EVERY_MAGNITUDE,
    ODD;

    double draw(Random random) {
      return switch (this) {
        case NORMAL -> random.nextGaussian();
        case LOG_NORMAL -> StrictMath.exp(3 * random.nextGaussian());
        case WHOLE -> random.nextInt(5_000) - 2_000;
        case TIED -> random.nextInt(4) / 3.0;
        case EVERY_MAGNITUDE -> anyFinite(random);
        case ODD -> odd(random);
      };
    }

    private static double anyFinite(Random random) {
      double drawn = Double.longBitsToDouble(random.nextLong());
      return Double.isFinite(drawn) ? drawn : 0;
    }

    private static double odd(Random random) {
      return switch (random.nextInt(8)) {
        case 0 -> Double.NaN;
        case 1 -> Double.NEGATIVE_INFINITY;
        case 2 -> Double.POSITIVE_INFINITY;
        case 3 -> -0.0;
        case 4 -> 0;
        default -> random.nextGaussian();
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void isThatOfTheDefinitionWhateverTheOrderAndTheCut(Shape shape) {
    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      double[] values = random.doubles(ROWS).map(any -> shape.draw(random)).toArray();
      NumberDistribution expected = byDefinition(values);
      assertThat(of(values)).as("%s of seed %d", shape, seed).isEqualTo(expected);
      shuffle(values, random);
      NumberCollector collector = new NumberCollector();
      int from = 0;
      while (from < values.length) {
        int to = Math.min(values.length, from + 1 + random.nextInt(3_000));
        collector.add(values, from, to);
        from = to;
      }
      NumberDistribution shuffled = collector.end();
      assertThat(shuffled).as("%s of seed %d, shuffled", shape, seed).isEqualTo(expected);
      assertThat(shuffled.encode()).isEqualTo(expected.encode());
    }
  }

  @ParameterizedTest
  @EnumSource
  void sumsArePartsAddedInAnyOrderAndGrouping(Shape shape) {
    for (long seed = 11; seed <= 13; seed++) {
      Random random = new Random(seed);
      double[] values = random.doubles(ROWS).map(any -> shape.draw(random)).toArray();
      List<NumberDistribution> parts = new ArrayList<>();
      int from = 0;
      while (from < values.length) {
        int to = Math.min(values.length, from + 1 + random.nextInt(from + 10));
        parts.add(of(Arrays.copyOfRange(values, from, to)));
        from = to;
      }
      NumberDistribution whole = of(values);
      Collections.shuffle(parts, random);
      while (parts.size() > 1) {
        NumberDistribution one = parts.remove(random.nextInt(parts.size()));
        NumberDistribution two = parts.remove(random.nextInt(parts.size()));
        assertThat(one.plus(two)).isEqualTo(two.plus(one));
        parts.add(one.plus(two));
      }
      assertThat(parts.get(0)).as("%s of seed %d", shape, seed).isEqualTo(whole);
      assertThat(parts.get(0).encode()).isEqualTo(whole.encode());
      assertThat(whole.plus(NumberDistribution.EMPTY)).isEqualTo(whole);
      assertThat(NumberDistribution.EMPTY.plus(whole)).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsBackWhatItWrote(Shape shape) {
    Random random = new Random(5);
    NumberDistribution written = of(random.doubles(ROWS).map(any -> shape.draw(random)).toArray());
    assertThat(Distribution.decode(written.encode())).isEqualTo(written);
    assertThat(
            NumberDistribution.of(
                written.odd(), written.isWhole(), written.shift(), written.cells()))
        .isEqualTo(written);
    assertThat(written.encode().length).isLessThan(2_100);
  }

  @Test
  void refusesBytesThatAreCutOffOrOverwritten() {
    byte[] bytes = of(new double[] {1, 2, 3.5, Double.NaN}).encode();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Distribution.decode(cut))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("a stored distribution is damaged");
    }
    assertThatThrownBy(() -> Distribution.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .hasMessageContaining("1 bytes too many");
    byte[] newer = bytes.clone();
    newer[0] = 2;
    assertThatThrownBy(() -> Distribution.decode(newer)).hasMessageContaining("form 2");
  }

  @Test
  void countsRowsWithoutAFiniteValueByKind() {
    NumberCollector collector = new NumberCollector();
    collector.addNulls(5);
    collector.add(
        new double[] {
          Double.NaN, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 7
        },
        0,
        5);
    NumberDistribution found = collector.end();
    assertThat(found.odd()).isEqualTo(new NumberDistribution.Odd(5, 2, 1, 1));
    assertThat(found.rows()).isEqualTo(10);
    assertThat(found.missing()).isEqualTo(7);
    assertThat(found.missingShare()).isEqualTo(0.7);
    assertThat(found.values()).isEqualTo(1);
    assertThat(found.isWhole()).isTrue();
    assertThat(collector.end()).isEqualTo(NumberDistribution.EMPTY);
  }

  @Test
  void negativeZeroIsZero() {
    assertThat(of(new double[] {-0.0, 0})).isEqualTo(of(new double[] {0, 0}));
    assertThat(of(new double[] {-0.0, 0}).cells())
        .containsExactly(new NumberDistribution.Cell(0, 0, 2));
  }

  @Test
  void ofNoValuesTellsNoNumber() {
    assertThat(NumberDistribution.EMPTY.quantile(0.5)).isNaN();
    assertThat(NumberDistribution.EMPTY.min()).isNaN();
    assertThat(NumberDistribution.EMPTY.shareUpTo(0)).isNaN();
    assertThat(NumberDistribution.EMPTY.cells()).isEmpty();
    assertThat(Distribution.decode(NumberDistribution.EMPTY.encode()))
        .isEqualTo(NumberDistribution.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 511, 512})
  void fewDistinctValuesAreExact(int distinct) {
    Random random = new Random(distinct);
    double[] values = random.doubles(3_000).map(any -> random.nextInt(distinct) / 7.0).toArray();
    NumberDistribution found = of(values);
    Arrays.sort(values);
    assertThat(found.shift()).isZero();
    for (int row = 0; row < values.length; row++) {
      double expected = values[row];
      assertThat(found.quantile((row + 0.5) / values.length)).isEqualTo(expected);
      assertThat(found.rowsUpTo(expected)).isEqualTo(lastOf(values, row) + 1.0);
    }
    assertThat(found.quantile(0)).isEqualTo(values[0]).isEqualTo(found.min());
    assertThat(found.quantile(1)).isEqualTo(values[values.length - 1]).isEqualTo(found.max());
  }

  @Test
  void distributionFunctionIsExactAtTheEndsOfCellsAndRisesBetween() {
    Random random = new Random(23);
    double[] values = random.doubles(50_000).map(any -> random.nextGaussian()).toArray();
    NumberDistribution found = of(values);
    Arrays.sort(values);
    for (NumberDistribution.Cell cell : found.cells()) {
      assertThat(found.rowsUpTo(cell.last())).isEqualTo(rowsUpTo(values, cell.last()));
      double middle = (cell.first() + cell.last()) / 2;
      assertThat(found.rowsUpTo(middle))
          .isBetween(found.rowsUpTo(Math.nextDown(cell.first())), found.rowsUpTo(cell.last()));
    }
    assertThat(found.rowsUpTo(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(found.rowsUpTo(Double.POSITIVE_INFINITY)).isEqualTo(values.length);
    assertThat(found.rowsUpTo(Double.NaN)).isNaN();
  }

  @Test
  void numbersAndCategoriesAreNotAdded() {
    assertThatThrownBy(() -> NumberDistribution.EMPTY.plus(CategoryDistribution.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The last row of the same value. */
  private static int lastOf(double[] sorted, int row) {
    int last = row;
    while (last + 1 < sorted.length && sorted[last + 1] == sorted[row]) {
      last++;
    }
    return last;
  }

  private static double rowsUpTo(double[] sorted, double x) {
    return Arrays.stream(sorted).filter(value -> value <= x).count();
  }

  private static NumberDistribution of(double[] values) {
    NumberCollector collector = new NumberCollector();
    collector.add(values, 0, values.length);
    return collector.end();
  }

  /** The definition, written down: tries shifts from 0 on all values at once. */
  private static NumberDistribution byDefinition(double[] values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    int shift = 0;
    SortedMap<Long, Long> cells = cells(finite, shift);
    while (cells.size() > 512) {
      cells = cells(finite, ++shift);
    }
    NumberDistribution.Odd odd =
        new NumberDistribution.Odd(
            0,
            Arrays.stream(values).filter(Double::isNaN).count(),
            Arrays.stream(values).filter(value -> value == Double.NEGATIVE_INFINITY).count(),
            Arrays.stream(values).filter(value -> value == Double.POSITIVE_INFINITY).count());
    double[] keys = finite.clone();
    long zeros = Arrays.stream(finite).filter(value -> value == 0).count();
    return new NumberDistribution(
        odd,
        Arrays.stream(finite).allMatch(value -> value == StrictMath.floor(value)),
        Arrays.stream(keys).mapToLong(NumberDistributionTest::key).min().orElseThrow(),
        Arrays.stream(keys).mapToLong(NumberDistributionTest::key).max().orElseThrow(),
        zeros,
        new Cells(
            shift,
            cells.keySet().stream().mapToLong(Long::longValue).toArray(),
            cells.values().stream().mapToLong(Long::longValue).toArray()));
  }

  private static SortedMap<Long, Long> cells(double[] values, int shift) {
    SortedMap<Long, Long> cells = new TreeMap<>();
    for (double value : values) {
      if (value == 0) {
        continue;
      }
      cells.merge(Math.floorDiv(key(value), 1L << Math.min(shift, 62)), 1L, Long::sum);
    }
    return cells;
  }

  /** The place of a number among all doubles, 0 at zero. */
  private static long key(double value) {
    long magnitude = Double.doubleToLongBits(Math.abs(value));
    return value < 0 ? -magnitude - 1 : magnitude;
  }

  private static void shuffle(double[] values, Random random) {
    for (int k = values.length - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      double swapped = values[k];
      values[k] = values[other];
      values[other] = swapped;
    }
  }
}
