package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.Failure;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;

/** Identities, weights, aliases and refusals. */
class LeastSquaresTest {
  private static final FitOptions WITH = ReferenceTest.WITH;
  private static final FitOptions WITHOUT = ReferenceTest.WITHOUT;
  private static final FitOptions REFUSE =
      new FitOptions(true, FitOptions.Aliased.REFUSE, false, 0.95);
  private static final FitOptions DECAYED =
      new FitOptions(true, FitOptions.Aliased.DROP, true, 0.95);

  private static List<Double> values(Fit fit) {
    return fit.estimates().stream().map(Estimate::value).toList();
  }

  private static double error(Fit fit, int k) {
    return fit.estimates().get(k).standardError().getAsDouble();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aConstantAddedToTheLabelMovesTheInterceptAlone(long seed) {
    Rows rows = RandomRows.of(seed, 60, 3);
    double[] moved = Arrays.stream(rows.label()).map(y -> Math.rint(y * 1024) / 1024).toArray();
    double[] shifted = Arrays.stream(moved).map(y -> y + 4096).toArray();
    Fit before = rows.labelled(moved).fit(WITH);
    Fit after = rows.labelled(shifted).fit(WITH);
    assertThat(values(after).subList(1, 4)).isEqualTo(values(before).subList(1, 4));
    assertThat(error(after, 0)).isEqualTo(error(before, 0));
    assertThat(after.estimates().get(0).value())
        .isCloseTo(before.estimates().get(0).value() + 4096, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aColumnTimesAPowerOfTwoDividesItsCoefficientExactly(long seed) {
    Rows rows = RandomRows.of(seed, 40, 3);
    Fit before = rows.fit(WITH);
    Fit after = rows.scaled(1, 0x1p-300).fit(WITH);
    assertThat(after.estimates().get(2).value())
        .isEqualTo(Math.scalb(before.estimates().get(2).value(), 300));
    assertThat(error(after, 2)).isEqualTo(Math.scalb(error(before, 2), 300));
    assertThat(after.estimates().get(2).t()).isEqualTo(before.estimates().get(2).t());
    assertThat(after.estimates().get(1)).isEqualTo(before.estimates().get(1));
    assertThat(after.summary()).isEqualTo(before.summary());
    assertThat(after.certificate().conditionNumber())
        .isCloseTo(before.certificate().conditionNumber(), withinPercentage(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void weightTwoIsTheRowTwiceForCoefficientsButNotForErrors(long seed) {
    Rows rows = RandomRows.of(seed, 30, 2);
    Fit doubled = rows.weighted(Rows.constant(2, 30)).fit(WITH);
    Fit twice = rows.twice().fit(WITH);
    assertThat(values(doubled)).isEqualTo(values(twice));
    assertThat(doubled.summary().rows()).isEqualTo(30);
    assertThat(twice.summary().rows()).isEqualTo(60);
    assertThat(error(doubled, 1) / error(twice, 1)).isCloseTo(Math.sqrt(57.0 / 27), within(1e-14));
  }

  @Test
  void rowsOfWeightZeroAreAbsentAsInR() {
    Rows rows = RandomRows.of(5, 40, 2);
    double[] weights = RandomRows.weights(5, 40);
    Arrays.fill(weights, 30, 40, 0);
    Fit fit = rows.weighted(weights).fit(WITH);
    Fit shorter = rows.weighted(weights).first(30).fit(WITH);
    assertThat(fit.estimates()).isEqualTo(shorter.estimates());
    assertThat(fit.summary()).isEqualTo(shorter.summary());
    assertThat(fit.summary().degreesOfFreedom()).isEqualTo(27);
  }

  @Test
  void residualsAreOrthogonalAndScoringTheTrainingRowsGivesTheReportedR2() {
    Rows rows = RandomRows.of(8, 80, 4).weighted(RandomRows.weights(8, 80));
    Fit fit = rows.fit(WITH);
    LinearPredictor predictor = rows.predictor(fit);
    SquaredError error = SquaredError.of(predictor, rows.moments()).orElseThrow();
    assertThat(error.r2().getAsDouble()).isCloseTo(fit.summary().r2().getAsDouble(), within(1e-15));
    assertThat(error.bias()).isCloseTo(0, within(1e-14));
    for (double score : rows.scores(predictor)) {
      assertThat(score).isCloseTo(0, within(1e-11));
    }
  }

  @Test
  void theOrderAndSplitOfRowsChangeNothing() {
    Rows rows = RandomRows.of(9, 50, 3).weighted(RandomRows.weights(9, 50));
    Fit fit = rows.fit(WITH);
    List<Integer> order = new ArrayList<>(IntStream.range(0, 50).boxed().toList());
    Collections.shuffle(order, new Random(1));
    assertThat(rows.ordered(order).fit(WITH)).isEqualTo(fit);
  }

  @Test
  void anExactZeroIsZero() {
    Fit fit = Rows.of(new double[] {1, 0.3, 1}, new double[] {-1, 0, 1}).fit(WITH);
    assertThat(fit.estimates().get(1).value()).isZero();
    assertThat(fit.summary().r2().getAsDouble()).isZero();
  }

  @Test
  void anInterceptAloneIsTheMean() {
    Fit fit = Rows.of(new double[] {1, 2, 6}).fit(WITH);
    assertThat(values(fit)).containsExactly(3.0);
    assertThat(error(fit, 0)).isEqualTo(Math.sqrt(7.0 / 3));
    assertThat(fit.summary().fStatistic()).isEmpty();
  }

  @Test
  void withoutDegreesOfFreedomThereAreNoErrors() {
    Fit fit = Rows.of(new double[] {1, 2}, new double[] {3, 5}).fit(WITH);
    assertThat(values(fit)).containsExactly(-0.5, 0.5);
    assertThat(fit.summary().degreesOfFreedom()).isZero();
    assertThat(fit.summary().residualStandardError()).isEmpty();
    assertThat(fit.summary().adjustedR2()).isEmpty();
    assertThat(fit.estimates())
        .allMatch(
            e ->
                e.standardError().isEmpty()
                    && e.t().isEmpty()
                    && e.pValue().isEmpty()
                    && e.lower().isEmpty()
                    && e.clustered().isEmpty());
  }

  @Test
  void anExactFitHasErrorsOfRoundingAndNoTests() {
    double[] x = {0.1, 0.2, 0.3, 0.4, 0.5};
    double[] y = Arrays.stream(x).map(v -> 0.7 + 0.3 * v).toArray();
    Fit fit = Rows.of(y, x).fit(WITH);
    assertThat(fit.summary().exactFit()).isTrue();
    assertThat(fit.summary().fStatistic()).isEmpty();
    assertThat(fit.estimates()).allMatch(e -> e.t().isEmpty() && e.pValue().isEmpty());
    assertThat(fit.estimates()).allMatch(e -> e.standardError().isPresent());
  }

  @Test
  void laterOfCollinearColumnsIsDroppedInTheOrderOfTheTerms() {
    Rows rows = RandomRows.of(3, 40, 3);
    double[] sum = new double[40];
    Arrays.setAll(sum, row -> rows.column(0)[row] + rows.column(1)[row]);
    Rows dependent = rows.with(sum);
    Fit fit = dependent.fit(WITH);
    assertThat(fit.aliased()).containsExactly("x4");
    assertThat(values(fit).subList(0, 4)).isEqualTo(values(rows.fit(WITH)));
    assertThatThrownBy(() -> dependent.fit(REFUSE))
        .hasMessage(
            "design has rank 4 of 5; x4 is a combination of the columns before it (suspects x2,"
                + " x1)");
  }

  @Test
  void nearlyCollinearColumnsBeyondRoundingAreKeptInExactAndDroppedInDouble() {
    Rows rows = RandomRows.of(4, 40, 2);
    double[] near = new double[40];
    Random random = new Random(4);
    Arrays.setAll(near, row -> rows.column(0)[row] * (1 + 1e-9 * random.nextGaussian()));
    assertThat(rows.with(near).fit(Precision.EXACT, WITH).aliased()).isEmpty();
    assertThat(rows.with(near).fit(Precision.DOUBLE, WITH).aliased()).containsExactly("x3");
  }

  @Test
  void constantsBesideAnInterceptAreNamedAndAColumnOfZerosIsDroppedWithoutOne() {
    Rows rows = RandomRows.of(6, 30, 1).with(Rows.constant(0.1, 30));
    Fit fit = rows.fit(WITH);
    assertThat(fit.constant()).containsExactly("x2");
    assertThatThrownBy(() -> rows.fit(REFUSE)).hasMessage("design has rank 2 of 3; x2 is constant");
    assertThat(rows.fit(WITHOUT).aliased()).isEmpty();
    Fit zeros = RandomRows.of(6, 30, 1).with(Rows.constant(0, 30)).fit(WITHOUT);
    assertThat(zeros.aliased()).containsExactly("x2");
    assertThat(zeros.constant()).isEmpty();
  }

  @Test
  void columnFarFromZeroIsNeitherConstantNorAliased() {
    Rows rows = RandomRows.of(2, 30, 1);
    double[] far = new double[30];
    Arrays.setAll(far, row -> 1e8 + (row % 3));
    for (Precision precision : Precision.values()) {
      assertThat(rows.with(far).fit(precision, WITH).aliased()).isEmpty();
    }
  }

  @Test
  void fewRowsNoRowsAndNoWeightAreRefused() {
    assertRefused(
        Rows.of(new double[] {1, 2}, new double[] {1, 3}, new double[] {2, 2}).byDay(),
        "2 training rows of positive weight are fewer than the 3 terms");
    assertRefused(
        Rows.of(new double[] {1, 2}, new double[] {1, 3}).weighted(0, 0).byDay(),
        "all 2 training rows have weight 0: nothing can be fitted");
    assertRefused(new TreeMap<>(), "no training rows are left: nothing can be fitted");
    SortedMap<Integer, Moments> empty = new TreeMap<>();
    empty.put(3, Moments.empty(List.of("x1", "y")));
    assertRefused(empty, "no training rows are left: nothing can be fitted");
  }

  private static void assertRefused(SortedMap<Integer, Moments> byDay, String message) {
    assertThatThrownBy(() -> LeastSquares.fit(byDay, Precision.EXACT, WITH))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessage(message);
  }

  @Test
  void withAHalfLifeTheErrorIsThatOfDayClustersAndTheEffectiveRowsAreReported() {
    double[] weights = new double[60];
    Arrays.setAll(weights, row -> StrictMath.pow(0.5, Math.floorDiv(row, 10) / 3.0));
    Fit fit = RandomRows.of(4, 60, 2).weighted(weights).fit(DECAYED);
    assertThat(fit.summary().errors()).isEqualTo("day-clustered");
    assertThat(fit.summary().fStatistic()).isEmpty();
    double sum = Arrays.stream(weights).sum();
    double squares = Arrays.stream(weights).map(w -> w * w).sum();
    assertThat(fit.summary().effectiveRows().getAsDouble())
        .isCloseTo(sum * sum / squares, within(1e-10));
    for (Estimate estimate : fit.estimates()) {
      Estimate.Clustered clustered = estimate.clustered().orElseThrow();
      assertThat(estimate.standardError()).hasValue(clustered.standardError());
      assertThat(estimate.pValue()).isEqualTo(clustered.pValue());
      assertThat(estimate.lower()).isEqualTo(clustered.lower());
    }
    Fit oneDay = RandomRows.of(4, 10, 2).fit(DECAYED);
    assertThat(oneDay.estimates()).allMatch(e -> e.standardError().isEmpty());
  }
}
