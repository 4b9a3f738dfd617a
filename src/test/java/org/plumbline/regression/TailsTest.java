package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TailsTest {

  /** From the finite sum for even degrees of freedom, in decimals of up to 900 digits. */
  @ParameterizedTest
  @CsvSource({
    "2, 1e100, 1.000000000000000000000000E-200, -200",
    "4, 3, 0.03994196807171882727594700, -1.398570539825115029801372",
    "10, 2.5, 0.03144684423660880424943971, -1.502422930485568995623606",
    "10, 1e40, 2.460937500000000000000000E-396, -395.6088994158582678564076",
    "100, 40, 2.462107602140070817144609E-63, -62.60869297090327687210174",
    "100, 1e6, 7.958923699313400876263955E-502, -501.0991456587765853243060",
    "1000, 60, 1.191305094811209225116166E-333, -332.9239770008810536737883",
    "34, 2331.6, 4.654433533943958065068730E-90, -89.33213316711060448999222",
    "20000, 45, 2.571797073402041074352421E-421, -420.5897633022247053004459",
    "1000000, 8, 1.245506343320251960953615E-15, -14.90465405627523290742094",
    "1000000, 60, 6.282423210219539578674901E-783, -782.2018728110651490345598",
    "10000000, 10, 1.524359229027375632927388E-23, -22.81691267551599716582544"
  })
  void tailsAreRightHoweverFar(double df, double t, String p, String log10) {
    double twoSided = Tails.twoSided(t, df);
    assertThat(Tails.twoSided(-t, df)).isEqualTo(twoSided);
    assertThat(Digits.of(Tails.log10TwoSided(t, df), log10)).isGreaterThan(11.5);
    if (Double.parseDouble(log10) < -308) {
      assertThat(twoSided).isLessThan(1e-308);
    } else {
      assertThat(Digits.of(twoSided, p)).isGreaterThan(10.5);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 3, 4, 9, 10, 50, 1000, 999_999, 1e7, 1e9})
  void nearAndFarFormulasAgree(double df) {
    for (double t : new double[] {2, 3, 5, 10, 30}) {
      double near = Tails.twoSided(t, df);
      double far = Math.exp(Tails.lnTwoSided(t, df));
      assertThat(near).as("t = %s", t).isCloseTo(far, Percentage.withPercentage(1e-8));
    }
  }

  /** With an even number above, P(F ≥ f) = xᵃ·Σ_{k<m} (a)ₖ/k!·yᵏ, here in 40 digits. */
  @ParameterizedTest
  @CsvSource({
    "2, 10, 3.5",
    "4, 20, 1e6",
    "6, 100, 250",
    "10, 1000, 1e4",
    "200, 2000, 40",
    "2, 100000, 700",
    "16, 40000, 2e10",
    "1000, 100000, 30",
    "20000, 100000, 3",
    "4, 8, 1e90"
  })
  void tailsOfFAreRightHoweverFar(int above, int below, double f) {
    MathContext digits = new MathContext(40);
    BigDecimal d1 = new BigDecimal(above);
    BigDecimal d2 = new BigDecimal(below);
    BigDecimal whole = d2.add(d1.multiply(new BigDecimal(f)));
    BigDecimal x = d2.divide(whole, digits);
    BigDecimal y = d1.multiply(new BigDecimal(f)).divide(whole, digits);
    BigDecimal a = d2.divide(BigDecimal.valueOf(2));
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int k = 1; k < above / 2; k++) {
      term =
          term.multiply(a.add(BigDecimal.valueOf(k - 1)))
              .multiply(y)
              .divide(BigDecimal.valueOf(k), digits);
      sum = sum.add(term, digits);
    }
    BigDecimal p = x.pow(below / 2, digits).multiply(sum, digits);
    int exponent = p.precision() - p.scale() - 1;
    double log10 = exponent + StrictMath.log10(p.scaleByPowerOfTen(-exponent).doubleValue());

    assertThat(Tails.log10Upper(f, above, below)).isCloseTo(log10, Percentage.withPercentage(1e-9));
    if (log10 > -300) {
      assertThat(Tails.upper(f, above, below))
          .isCloseTo(p.doubleValue(), Percentage.withPercentage(1e-8));
      // The far formula holds here too, where the library has no say.
      assertThat(Tails.lnUpper(f, above, below) / Math.log(10))
          .isCloseTo(log10, Offset.offset(1e-9 * Math.max(1, -log10)));
    }
  }

  @Test
  void oneDegreeOfFreedomIsTheArcTangent() {
    for (double t : new double[] {1e-8, 0.1, 1, 2, 100, 1e8, 1e200}) {
      double exact = 2 / Math.PI * StrictMath.atan(1 / t);
      assertThat(Tails.twoSided(t, 1)).isEqualTo(exact, within(exact * 1e-12));
    }
  }

  @Test
  void zeroHasTheWholeProbability() {
    assertThat(Tails.twoSided(0, 7)).isEqualTo(1);
    assertThat(Tails.log10TwoSided(0, 7)).isZero();
  }

  /** tan(0.475π), and the roots of the closed forms for two and four degrees. */
  @Test
  void quantilesHaveTheirProbability() {
    assertThat(Digits.of(Tails.quantile(0.95, 1), "12.706204736174704601")).isGreaterThan(13);
    assertThat(Digits.of(Tails.quantile(0.95, 2), "4.302652729749463852320943892621175008187"))
        .isGreaterThan(13);
    assertThat(Digits.of(Tails.quantile(0.95, 4), "2.776445105197794357803104846748627563932"))
        .isGreaterThan(13);
    for (double df : new double[] {3, 10, 1e3, 1e6, 1e8}) {
      assertThat(Tails.twoSided(Tails.quantile(0.99, df), df)).isEqualTo(0.01, within(1e-14));
    }
  }

  @Test
  void upperTailOfFIsTheClosedFormForTwoNumeratorDegrees() {
    for (double f : new double[] {0.1, 1, 10, 1e3}) {
      double exact = StrictMath.pow(1 + 2 * f / 9, -4.5);
      assertThat(Tails.upper(f, 2, 9)).isEqualTo(exact, within(exact * 1e-12));
    }
  }

  private static Offset<Double> within(double offset) {
    return Offset.offset(offset);
  }
}
