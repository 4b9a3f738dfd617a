package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.statistics.Precision;

/** The double-double factorisation against the exact one, on the same moments. */
class DoubleDoubleFactorizationTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void agreesWithTheExactFactorization(boolean intercept) {
    Rows rows = RandomRows.of(3, 120, 12).weighted(RandomRows.weights(3, 120));
    double[] sum = new double[120];
    Arrays.setAll(sum, row -> rows.column(0)[row] - rows.column(5)[row]);
    double[] far = new double[120];
    Random random = new Random(5);
    Arrays.setAll(far, row -> 1e8 + random.nextGaussian());
    Rows all = rows.with(sum).with(far).with(Rows.constant(7, 120));
    FitOptions options = intercept ? ReferenceTest.WITH : ReferenceTest.WITHOUT;
    Training training =
        Training.of(new ScaledMoments(all.moments()), Precision.DOUBLE, options, 120);
    DenseFactorization exact = new ExactFactorization(training, 384);
    DenseFactorization wide = new DoubleDoubleFactorization(training);
    assertThat(wide.kept()).isEqualTo(exact.kept());
    assertThat(wide.aliased()).isEqualTo(exact.aliased());
    Inference expected = Inference.of(training, exact);
    Inference actual = Inference.of(training, wide);
    for (int k = 0; k < exact.rank(); k++) {
      assertThat(actual.coefficients().get(k))
          .isCloseTo(expected.coefficients().get(k), Percentage.withPercentage(1e-12));
      assertThat(actual.standardErrors().get(k).getAsDouble())
          .isCloseTo(
              expected.standardErrors().get(k).getAsDouble(), Percentage.withPercentage(1e-12));
      for (int j = 0; j < exact.rank(); j++) {
        assertThat(wide.inverse().at(k, j))
            .isCloseTo(exact.inverse().at(k, j), Percentage.withPercentage(1e-10));
      }
    }
    assertThat(actual.r2().getAsDouble())
        .isCloseTo(expected.r2().getAsDouble(), Percentage.withPercentage(1e-13));
    assertThat(actual.fStatistic().getAsDouble())
        .isCloseTo(expected.fStatistic().getAsDouble(), Percentage.withPercentage(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {66, 90})
  void wideDesignsAreSolvedByItAndHaveClusteredErrors(int terms) {
    Rows rows = RandomRows.of(terms, 150, terms);
    Fit wide = rows.fit(Precision.DOUBLE, ReferenceTest.WITH);
    Fit exact = rows.fit(Precision.EXACT, ReferenceTest.WITH);
    assertThat(wide.certificate().solver()).isEqualTo("ldl-double-double");
    assertThat(exact.certificate().solver()).startsWith("ldl-").endsWith("-bit");
    assertThat(wide.certificate().conditionNumber())
        .isCloseTo(exact.certificate().conditionNumber(), Percentage.withPercentage(1e-6));
    for (int k = 0; k <= terms; k++) {
      Estimate expected = exact.estimates().get(k);
      assertThat(wide.estimates().get(k).value())
          .isCloseTo(expected.value(), Percentage.withPercentage(1e-11));
      assertThat(wide.estimates().get(k).clustered().orElseThrow().standardError())
          .isCloseTo(
              expected.clustered().orElseThrow().standardError(), Percentage.withPercentage(1e-11));
    }
  }
}
