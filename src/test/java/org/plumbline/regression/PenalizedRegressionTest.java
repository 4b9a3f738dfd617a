package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.statistics.Precision;

/** Ridge, lasso, elastic net and limits from exact moments. */
class PenalizedRegressionTest {
  private static final CoefficientLimits NO_LIMITS = CoefficientLimits.NONE;

  static Penalty penalty(boolean standardize, CoefficientLimits limits) {
    return new Penalty(new Penalty.Lambdas.Values(List.of(0.0)), List.of(0.0), standardize, limits);
  }

  private static Fit fit(Rows rows, FitOptions options, Penalty penalty, PenaltyPoint point) {
    return PenalizedRegression.fit(rows.byDay(), Precision.EXACT, options, penalty, point);
  }

  private static double worstDigits(Fit fit, BigDecimal[] reference) {
    double worst = 17;
    for (int k = 0; k < reference.length; k++) {
      double value = fit.estimates().get(k).value();
      if (reference[k].signum() == 0) {
        assertThat(value).isZero();
      }
      worst = Math.min(worst, Digits.of(value, reference[k]));
    }
    return worst;
  }

  @ParameterizedTest
  @ValueSource(strings = {"SparkWls", "SparkConstantFeature"})
  void fitsOfGlmnetAreReachedToAllTheirDigits(String name) {
    ReferenceSet set = ReferenceSet.read(name);
    int compared = 0;
    for (JsonNode reference : set.json().at("/penalised/fits")) {
      boolean intercept = reference.get("intercept").asBoolean();
      double lambda = reference.get("lambda").asDouble();
      if (lambda == 0) {
        continue;
      }
      Fit fit =
          fit(
              set.rows(),
              intercept ? ReferenceTest.WITH : ReferenceTest.WITHOUT,
              penalty(reference.get("standardize").asBoolean(), NO_LIMITS),
              new PenaltyPoint(lambda, reference.get("alpha").asDouble()));
      List<String> exact = ReferenceSet.texts(reference.get("exact_25_digits"));
      int first = intercept ? 0 : 1;
      for (int k = first; k < exact.size(); k++) {
        assertThat(Digits.of(fit.estimates().get(k - first).value(), exact.get(k)))
            .as("%s: %s", reference, fit.estimates())
            .isGreaterThan(15);
        compared++;
      }
      assertThat(fit.certificate().arithmeticDigits()).isEqualTo(15);
    }
    assertThat(compared).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void seededDesignsAgreeWithEveryPatternOfSignsTried(boolean standardize) {
    for (long seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      Rows rows = RandomRows.of(seed, 12, 3).weighted(RandomRows.weights(seed, 12)).scaled(1, 1e3);
      boolean intercept = random.nextBoolean();
      double[] ratios = {0, 0.3, 0.9, 1};
      PenaltyPoint point =
          new PenaltyPoint(Math.pow(10, -3 + 4 * random.nextDouble()), ratios[random.nextInt(4)]);
      CoefficientLimits.Limit limit =
          random.nextBoolean()
              ? CoefficientLimits.Limit.NONE
              : new CoefficientLimits.Limit(-random.nextInt(2) * 0.2, 0.25);
      Fit fit =
          fit(
              rows,
              intercept ? ReferenceTest.WITH : ReferenceTest.WITHOUT,
              penalty(standardize, new CoefficientLimits(limit, java.util.Map.of())),
              point);
      BigDecimal[] reference =
          new ElasticNetReference(rows, intercept, point, standardize, limit).solve();
      assertThat(worstDigits(fit, reference))
          .as("seed %d, %s, %s", seed, point, limit)
          .isGreaterThan(15);
      assertThat(fit.penalty().orElseThrow().dualityGap()).isLessThan(1e-10);
    }
  }

  @Test
  void withoutPenaltyAndLimitsItIsLeastSquares() {
    Rows rows = RandomRows.of(4, 40, 3);
    assertThat(fit(rows, ReferenceTest.WITH, penalty(true, NO_LIMITS), PenaltyPoint.NONE))
        .isEqualTo(rows.fit(ReferenceTest.WITH));
  }
}
