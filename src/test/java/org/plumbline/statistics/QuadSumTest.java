package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuadSumTest {

  @Test
  void hasTheComponentsOfTheExactSumWhereItCanTell() {
    int told = 0;
    for (int seed = 0; seed < 40_000; seed++) {
      Random random = new Random(seed);
      double[] terms = terms(random);
      int most = 1 + random.nextInt(QuadSum.PARTS);
      QuadSum quad = new QuadSum();
      ExactSum sum = new ExactSum();
      for (double term : terms) {
        quad.add(term);
        sum.add(term);
      }
      double[] components = new double[QuadSum.PARTS];
      int count = quad.copyTo(components, 0, most);
      if (count >= 0) {
        double[] expected = new double[ExactSum.MOST_PARTS];
        int expectedCount = sum.drain(expected, 0, most);
        assertThat(Arrays.copyOf(components, count))
            .as("seed %d: %s", seed, Arrays.toString(terms))
            .isEqualTo(Arrays.copyOf(expected, expectedCount));
        told++;
      }
    }
    assertThat(told).as("sums that were told").isBetween(20_000, 39_000);
  }

  /** Of narrow and wide ranges, with ties, cancellation, zeros and numbers near the smallest. */
  private static double[] terms(Random random) {
    double[] terms = new double[1 + random.nextInt(12)];
    int range = 1 + random.nextInt(240);
    int lowest = random.nextInt(8) == 0 ? -1074 : -20;
    for (int k = 0; k < terms.length; k++) {
      double value = random.nextBoolean() ? random.nextGaussian() : random.nextInt(3) - 1;
      terms[k] = Math.scalb(value, lowest + random.nextInt(range));
      if (k > 0 && random.nextInt(4) == 0) {
        terms[k] = -terms[random.nextInt(k)];
      }
    }
    return terms;
  }

  @Test
  void cannotTellWhereAFifthComponentIsLost() {
    QuadSum sum = new QuadSum();
    for (int exponent : new int[] {400, 200, 0, -200, -400}) {
      sum.add(Math.scalb(1.0, exponent));
    }
    assertThat(sum.copyTo(new double[QuadSum.PARTS], 0, QuadSum.PARTS)).isNegative();
  }

  @Test
  void cannotTellATie() {
    QuadSum sum = new QuadSum().add(1).add(0x1p-53).add(0x1p-200);
    assertThat(sum.copyTo(new double[QuadSum.PARTS], 0, QuadSum.PARTS)).isNegative();
  }

  @Test
  void cannotTellBeyondTheRangeOfDouble() {
    QuadSum sum = new QuadSum().add(Double.MAX_VALUE).add(Double.MAX_VALUE);
    assertThat(sum.copyTo(new double[QuadSum.PARTS], 0, QuadSum.PARTS)).isNegative();
    assertThat(sum.clear().add(3).copyTo(new double[QuadSum.PARTS], 0, QuadSum.PARTS)).isOne();
  }
}
