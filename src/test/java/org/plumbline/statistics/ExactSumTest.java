package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExactSumTest {

  private static final long SEED = 20260101;

  @Test
  void canonicalComponentsAreTheNumberRoundedThenWhatIsLeftRounded() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int trial = 0; trial < 3000; trial++) {
      double[] terms = terms(random, 1 + random.nextInt(12));
      BigDecimal left = sum(terms);
      for (double part : Expansion.of(terms).parts()) {
        assertThat(part).as("seed %d, trial %d", SEED, trial).isEqualTo(left.doubleValue());
        left = left.subtract(new BigDecimal(part));
      }
      assertThat(left).as("seed %d, trial %d", SEED, trial).isEqualByComparingTo(BigDecimal.ZERO);
    }
  }

  @Test
  void equalNumbersHaveEqualComponentsWhateverTheOrderOfTheirTerms() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int trial = 0; trial < 500; trial++) {
      double[] terms = terms(random, 20);
      List<Double> shuffled = new ArrayList<>();
      for (double term : terms) {
        shuffled.add(term);
        shuffled.add(1e300);
        shuffled.add(-1e300);
      }
      Collections.shuffle(shuffled, new java.util.Random(trial));
      double[] others = shuffled.stream().mapToDouble(Double::doubleValue).toArray();
      assertThat(Expansion.of(others)).as("seed %d", SEED).isEqualTo(Expansion.of(terms));
    }
  }

  @Test
  void productsAreExactDownToTheSmallestDouble() {
    SplittableRandom random = new SplittableRandom(SEED);
    int refused = 0;
    for (int trial = 0; trial < 3000; trial++) {
      double a = Math.scalb(random.nextDouble() - 0.5, -random.nextInt(560));
      double b = trial % 2 == 0 ? Math.scalb(1.0 + random.nextInt(7), -random.nextInt(560)) : -a;
      BigBinary exact = BigBinary.of(a).times(BigBinary.of(b));
      if (exact.exponent() < -1074) {
        refused++;
        assertThatThrownBy(() -> new ExactSum().addProduct(a, b))
            .isInstanceOf(ArithmeticException.class);
      } else {
        assertThat(new ExactSum().addProduct(a, b).toExpansion().toBigBinary()).isEqualTo(exact);
      }
    }
    assertThat(refused).isBetween(100, 2900);
  }

  @Test
  void manyTermsOfOneSignAreCarriedInTime() {
    ExactSum sum = new ExactSum();
    for (int k = 0; k < 100_000; k++) {
      sum.add(-0x1.fffffffffffffp30);
    }
    assertThat(sum.toExpansion())
        .isEqualTo(Expansion.of(-0x1.fffffffffffffp30).times(100_000))
        .isEqualTo(sum.toExpansion());
  }

  @Test
  void extremesOfTheRangeAreExact() {
    assertThat(Expansion.of(Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL).parts())
        .containsExactly(Double.MAX_VALUE, Double.MIN_NORMAL + Double.MIN_VALUE);
    assertThat(Expansion.of(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE).value())
        .isEqualTo(Double.MAX_VALUE);
    assertThat(Expansion.of(-0.0, 0.0)).isEqualTo(Expansion.ZERO);
    assertThat(Expansion.of(1, -1, Double.MIN_VALUE).parts()).containsExactly(Double.MIN_VALUE);
  }

  @Test
  void whatIsNoDoubleIsRefusedAndNeverInfinite() {
    ExactSum sum = new ExactSum();
    assertThatThrownBy(() -> sum.add(Double.NaN)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> sum.add(Double.POSITIVE_INFINITY))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> sum.addProduct(1e200, 1e200)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Expansion.of(Double.MAX_VALUE, Double.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Expansion.of(Double.MAX_VALUE, Math.ulp(Double.MAX_VALUE) / 2))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void expansionsAddSubtractAndMultiplyExactly() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int trial = 0; trial < 500; trial++) {
      Expansion a = Expansion.of(terms(random, 5));
      Expansion b = Expansion.of(terms(random, 5));
      double factor = random.nextDouble();
      assertThat(a.plus(b).minus(b)).isEqualTo(a);
      assertThat(a.plus(b)).isEqualTo(b.plus(a)).hasSameHashCodeAs(b.plus(a));
      assertThat(a.minus(a)).isEqualTo(Expansion.ZERO);
      assertThat(a.times(factor).toBigBinary())
          .isEqualTo(a.toBigBinary().times(BigBinary.of(factor)));
      assertThat(a.toBigBinary().doubleValue()).isEqualTo(a.value());
    }
  }

  @Test
  void leadingComponentsAreAPrefix() {
    Expansion number = Expansion.of(1e20, 1, 1e-20, 1e-40);
    assertThat(number.leading(2).parts()).containsExactly(1e20, 1);
    assertThat(number.leading(9)).isSameAs(number);
  }

  /** Random signs and magnitudes, with ties and cancellation among them. */
  private static double[] terms(SplittableRandom random, int count) {
    double[] terms = new double[count];
    for (int k = 0; k < count; k++) {
      terms[k] =
          switch (random.nextInt(4)) {
            case 0 -> Math.scalb((double) random.nextInt(-8, 8), random.nextInt(-60, 60));
            case 1 -> Math.scalb(1.0, random.nextInt(-110, 110));
            case 2 -> k == 0 ? 0 : -terms[k - 1];
            default -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(-200, 200));
          };
    }
    return terms;
  }

  private static BigDecimal sum(double[] terms) {
    BigDecimal sum = BigDecimal.ZERO;
    for (double term : terms) {
      sum = sum.add(new BigDecimal(term));
    }
    return sum;
  }
}
