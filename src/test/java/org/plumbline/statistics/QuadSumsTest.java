package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuadSumsTest {

  /** More than one vector, and not a whole number of them. */
  private static final int SIZE = 19;

  @Test
  void hasTheComponentsOfTheExactSumWhereItCanTell() {
    int told = 0;
    for (int seed = 0; seed < 40_000; seed++) {
      Random random = new Random(seed);
      double[] terms = terms(random);
      int most = 1 + random.nextInt(QuadSums.PARTS);
      int place = random.nextInt(SIZE);
      QuadSums quad = new QuadSums(SIZE);
      ExactSum sum = new ExactSum();
      for (double term : terms) {
        add(quad, place, term);
        sum.add(term);
      }
      quad.settle(SIZE);
      double[] components = new double[QuadSums.PARTS];
      int count = quad.copyTo(place, components, 0, most);
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

  private static void add(QuadSums sums, int place, double term) {
    double[] terms = new double[SIZE];
    terms[place] = term;
    sums.add(terms, SIZE);
  }

  /** Components of a sum that others surround; −1 where it cannot be told. */
  private static int count(double... terms) {
    QuadSums sums = new QuadSums(SIZE);
    for (double term : terms) {
      add(sums, SIZE / 2, term);
    }
    sums.settle(SIZE);
    assertThat(sums.copyTo(0, new double[QuadSums.PARTS], 0, QuadSums.PARTS)).isZero();
    return sums.copyTo(SIZE / 2, new double[QuadSums.PARTS], 0, QuadSums.PARTS);
  }

  @Test
  void cannotTellWhereAFifthComponentIsLost() {
    assertThat(count(0x1p400, 0x1p200, 1, 0x1p-200, 0x1p-400)).isNegative();
  }

  @Test
  void cannotTellATie() {
    assertThat(count(1, 0x1p-53, 0x1p-200)).isNegative();
  }

  @Test
  void cannotTellBeyondTheRangeOfDouble() {
    assertThat(count(Double.MAX_VALUE, Double.MAX_VALUE)).isNegative();
  }

  @Test
  void startsAgainWhenCleared() {
    QuadSums sums = new QuadSums(1).add(new double[] {Double.MAX_VALUE}, 1);
    sums.add(new double[] {Double.MAX_VALUE}, 1).clear().add(new double[] {3}, 1).settle(1);
    assertThat(sums.copyTo(0, new double[QuadSums.PARTS], 0, QuadSums.PARTS)).isOne();
  }
}
