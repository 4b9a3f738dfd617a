package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each decile is right to half a percent of the rows. */
class DistributionAccuracyTest {

  private static final double MOST = 0.005;

  private static final double DAY = 86_400;

  static Stream<Arguments> columns() {
    return Stream.of(
        column("normal", random -> random.nextGaussian()),
        column("normal about 1000", random -> 1000 + 15 * random.nextGaussian()),
        column("normal about a power of two", random -> 1024 + 15 * random.nextGaussian()),
        column("narrow normal far away", random -> -1e9 + random.nextGaussian()),
        column("normal of minute scale", random -> 1e-12 * random.nextGaussian()),
        column("log-normal 0.1", random -> StrictMath.exp(0.1 * random.nextGaussian())),
        column("log-normal 0.5", random -> StrictMath.exp(0.5 * random.nextGaussian())),
        column("log-normal 1", random -> StrictMath.exp(random.nextGaussian())),
        column("log-normal 3", random -> StrictMath.exp(3 * random.nextGaussian())),
        column("uniform", random -> random.nextDouble()),
        column("exponential", random -> -StrictMath.log(1 - random.nextDouble())),
        column("Cauchy", random -> StrictMath.tan(Math.PI * (random.nextDouble() - 0.5))),
        column("small whole numbers", random -> random.nextInt(40)),
        column("whole numbers", random -> random.nextInt(3_000) - 500),
        column("large whole numbers", random -> random.nextInt(10_000_000)),
        column(
            "skewed whole numbers", random -> Math.rint(StrictMath.exp(9 * random.nextDouble()))),
        column(
            "two peaks",
            random -> (random.nextBoolean() ? 10 : 900) * (1 + random.nextGaussian() / 50)),
        column("mostly zero", random -> random.nextInt(5) > 0 ? 0 : random.nextGaussian()),
        column("rounded to cents", random -> Math.rint(1e4 * random.nextDouble()) / 100),
        column("dates", random -> 15_000 + random.nextInt(5_000)),
        column("epoch seconds", random -> 1.6e9 + random.nextInt(400) * DAY + hours(random)),
        column("epoch millis", random -> 1e3 * (1.6e9 + 30 * DAY * random.nextDouble())),
        column("epoch micros", random -> Math.rint(1e6 * (1.6e9 + DAY * random.nextDouble()))));
  }

  private static double hours(Random random) {
    return Math.rint(DAY * (random.nextDouble() + random.nextDouble()) / 2);
  }

  private static Arguments column(String name, ToDoubleFunction<Random> draw) {
    return Arguments.of(name, draw);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("columns")
  void decilesAreRightToHalfAPercentOfTheRows(String name, ToDoubleFunction<Random> draw) {
    for (int rows : new int[] {1, 2, 7, 100, 2_000, 300_000}) {
      long seed = 1_000L + rows;
      Random random = new Random(seed);
      double[] values = new double[rows];
      Arrays.setAll(values, row -> draw.applyAsDouble(random));
      NumberCollector collector = new NumberCollector();
      collector.add(values, 0, rows);
      NumberDistribution distribution = collector.end();
      Arrays.sort(values);
      for (int decile = 1; decile < 10; decile++) {
        double value = distribution.quantile(decile / 10.0);
        assertThat(rankError(values, value, decile / 10.0))
            .as("%s: decile %d of %d rows of seed %d is %s", name, decile, rows, seed, value)
            .isLessThanOrEqualTo(MOST);
      }
    }
  }

  /** How far a share is from those that rows below and rows up to the value make. */
  private static double rankError(double[] sorted, double value, double share) {
    int below = lowerBound(sorted, value);
    int upTo = lowerBound(sorted, Math.nextUp(value));
    double rows = sorted.length;
    return Math.max(0, Math.max(below / rows - share, share - upTo / rows));
  }

  private static int lowerBound(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
