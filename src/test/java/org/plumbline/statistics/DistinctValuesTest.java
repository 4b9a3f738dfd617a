package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctValuesTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 2047})
  void fewValuesAreCountedExactly(int values) {
    DistinctValues found = of(1, values, 5);

    assertThat(found.isExact()).isTrue();
    assertThat(found.count()).isEqualTo(values);
  }

  @Test
  void manyValuesAreEstimatedWithinFiveStandardErrors() {
    for (int seed = 1; seed <= 5; seed++) {
      DistinctValues found = of(seed, 200_000, 2);

      assertThat(found.isExact()).isFalse();
      assertThat(found.count() / 200_000.0).as("seed " + seed).isCloseTo(1, within(5 * 0.0222));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 3000, 50_000})
  void mergeIsIndependentOfPartitioning(int values) {
    DistinctValues whole = of(7, values, 1);
    DistinctValues.Collector[] parts = new DistinctValues.Collector[3];
    for (int part = 0; part < parts.length; part++) {
      parts[part] = new DistinctValues.Collector();
    }
    Random random = new Random(7);
    for (int value = 0; value < values; value++) {
      long hash = random.nextLong();
      parts[value % 3].add(hash);
      parts[(value + 1) % 3].add(hash); // parts that share values
    }
    DistinctValues merged = parts[2].end().plus(parts[0].end()).plus(parts[1].end());

    assertThat(merged.count()).isEqualTo(whole.count());
    assertThat(merged.plus(DistinctValues.NONE).plus(whole).count()).isEqualTo(whole.count());
  }

  private static DistinctValues of(int seed, int values, int times) {
    DistinctValues.Collector collector = new DistinctValues.Collector();
    for (int time = 0; time < times; time++) {
      Random random = new Random(seed);
      for (int value = 0; value < values; value++) {
        collector.add(random.nextLong());
      }
    }
    return collector.end();
  }
}
