package org.plumbline.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Expected texts are what R 4 prints for the data sets it ships. */
class RFormatTest {

  /** {@code summary(lm(dist ~ speed, cars))}. */
  @Test
  void estimatesAndErrorsShareAFormatAsInCars() {
    double[] values = {-17.57909489051095, 3.932408759124087, 6.758440169379232, 0.415512776657122};
    assertThat(RFormat.estimates(values, 4))
        .containsExactly("-17.5791", "3.9324", "6.7584", "0.4155");
    assertThat(RFormat.rounded(new double[] {-2.601058, 9.463990}, 3, 4))
        .containsExactly("-2.601", "9.464");
    assertThat(RFormat.pValues(new double[] {0.012318816153809, 1.48983649618e-12}, 3))
        .containsExactly("0.0123", "1.49e-12");
  }

  /** {@code summary(lm(mpg ~ wt + hp, mtcars))}. */
  @Test
  void smallestEstimateDecidesTheDecimalsAsInMtcars() {
    double[] values = {
      37.22727011644721, -3.87783074052424, -0.03177294698157, 1.59878754, 0.63273349, 0.00902971
    };
    assertThat(RFormat.estimates(values, 4))
        .containsExactly("37.22727", "-3.87783", "-0.03177", "1.59879", "0.63273", "0.00903");
    assertThat(RFormat.pValues(new double[] {2.565459e-20, 1.119647e-06, 1.451229e-03}, 3))
        .containsExactly("< 2e-16", "1.12e-06", "0.00145");
  }

  @Test
  void tinyPValuesAloneHaveNoBlank() {
    assertThat(RFormat.pValues(new double[] {1e-20, 0}, 3)).containsExactly("<2e-16", "<2e-16");
    assertThat(RFormat.pValues(new double[] {1e-20}, 4)).containsExactly("< 2.2e-16");
  }

  @Test
  void wideRangesBecomeScientific() {
    assertThat(RFormat.common(new double[] {1e-300, 1e300}, 4)).containsExactly("1e-300", "1e+300");
    assertThat(RFormat.common(new double[] {123456, 0.001}, 4))
        .containsExactly("1.235e+05", "1.000e-03");
  }

  @Test
  void undefinedIsNotAvailable() {
    assertThat(RFormat.common(new double[] {Double.NaN, 1.5}, 4)).containsExactly("NA", "1.5");
  }

  @Test
  void starsFollowTheLegend() {
    assertThat(RFormat.stars(0.0005)).isEqualTo("***");
    assertThat(RFormat.stars(0.005)).isEqualTo("**");
    assertThat(RFormat.stars(0.04)).isEqualTo("*");
    assertThat(RFormat.stars(0.09)).isEqualTo(".");
    assertThat(RFormat.stars(0.2)).isEmpty();
  }
}
