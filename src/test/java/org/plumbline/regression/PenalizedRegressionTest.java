package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.Failure;
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
              penalty(standardize, new CoefficientLimits(limit, Map.of())),
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

  private static double value(Fit fit, int k) {
    return fit.estimates().get(k).value();
  }

  /** ±1 columns of a Hadamard matrix: orthogonal, of mean 0 and deviation 1. */
  private static Rows orthogonal() {
    double[][] x = new double[3][8];
    double[] y = new double[8];
    for (int row = 0; row < 8; row++) {
      for (int k = 0; k < 3; k++) {
        x[k][row] = (row >> k & 1) == 0 ? 1 : -1;
      }
      y[row] = 7 + 3 * x[0][row] - 1.5 * x[1][row] + 0.25 * x[2][row] + (row % 3 - 1) * 0.5;
    }
    return Rows.of(y, x);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25, 1})
  void orthogonalColumnsAreThresholdedSoftlyAndShrunk(double ratio) {
    Rows rows = orthogonal();
    Fit plain = rows.fit(ReferenceTest.WITH);
    double lambda = 0.5;
    Fit fit =
        fit(rows, ReferenceTest.WITH, penalty(true, NO_LIMITS), new PenaltyPoint(lambda, ratio));
    double mean = Arrays.stream(rows.label()).average().orElseThrow();
    double deviation =
        Math.sqrt(
            Arrays.stream(rows.label()).map(y -> (y - mean) * (y - mean)).average().orElseThrow());
    for (int k = 1; k <= 3; k++) {
      double least = value(plain, k);
      double soft = Math.max(Math.abs(least) - lambda * ratio, 0) * Math.signum(least);
      assertThat(value(fit, k))
          .isCloseTo(soft / (1 + lambda * (1 - ratio) / deviation), within(1e-15));
    }
    assertThat(value(fit, 0)).isEqualTo(mean);
  }

  @Test
  void aColumnTimesAPowerOfTwoDividesItsCoefficientExactly() {
    Rows rows = RandomRows.of(21, 50, 4).weighted(RandomRows.weights(21, 50));
    for (double ratio : new double[] {0, 0.5, 1}) {
      PenaltyPoint point = new PenaltyPoint(0.1, ratio);
      Fit before = fit(rows, ReferenceTest.WITH, penalty(true, NO_LIMITS), point);
      Fit after =
          fit(rows.scaled(2, 0x1p-150), ReferenceTest.WITH, penalty(true, NO_LIMITS), point);
      assertThat(value(after, 3)).isEqualTo(Math.scalb(value(before, 3), 150));
      assertThat(after.estimates().get(2)).isEqualTo(before.estimates().get(2));
      assertThat(after.summary()).isEqualTo(before.summary());
    }
  }

  @Test
  void ridgeHasTheSandwichFormOfItsErrors() {
    Rows rows = orthogonal();
    PenaltyPoint point = new PenaltyPoint(0.75, 0);
    Fit fit = fit(rows, ReferenceTest.WITH, penalty(true, NO_LIMITS), point);
    double mean = Arrays.stream(rows.label()).average().orElseThrow();
    double total = Arrays.stream(rows.label()).map(y -> (y - mean) * (y - mean)).sum();
    // Orthogonal columns of length √8: A = 8·I, Λ = 8·λ/s_y.
    double ridge = 8 * point.lambda() / Math.sqrt(total / 8);
    double effective = 1 + 3 * 8 / (8 + ridge);
    double residual = total;
    for (int k = 1; k <= 3; k++) {
      double b = value(fit, k);
      residual += 8 * b * b - 2 * b * (8 + ridge) * b;
    }
    double sigma = Math.sqrt(residual / (8 - effective));
    PenaltySummary summary = fit.penalty().orElseThrow();
    assertThat(summary.effectiveDegreesOfFreedom().getAsDouble())
        .isCloseTo(effective, within(1e-14));
    assertThat(summary.noInference()).isEmpty();
    assertThat(fit.summary().residualStandardError().getAsDouble()).isCloseTo(sigma, within(1e-14));
    for (int k = 1; k <= 3; k++) {
      assertThat(fit.estimates().get(k).standardError().getAsDouble())
          .isCloseTo(sigma * Math.sqrt(8) / (8 + ridge), within(1e-14));
    }
    assertThat(fit.estimates().get(0).standardError().getAsDouble())
        .isCloseTo(sigma / Math.sqrt(8), within(1e-14));
    assertThat(fit.summary().errors()).isEqualTo("sandwich");
  }

  @Test
  void aSmallPenaltyLeavesTheErrorsOfLeastSquares() {
    Rows rows = RandomRows.of(31, 80, 3);
    Fit plain = rows.fit(ReferenceTest.WITH);
    Fit fit = fit(rows, ReferenceTest.WITH, penalty(true, NO_LIMITS), new PenaltyPoint(1e-13, 0));
    for (int k = 0; k < 4; k++) {
      Estimate before = plain.estimates().get(k);
      Estimate after = fit.estimates().get(k);
      double error = before.standardError().getAsDouble();
      assertThat(after.standardError().getAsDouble()).isCloseTo(error, within(1e-11 * error));
      double clustered = before.clustered().orElseThrow().standardError();
      assertThat(after.clustered().orElseThrow().standardError())
          .isCloseTo(clustered, within(1e-11 * clustered));
      assertThat(after.pValue().getAsDouble())
          .isCloseTo(before.pValue().getAsDouble(), within(1e-10));
    }
  }

  @Test
  void theL1PartHasNoErrorsAndSaysWhy() {
    Fit fit =
        fit(
            RandomRows.of(41, 60, 4),
            ReferenceTest.WITH,
            penalty(true, NO_LIMITS),
            new PenaltyPoint(0.05, 0.5));
    assertThat(fit.estimates())
        .allMatch(e -> e.standardError().isEmpty() && e.t().isEmpty() && e.clustered().isEmpty());
    assertThat(fit.penalty().orElseThrow().noInference().orElseThrow())
        .startsWith("the l1 penalty chose the terms");
    assertThat(fit.summary().errors()).isEqualTo("none");
    assertThat(fit.summary().r2()).isPresent();
  }

  @Test
  void aLimitThatHoldsACoefficientIsNamedAndTakesTheErrorsAway() {
    Rows rows = RandomRows.of(43, 60, 3);
    CoefficientLimits limits =
        new CoefficientLimits(
            CoefficientLimits.Limit.NONE, Map.of("x3", new CoefficientLimits.Limit(0, 0.5)));
    PenaltyPoint point = new PenaltyPoint(0.01, 0);
    Fit fit = fit(rows, ReferenceTest.WITH, penalty(true, limits), point);
    assertThat(value(fit, 3)).isEqualTo(0.5);
    assertThat(fit.penalty().orElseThrow().atLimit()).containsExactly("x3");
    assertThat(fit.penalty().orElseThrow().noInference()).contains("a limit holds a coefficient");
    Map<String, CoefficientLimits.Limit> wide = Map.of("x3", new CoefficientLimits.Limit(-9, 9));
    Fit loose =
        fit(
            rows,
            ReferenceTest.WITH,
            penalty(true, new CoefficientLimits(CoefficientLimits.Limit.NONE, wide)),
            point);
    assertThat(loose).isEqualTo(fit(rows, ReferenceTest.WITH, penalty(true, NO_LIMITS), point));
  }

  @Test
  void limitsAloneAreLeastSquaresWithinThem() {
    Rows rows = RandomRows.of(47, 60, 3);
    CoefficientLimits.Limit limit = new CoefficientLimits.Limit(-1, 0.5);
    Fit fit =
        fit(
            rows,
            ReferenceTest.WITH,
            penalty(true, new CoefficientLimits(limit, Map.of())),
            PenaltyPoint.NONE);
    BigDecimal[] reference =
        new ElasticNetReference(rows, true, PenaltyPoint.NONE, true, limit).solve();
    assertThat(worstDigits(fit, reference)).isGreaterThan(15);
    assertThat(fit.penalty().orElseThrow().atLimit()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1})
  void fewerRowsThanTermsAreFittedUnderAPenalty(double ratio) {
    Rows rows = RandomRows.of(53, 8, 12);
    Fit fit = fit(rows, ReferenceTest.WITH, penalty(true, NO_LIMITS), new PenaltyPoint(0.2, ratio));
    assertThat(fit.aliased()).isEmpty();
    assertThat(fit.penalty().orElseThrow().dualityGap()).isLessThan(1e-10);
    assertThat(fit.summary().r2().getAsDouble()).isBetween(0.1, 1.0);
  }

  @Test
  void collinearColumnsAreKeptByRidgeAndAliasedByTheLasso() {
    Rows rows = ReferenceSet.read("SparkCollinear").rows();
    Fit ridge = fit(rows, ReferenceTest.WITH, penalty(true, NO_LIMITS), new PenaltyPoint(0.1, 0));
    assertThat(ridge.aliased()).isEmpty();
    // Equal after standardisation, so each takes half.
    assertThat(value(ridge, 1)).isCloseTo(2 * value(ridge, 2), within(1e-14));
    Fit lasso = fit(rows, ReferenceTest.WITH, penalty(true, NO_LIMITS), new PenaltyPoint(0.1, 1));
    assertThat(lasso.aliased()).containsExactly("x2");
    assertThat(lasso.estimates().get(2).aliased()).isTrue();
    FitOptions refuse = new FitOptions(true, FitOptions.Aliased.REFUSE, false, 0.95);
    assertThatThrownBy(() -> fit(rows, refuse, penalty(true, NO_LIMITS), new PenaltyPoint(0.1, 1)))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessage(
            "design has rank 2 of 3; x2 is a combination of the columns before it (suspects x1)");
  }

  @Test
  void aConstantLabelIsItsMeanAndNothingElse() {
    Rows rows = ReferenceSet.read("SparkConstantLabel").rows();
    PenaltyPoint point = new PenaltyPoint(0.5, 0.5);
    Fit fit = fit(rows, ReferenceTest.WITH, penalty(true, NO_LIMITS), point);
    assertThat(fit.estimates()).extracting(Estimate::value).containsExactly(17.0, 0.0, 0.0);
    assertThat(fit.constantLabel()).isTrue();
    assertThatThrownBy(() -> fit(rows, ReferenceTest.WITHOUT, penalty(true, NO_LIMITS), point))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessageStartingWith("the label y does not vary");
  }

  @Test
  void magnitudesNearTheEndsOfTheRangeAreFitted() {
    Rows rows = RandomRows.of(59, 40, 3);
    double[] label = Arrays.stream(rows.label()).map(y -> y * 0x1p-300).toArray();
    Rows far = rows.scaled(0, 0x1p440).scaled(1, 0x1p-390).labelled(label);
    for (double ratio : new double[] {0, 0.5, 1}) {
      Fit near =
          fit(rows, ReferenceTest.WITH, penalty(true, NO_LIMITS), new PenaltyPoint(0.1, ratio));
      Fit fit =
          fit(
              far,
              ReferenceTest.WITH,
              penalty(true, NO_LIMITS),
              new PenaltyPoint(0.1 * 0x1p-300, ratio));
      assertThat(value(fit, 1)).isEqualTo(Math.scalb(value(near, 1), -740));
      assertThat(value(fit, 2)).isEqualTo(Math.scalb(value(near, 2), 90));
      assertThat(fit.summary().r2()).isEqualTo(near.summary().r2());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1})
  void wideDesignsInDoubleAgreeWithExactOnesAsPromised(double ratio) {
    Rows rows = RandomRows.of(61, 120, 70);
    PenaltyPoint point = new PenaltyPoint(0.002, ratio);
    Fit exact = fit(rows, ReferenceTest.WITH, penalty(true, NO_LIMITS), point);
    Fit wide =
        PenalizedRegression.fit(
            new TreeMap<>(Map.of(0, CertificateTest.inDouble(rows))),
            Precision.DOUBLE,
            ReferenceTest.WITH,
            penalty(true, NO_LIMITS),
            point);
    double promised = wide.certificate().arithmeticDigits();
    double worst = 17;
    for (int k = 0; k < exact.estimates().size(); k++) {
      double error = Math.abs(value(wide, k) - value(exact, k));
      double scale =
          Math.max(
              Math.abs(value(exact, k)), 1e-6 * exact.estimates().get(k).standardError().orElse(0));
      worst = error > 0 ? Math.min(worst, -Math.log10(error / scale)) : worst;
    }
    assertThat(promised).isBetween(8.0, worst);
    assertThat(wide.certificate().precision()).isEqualTo("double");
  }
}
