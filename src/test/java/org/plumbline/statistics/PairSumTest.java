package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairSumTest {

  @Test
  void hasTheComponentsOfTheExactSumWhereNothingWasLost() {
    int exact = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      double[] terms = terms(random);
      PairSum pair = new PairSum();
      ExactSum sum = new ExactSum();
      for (double term : terms) {
        pair.add(term);
        sum.add(term);
      }
      if (pair.isExact()) {
        double[] components = new double[2];
        int count = pair.copyTo(components, 0);
        double[] expected = new double[ExactSum.MOST_PARTS];
        int expectedCount = sum.drain(expected, 0, ExactSum.MOST_PARTS);
        assertThat(Arrays.copyOf(components, count))
            .as("seed %d: %s", seed, Arrays.toString(terms))
            .isEqualTo(Arrays.copyOf(expected, expectedCount));
        exact++;
      }
    }
    assertThat(exact).as("sums that lost nothing").isBetween(5_000, 19_000);
  }

  /** Of narrow and wide ranges, with ties, cancellation and zeros. */
  private static double[] terms(Random random) {
    double[] terms = new double[1 + random.nextInt(10)];
    int range = 1 + random.nextInt(120);
    for (int k = 0; k < terms.length; k++) {
      double value = random.nextBoolean() ? random.nextGaussian() : random.nextInt(3) - 1;
      terms[k] = Math.scalb(value, random.nextInt(range));
      if (k > 0 && random.nextInt(4) == 0) {
        terms[k] = -terms[random.nextInt(k)];
      }
    }
    return terms;
  }

  @Test
  void saysThatAThirdComponentIsLost() {
    assertThat(new PairSum().add(0x1p200).add(1).add(0x1p-200).isExact()).isFalse();
  }

  @Test
  void saysThatATermBeyondTheRangeOfDoubleIsLost() {
    PairSum sum = new PairSum().add(Double.MAX_VALUE).add(Double.MAX_VALUE);
    assertThat(sum.isExact()).isFalse();
    assertThat(sum.clear().add(3).isExact()).isTrue();
  }
}
