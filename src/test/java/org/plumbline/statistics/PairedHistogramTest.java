package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedHistogramTest {

  @Test
  void stabilityIndexIsTheFormulaOnTheRawValues() {
    double[] reference = normal(1, 40_000, 0, 1);
    double[] current = normal(2, 3_000, 0.3, 1.2);
    PairedHistogram bins = PairedHistogram.ofQuantiles(of(reference), of(current), 10);
    assertThat(bins.bins()).isEqualTo(10);
    assertThat(Arrays.stream(bins.reference()).sum()).isEqualTo(40_000);
    assertThat(Arrays.stream(bins.current()).sum()).isCloseTo(3_000, within(1e-9));
    // The bins of the raw values: at the sorted reference's deciles.
    double[] sorted = reference.clone();
    Arrays.sort(sorted);
    double[] ends = IntStream.range(1, 10).mapToDouble(j -> sorted[j * 4_000 - 1]).toArray();
    double raw = index(counts(reference, ends), counts(current, ends));
    assertThat(bins.stabilityIndex()).isCloseTo(raw, within(0.01));
    assertThat(raw).isGreaterThan(0.1);
  }

  @Test
  void binsOfFewValuesAreExact() {
    double[] reference = {1, 1, 1, 1, 1, 1, 2, 2, 3, 9};
    double[] current = {1, 2, 2, 2, 4, 100};
    PairedHistogram bins = PairedHistogram.ofQuantiles(of(reference), of(current), 10);
    assertThat(bins.reference()).containsExactly(6, 2, 1, 1);
    assertThat(bins.current()).containsExactly(1, 3, 0, 2);
    assertThat(bins.stabilityIndex())
        .isCloseTo(index(new double[] {6, 2, 1, 1}, new double[] {1, 3, 0, 2}), within(1e-12));
  }

  private static double index(double[] reference, double[] current) {
    double all = Arrays.stream(reference).sum() + 0.5 * reference.length;
    double now = Arrays.stream(current).sum() + 0.5 * current.length;
    return IntStream.range(0, reference.length)
        .mapToDouble(
            bin -> {
              double p = (reference[bin] + 0.5) / all;
              double q = (current[bin] + 0.5) / now;
              return (q - p) * (StrictMath.log(q) - StrictMath.log(p));
            })
        .sum();
  }

  private static double[] counts(double[] values, double[] ends) {
    double[] counts = new double[ends.length + 1];
    for (double value : values) {
      counts[(int) Arrays.stream(ends).filter(end -> end < value).count()]++;
    }
    return counts;
  }

  @Test
  void kolmogorovSmirnovIsThatOfTheRawValuesToACell() {
    double[] reference = normal(3, 20_000, 0, 1);
    double[] current = normal(4, 2_000, 0.2, 1);
    double raw = kolmogorovSmirnov(reference, current);
    double found = PairedHistogram.ofCells(of(reference), of(current)).kolmogorovSmirnov();
    assertThat(found).isLessThanOrEqualTo(raw).isCloseTo(raw, within(0.01));
  }

  @Test
  void kolmogorovSmirnovOfFewValuesIsThatOfTheRawValues() {
    Random random = new Random(8);
    double[] reference = random.ints(900, -20, 30).asDoubleStream().toArray();
    double[] current = random.ints(300, -10, 40).asDoubleStream().toArray();
    assertThat(PairedHistogram.ofCells(of(reference), of(current)).kolmogorovSmirnov())
        .isCloseTo(kolmogorovSmirnov(reference, current), within(1e-12));
  }

  private static double kolmogorovSmirnov(double[] one, double[] two) {
    double[] first = one.clone();
    double[] second = two.clone();
    Arrays.sort(first);
    Arrays.sort(second);
    return DoubleStream.concat(Arrays.stream(one), Arrays.stream(two))
        .map(x -> Math.abs(shareUpTo(first, x) - shareUpTo(second, x)))
        .max()
        .orElseThrow();
  }

  private static double shareUpTo(double[] sorted, double x) {
    int at = Arrays.binarySearch(sorted, Math.nextUp(x));
    while (at > 0 && sorted[at - 1] > x) {
      at--;
    }
    return (at < 0 ? -at - 1.0 : at) / sorted.length;
  }

  /** SciPy's jensenshannon([60, 30, 10], [20, 30, 50], base = 2), computed to 30 digits. */
  @Test
  void jensenShannonIsThatOfScipy() {
    CategoryDistribution reference =
        new CategoryDistribution(5, 0, Map.of("a", 60L, "b", 30L, "c", 10L));
    CategoryDistribution current =
        new CategoryDistribution(0, 0, Map.of("a", 20L, "b", 30L, "c", 50L));
    PairedHistogram bins = PairedHistogram.ofLevels(reference, current);
    assertThat(bins.bins()).isEqualTo(3);
    assertThat(bins.jensenShannon()).isCloseTo(0.4248317593140143, within(1e-12));
  }

  @Test
  void nothingInCommonIsAsFarAsCanBe() {
    double[] low = {1, 2, 3};
    double[] high = {10, 20, 30};
    assertThat(PairedHistogram.ofCells(of(low), of(high)).jensenShannon()).isEqualTo(1);
    assertThat(PairedHistogram.ofCells(of(low), of(high)).kolmogorovSmirnov()).isEqualTo(1);
  }

  @Test
  void theSameIsNotApart() {
    NumberDistribution some = of(normal(6, 5_000, 0, 1));
    assertThat(PairedHistogram.ofCells(some, some).kolmogorovSmirnov()).isZero();
    assertThat(PairedHistogram.ofQuantiles(some, some, 10).stabilityIndex()).isZero();
    assertThat(PairedHistogram.ofQuantiles(some, some, 10).jensenShannon()).isZero();
  }

  @Test
  void rareLevelsAreOneBin() {
    CategoryDistribution reference =
        new CategoryDistribution(0, 0, Map.of("a", 5_000L, "b", 4_000L, "c", 2L, "d", 1L));
    CategoryDistribution current =
        new CategoryDistribution(0, 7, Map.of("a", 50L, "b", 40L, "e", 3L));
    PairedHistogram bins = PairedHistogram.ofLevels(reference, current);
    assertThat(bins.reference()).containsExactly(5_000, 4_000, 3);
    assertThat(bins.current()).containsExactly(50, 40, 10);
  }

  @Test
  void zerosAreABinOfTheirOwn() {
    double[] reference = {-1, 0, 0, 0, 1};
    double[] current = {0, Double.MIN_VALUE, -Double.MIN_VALUE};
    PairedHistogram bins = PairedHistogram.ofCells(of(reference), of(current));
    assertThat(bins.reference()).containsExactly(1, 0, 3, 0, 1);
    assertThat(bins.current()).containsExactly(0, 1, 1, 1, 0);
  }

  private static double[] normal(long seed, int rows, double mean, double deviation) {
    Random random = new Random(seed);
    return IntStream.range(0, rows)
        .mapToDouble(row -> mean + deviation * random.nextGaussian())
        .toArray();
  }

  private static NumberDistribution of(double[] values) {
    NumberCollector collector = new NumberCollector();
    collector.add(values, 0, values.length);
    return collector.end();
  }
}
