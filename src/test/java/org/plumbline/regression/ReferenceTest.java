package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.Failure;

/**
 * Every unpenalised fit of the reference sets, digit by digit; see resources/reference/ORIGIN.md.
 */
class ReferenceTest {
  static final FitOptions WITH = new FitOptions(true, FitOptions.Aliased.DROP, false, 0.95);
  static final FitOptions WITHOUT = new FitOptions(false, FitOptions.Aliased.DROP, false, 0.95);

  /** The digits that a least-squares solution for the stored doubles can have, from the README. */
  @ParameterizedTest
  @CsvSource({
    "Norris, true, 14.0",
    "NoInt1, false, 15",
    "Longley, true, 14.7",
    "Wampler1, true, 15",
    "Wampler2, true, 13.2"
  })
  void certifiedSetsReachTheBestPossibleDigits(String name, boolean intercept, double best) {
    ReferenceSet set = ReferenceSet.read(name);
    Fit fit = set.rows().fit(intercept ? WITH : WITHOUT);
    JsonNode exact = set.json().get("exact_40_digits");
    double worst = 17;
    for (int k = 0; k < fit.estimates().size(); k++) {
      Estimate estimate = fit.estimates().get(k);
      JsonNode reference = exact.get("coefficients").get("B" + (intercept ? k : k + 1));
      worst = Math.min(worst, Digits.of(estimate.value(), reference.get("estimate").asText()));
      assertError(estimate.standardError().getAsDouble(), reference.get("std_error").asText());
    }
    assertThat(worst).isGreaterThanOrEqualTo(best - 0.05);
    assertThat(fit.certificate().correctDigits()).isBetween(best - 3, worst);
    FitSummary summary = fit.summary();
    assertError(
        summary.residualStandardError().getAsDouble(),
        exact.get("residual_standard_deviation").asText());
    assertThat(Digits.of(summary.r2().getAsDouble(), exact.get("r_squared").asText()))
        .isGreaterThan(14);
    assertF(summary, set.json().at("/certified/anova"));
  }

  private static void assertError(double value, String reference) {
    boolean zero = Double.parseDouble(reference) == 0;
    assertThat(Digits.of(value, reference)).isGreaterThanOrEqualTo(zero ? 8 : 12);
  }

  private static void assertF(FitSummary summary, JsonNode anova) {
    assertThat(summary.degreesOfFreedom()).isEqualTo(anova.get("residual_df").asLong());
    String f = anova.get("f_statistic").asText();
    if (f.equals("Infinity")) {
      assertThat(summary.exactFit()).isTrue();
      assertThat(summary.fStatistic()).isEmpty();
    } else {
      assertThat(summary.exactFit()).isFalse();
      assertThat(Digits.of(summary.fStatistic().getAsDouble(), f)).isGreaterThan(11.5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LongleyNoIntercept", "SparkWls"})
  void fitsOfROfTheSameRowsAgree(String name) {
    ReferenceSet set = ReferenceSet.read(name);
    for (JsonNode reference : set.json().get("fits")) {
      Fit fit = set.rows().fit(reference.get("intercept").asBoolean() ? WITH : WITHOUT);
      JsonNode exact = reference.get("exact_25_digits");
      List<String> coefficients = ReferenceSet.texts(exact.get("coefficients"));
      List<String> errors = ReferenceSet.texts(exact.get("std_errors"));
      assertThat(fit.estimates()).hasSameSizeAs(coefficients);
      for (int k = 0; k < coefficients.size(); k++) {
        Estimate estimate = fit.estimates().get(k);
        double digits = Digits.of(estimate.value(), coefficients.get(k));
        assertThat(digits).isGreaterThanOrEqualTo(14.3);
        assertThat(digits).isGreaterThanOrEqualTo(fit.certificate().correctDigits());
        assertThat(Digits.of(estimate.standardError().getAsDouble(), errors.get(k)))
            .isGreaterThan(12);
      }
      double r2 = fit.summary().r2().getAsDouble();
      String exactR2 = exact.has("r_squared") ? exact.get("r_squared").asText() : "0";
      assertThat(Digits.of(r2, exactR2)).isGreaterThan(14);
    }
  }

  @Test
  void pValuesAreThoseOfRsGlm() {
    ReferenceSet set = ReferenceSet.read("SparkWls");
    JsonNode published = set.json().at("/fits/0/published");
    List<Estimate> estimates = set.rows().fit(WITH).estimates();
    for (int k = 0; k < 3; k++) {
      assertThat(String.format("%.3f", estimates.get(k).pValue().getAsDouble()))
          .isEqualTo(published.get("p_values").get(k).asText());
      assertThat(String.format("%.3f", estimates.get(k).t().getAsDouble()))
          .isEqualTo(published.get("t_values").get(k).asText());
    }
  }

  @Test
  void adjustedR2IsThatOfR() {
    ReferenceSet set = ReferenceSet.read("LongleyNoIntercept");
    for (JsonNode reference : set.json().get("fits")) {
      Fit fit = set.rows().fit(reference.get("intercept").asBoolean() ? WITH : WITHOUT);
      assertThat(
              Digits.of(
                  fit.summary().adjustedR2().getAsDouble(),
                  reference.get("adjusted_r_squared").asText()))
          .isGreaterThan(11);
    }
  }

  @Test
  void constantLabelHasZeroCoefficientsBesideAnIntercept() {
    ReferenceSet set = ReferenceSet.read("SparkConstantLabel");
    Fit fit = set.rows().fit(WITH);
    assertThat(fit.constantLabel()).isTrue();
    assertThat(fit.estimates()).extracting(Estimate::value).containsExactly(17.0, 0.0, 0.0);
    assertThat(fit.estimates()).allMatch(e -> e.t().isEmpty() && e.pValue().isEmpty());
    assertThat(fit.summary().r2()).isEmpty();
    assertThat(fit.summary().fStatistic()).isEmpty();
    assertThat(fit.certificate().correctDigits()).isEqualTo(15);
  }

  @Test
  void constantLabelWithoutAnInterceptIsFitted() {
    ReferenceSet set = ReferenceSet.read("SparkConstantLabel");
    Fit fit = set.rows().fit(WITHOUT);
    List<String> exact = ReferenceSet.texts(set.json().at("/fits/0/exact_25_digits"));
    for (int k = 0; k < 2; k++) {
      assertThat(Digits.of(fit.estimates().get(k).value(), exact.get(k))).isGreaterThan(15);
    }
    assertThat(fit.summary().r2()).isPresent();
  }

  @Test
  void constantFeatureIsAliasedBesideAnInterceptAndTheOthersAreAsIfItWereAbsent() {
    ReferenceSet set = ReferenceSet.read("SparkConstantFeature");
    Fit fit = set.rows().fit(WITH);
    assertThat(fit.constant()).containsExactly("x1");
    assertThat(fit.aliased()).containsExactly("x1");
    assertThat(fit.estimates().get(1).value()).isZero();
    assertThat(Digits.of(fit.estimates().get(0).value(), "8.218905472636815920398010"))
        .isGreaterThan(15);
    assertThat(Digits.of(fit.estimates().get(2).value(), "1.517412935323383084577114"))
        .isGreaterThan(15);
  }

  @Test
  void collinearFeatureIsAliasedOrRefusedByName() {
    Rows rows = ReferenceSet.read("SparkCollinear").rows();
    Fit fit = rows.fit(WITH);
    assertThat(fit.aliased()).containsExactly("x2");
    assertThat(fit.constant()).isEmpty();
    Estimate aliased = fit.estimates().get(2);
    assertThat(aliased.value()).isZero();
    assertThat(aliased.aliased()).isTrue();
    assertThat(aliased.standardError()).isEmpty();
    assertThat(fit.certificate().rank()).isEqualTo(2);
    assertThatThrownBy(() -> rows.fit(new FitOptions(true, FitOptions.Aliased.REFUSE, false, 0.95)))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessage(
            "design has rank 2 of 3; x2 is a combination of the columns before it (suspects x1)");
  }
}
