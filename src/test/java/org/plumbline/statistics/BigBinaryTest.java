package org.plumbline.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BigBinaryTest {

  private static final long SEED = 20260102;

  @Test
  void equalNumbersAreEqualRecords() {
    assertThat(new BigBinary(BigInteger.valueOf(12), 3))
        .isEqualTo(new BigBinary(BigInteger.valueOf(3), 5))
        .isEqualTo(BigBinary.of(96.0))
        .isEqualTo(BigBinary.of(96L));
    assertThat(new BigBinary(BigInteger.ZERO, 17)).isEqualTo(BigBinary.ZERO);
    assertThat(BigBinary.of(-0.0)).isEqualTo(BigBinary.ZERO);
  }

  @Test
  void everyDoubleComesBack() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int trial = 0; trial < 20_000; trial++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value) && value != 0) {
        assertThat(BigBinary.of(value).doubleValue()).as("seed %d", SEED).isEqualTo(value);
      }
    }
    for (double edge : new double[] {Double.MIN_VALUE, -Double.MIN_NORMAL, Double.MAX_VALUE}) {
      assertThat(BigBinary.of(edge).doubleValue()).isEqualTo(edge);
    }
  }

  @Test
  void roundingToDoubleIsHalfToEvenForSubnormalsAndUpToInfinity() {
    BigBinary smallest = BigBinary.of(Double.MIN_VALUE);
    assertThat(smallest.scaled(-1).doubleValue()).isEqualTo(0);
    assertThat(smallest.negate().scaled(-1).doubleValue()).isEqualTo(-0.0);
    assertThat(smallest.times(BigBinary.of(3)).scaled(-1).doubleValue())
        .isEqualTo(2 * Double.MIN_VALUE);
    assertThat(smallest.times(BigBinary.of(5)).scaled(-3).doubleValue())
        .isEqualTo(Double.MIN_VALUE);
    assertThat(smallest.scaled(-900).doubleValue()).isEqualTo(0);
    BigBinary halfUlp = BigBinary.of(Math.ulp(Double.MAX_VALUE)).scaled(-1);
    BigBinary tie = BigBinary.of(Double.MAX_VALUE).plus(halfUlp);
    assertThat(tie.doubleValue()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(tie.minus(smallest).doubleValue()).isEqualTo(Double.MAX_VALUE);
    assertThat(BigBinary.ONE.negate().scaled(5000).doubleValue())
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void divisionAndRootAreRoundedAsDoublesAre() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int trial = 0; trial < 5000; trial++) {
      double a = random.nextInt(1 << 20) * (trial % 3 == 0 ? 1 : random.nextDouble());
      double b = (1 + random.nextInt(1 << 20)) * (trial % 2 == 0 ? -1 : random.nextDouble() + 1);
      String seed = "seed %d, %s and %s".formatted(SEED, a, b);
      assertThat(BigBinary.of(a).dividedBy(BigBinary.of(b), 53).doubleValue() + 0.0)
          .as(seed)
          .isEqualTo(a / b + 0.0);
      assertThat(BigBinary.of(a).sqrt(53).doubleValue()).as(seed).isEqualTo(Math.sqrt(a));
    }
  }

  @Test
  void longQuotientsAndRootsAreWithinHalfAUnit() {
    BigBinary third = BigBinary.ONE.dividedBy(BigBinary.of(3), 400);
    BigBinary error = third.times(BigBinary.of(3)).minus(BigBinary.ONE).abs();
    assertThat(error).isLessThan(BigBinary.ONE.scaled(-400));
    BigBinary root = BigBinary.of(2).sqrt(400);
    assertThat(root.times(root).minus(BigBinary.of(2)).abs())
        .isLessThan(BigBinary.ONE.scaled(-398));
    assertThat(root.mantissa().bitLength()).isLessThanOrEqualTo(400);
    assertThat(BigBinary.of(49).scaled(-2).sqrt(10)).isEqualTo(BigBinary.of(3.5));
  }

  @Test
  void roundingIsHalfToEven() {
    assertThat(BigBinary.of(0b10101).round(4)).isEqualTo(BigBinary.of(0b10100));
    assertThat(BigBinary.of(0b10111).round(4)).isEqualTo(BigBinary.of(0b11000));
    assertThat(BigBinary.of(-0b101011).round(4)).isEqualTo(BigBinary.of(-0b101100));
    assertThat(BigBinary.of(-1).round(4)).isEqualTo(BigBinary.of(-1));
  }

  @Test
  void orderIsThatOfTheNumbers() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int trial = 0; trial < 2000; trial++) {
      double a = Math.scalb((double) random.nextInt(-9, 10), random.nextInt(-4, 4));
      double b = Math.scalb((double) random.nextInt(-9, 10), random.nextInt(-4, 4));
      assertThat(BigBinary.of(a).compareTo(BigBinary.of(b)))
          .as("%s and %s", a, b)
          .isEqualTo(Double.compare(a + 0.0, b + 0.0));
      assertThat(BigBinary.of(a).plus(BigBinary.of(b))).isEqualTo(BigBinary.of(a + b));
    }
  }

  @Test
  void undefinedResultsAreRefused() {
    assertThatThrownBy(() -> BigBinary.ONE.dividedBy(BigBinary.ZERO, 53))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> BigBinary.of(-1).sqrt(53)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> BigBinary.of(Double.NaN)).isInstanceOf(ArithmeticException.class);
  }
}
