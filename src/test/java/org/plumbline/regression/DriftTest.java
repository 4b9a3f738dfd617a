package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.statistics.CategoryDistribution;
import org.plumbline.statistics.Distribution;
import org.plumbline.statistics.NumberCollector;
import org.plumbline.statistics.NumberDistribution;

class DriftTest {

  private static final double TAIL = 0.01;

  /** Draws of a reference and a current sample, both of one distribution. */
  private static final int TRIALS = 600;

  /** Of 600 trials at 0.01: 17 and more have a probability of about 0.0003. */
  private static final int MOST_ALARMS = 17;

  static Stream<Arguments> columns() {
    return Stream.of(
        Arguments.of("normal", number(Random::nextGaussian)),
        Arguments.of("log-normal", number(random -> StrictMath.exp(2 * random.nextGaussian()))),
        Arguments.of("whole", number(random -> (double) random.nextInt(30))),
        Arguments.of("tied", number(random -> random.nextInt(3) > 0 ? 0 : random.nextDouble())),
        Arguments.of(
            "missing", number(random -> random.nextInt(200) > 0 ? random.nextDouble() : null)),
        Arguments.of("levels", (Function<Random, String>) random -> "l" + random.nextInt(12)),
        Arguments.of(
            "skewed levels",
            (Function<Random, String>)
                random -> "l" + (int) StrictMath.exp(6 * random.nextDouble())));
  }

  private static Function<Random, Double> number(Function<Random, Double> draw) {
    return draw;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("columns")
  void withoutAChangeNoiseIsExceededAsRarelyAsItSays(String name, Function<Random, Object> draw) {
    Map<String, Integer> alarms = new HashMap<>();
    for (int trial = 0; trial < TRIALS; trial++) {
      Random random = new Random(77_000L + trial);
      Distribution reference = sample(random, 4_000, draw);
      Drift drift = Drift.between(reference, sample(random, 400, draw), TAIL);
      count("psi", drift.stabilityIndex().map(Drift.Distance::isBeyondNoise), alarms);
      count("ks", drift.kolmogorovSmirnov().map(Drift.Distance::isBeyondNoise), alarms);
      count("js", drift.jensenShannon().map(Drift.Distance::isBeyondNoise), alarms);
      count("missing", drift.missing().map(Drift.Share::isBeyondNoise), alarms);
      count("range", drift.outOfRange().map(Drift.Share::isBeyondNoise), alarms);
      count("new", drift.newLevels().map(Drift.Share::isBeyondNoise), alarms);
    }
    assertThat(alarms.values())
        .as("%s: alarms of %d trials from seed 77000: %s", name, TRIALS, alarms)
        .allMatch(count -> count <= MOST_ALARMS);
  }

  private static void count(String what, Optional<Boolean> beyond, Map<String, Integer> alarms) {
    beyond.filter(each -> each).ifPresent(each -> alarms.merge(what, 1, Integer::sum));
  }

  private static Distribution sample(Random random, int rows, Function<Random, ?> draw) {
    NumberCollector numbers = new NumberCollector();
    Map<String, Long> levels = new HashMap<>();
    for (int row = 0; row < rows; row++) {
      Object drawn = draw.apply(random);
      if (drawn == null) {
        numbers.addNulls(1);
      } else if (drawn instanceof Double number) {
        numbers.add(number);
      } else {
        levels.merge((String) drawn, 1L, Long::sum);
      }
    }
    return levels.isEmpty() ? numbers.end() : new CategoryDistribution(0, 0, levels);
  }

  @Test
  void aShiftIsBeyondTheNoise() {
    Random random = new Random(5);
    Distribution reference = sample(random, 4_000, Random::nextGaussian);
    Distribution moved = sample(random, 400, each -> each.nextGaussian() + 0.5);
    Drift drift = Drift.between(reference, moved, 0.001);
    assertThat(drift.stabilityIndex().orElseThrow().isBeyondNoise()).isTrue();
    assertThat(drift.kolmogorovSmirnov().orElseThrow().isBeyondNoise()).isTrue();
    assertThat(drift.jensenShannon().orElseThrow().isBeyondNoise()).isTrue();
    assertThat(drift.missing().orElseThrow().isBeyondNoise()).isFalse();
    assertThat(drift.newLevels()).isEmpty();
  }

  @Test
  void sharesAreThoseOfTheRows() {
    NumberCollector collector = new NumberCollector();
    collector.addNulls(10);
    for (int value = 10; value <= 99; value++) {
      collector.add(value);
    }
    NumberDistribution reference = collector.end();
    collector.addNulls(3);
    double[] values = {9, 10, 99, 100, 1e9, 50, Double.POSITIVE_INFINITY};
    collector.add(values, 0, values.length);
    Drift drift = Drift.between(reference, collector.end(), 0.001);
    assertThat(drift.missing().orElseThrow().reference()).isEqualTo(0.1);
    assertThat(drift.missing().orElseThrow().current()).isEqualTo(0.3);
    assertThat(drift.outOfRange().orElseThrow().current()).isCloseTo(4 / 7.0, within(1e-12));
  }

  @Test
  void newLevelsAreThoseThatTheReferenceHasNot() {
    Distribution reference = new CategoryDistribution(0, 0, Map.of("a", 900L, "b", 100L));
    Distribution current = new CategoryDistribution(5, 3, Map.of("a", 80L, "c", 17L));
    Drift drift = Drift.between(reference, current, 0.001);
    assertThat(drift.newLevels().orElseThrow().current()).isEqualTo(0.2);
    assertThat(drift.newLevels().orElseThrow().isBeyondNoise()).isTrue();
    assertThat(drift.kolmogorovSmirnov()).isEmpty();
    assertThat(drift.outOfRange()).isEmpty();
  }

  @Test
  void withoutValuesThereIsNoDistance() {
    NumberCollector collector = new NumberCollector();
    collector.addNulls(4);
    NumberDistribution nulls = collector.end();
    collector.add(1);
    Drift drift = Drift.between(collector.end(), nulls, 0.001);
    assertThat(drift.stabilityIndex()).isEmpty();
    assertThat(drift.missing().orElseThrow().current()).isEqualTo(1);
    assertThat(Drift.between(NumberDistribution.EMPTY, nulls, 0.001).missing()).isEmpty();
    assertThatThrownBy(() -> Drift.between(nulls, CategoryDistribution.EMPTY, 0.001))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
