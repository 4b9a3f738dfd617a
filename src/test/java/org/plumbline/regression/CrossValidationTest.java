package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.Failure;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;

/** Penalties chosen from moments are those that explicit refits would choose. */
class CrossValidationTest {
  private static final List<Double> RATIOS = List.of(1.0, 0.5, 0.0);

  private static Penalty penalty(List<Double> lambdas, CoefficientLimits limits) {
    return new Penalty(new Penalty.Lambdas.Values(lambdas), RATIOS, true, limits);
  }

  private static Penalty path() {
    return new Penalty(new Penalty.Lambdas.Path(), RATIOS, true, CoefficientLimits.NONE);
  }

  /** Fold of a row: 1, 2, 3 in turn. */
  private static List<Integer> rowsOf(Rows rows, int fold) {
    return IntStream.range(0, rows.count()).filter(r -> r % 3 + 1 == fold).boxed().toList();
  }

  private static List<Integer> others(Rows rows, int fold) {
    return IntStream.range(0, rows.count()).filter(r -> r % 3 + 1 != fold).boxed().toList();
  }

  private static SortedMap<Integer, Moments> folds(Rows rows) {
    SortedMap<Integer, Moments> folds = new TreeMap<>();
    for (int fold = 1; fold <= 3; fold++) {
      folds.put(fold, rows.ordered(rowsOf(rows, fold)).moments());
    }
    return folds;
  }

  private static Rows rows(long seed, int count, int terms) {
    return RandomRows.of(seed, count, terms).weighted(RandomRows.weights(seed, count));
  }

  /** Mean squared error of an explicit refit on some rows, over others. */
  private static double refitted(
      Rows training, Rows validation, FitOptions options, Penalty penalty, PenaltyPoint point) {
    Fit fit = PenalizedRegression.fit(training.byDay(), Precision.EXACT, options, penalty, point);
    double sum = 0;
    double weight = 0;
    for (int row = 0; row < validation.count(); row++) {
      double residual = validation.label()[row];
      for (int k = 0; k < fit.estimates().size(); k++) {
        int term = options.intercept() ? k - 1 : k;
        double x = term < 0 ? 1 : validation.column(term)[row];
        residual -= fit.estimates().get(k).value() * x;
      }
      sum += validation.weights()[row] * residual * residual;
      weight += validation.weights()[row];
    }
    return sum / weight;
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, false", "3, true"})
  void errorsAreThoseOfRefitsWithRowsLeftOut(long seed, boolean intercept) {
    Rows rows = rows(seed, 60, 4);
    FitOptions options = intercept ? ReferenceTest.WITH : ReferenceTest.WITHOUT;
    CoefficientLimits limits =
        seed == 3
            ? new CoefficientLimits(new CoefficientLimits.Limit(0, 0.5), new TreeMap<>())
            : CoefficientLimits.NONE;
    Penalty penalty = penalty(List.of(2.0, 0.3, 0.01, 0.0), limits);
    Curve curve =
        CrossValidation.choose(
            new DisjointFolds(folds(rows)), penalty, Curve.Choice.MINIMUM, intercept);
    assertThat(curve.points()).hasSize(12);
    for (CurvePoint point : curve.points()) {
      double[] errors = new double[3];
      double[] weights = new double[3];
      for (int fold = 1; fold <= 3; fold++) {
        Rows left = rows.ordered(rowsOf(rows, fold));
        weights[fold - 1] = Arrays.stream(left.weights()).sum();
        errors[fold - 1] =
            refitted(rows.ordered(others(rows, fold)), left, options, penalty, point.penalty());
      }
      double total = Arrays.stream(weights).sum();
      double mean = IntStream.range(0, 3).mapToDouble(k -> weights[k] * errors[k]).sum() / total;
      double spread =
          IntStream.range(0, 3)
                  .mapToDouble(k -> weights[k] * (errors[k] - mean) * (errors[k] - mean))
                  .sum()
              / total;
      assertThat(point.meanError()).as("%s", point).isCloseTo(mean, within(1e-5 * mean));
      assertThat(point.standardError().getAsDouble())
          .isCloseTo(Math.sqrt(spread / 2), within(1e-4 * mean));
    }
  }

  @Test
  void aRollingOriginTrainsOnThePastAlone() {
    Rows rows = rows(5, 80, 3);
    List<Moments> blocks = new ArrayList<>();
    for (int block = 0; block < 4; block++) {
      blocks.add(rows.ordered(range(20 * block, 20 * block + 20)).moments());
    }
    Penalty penalty =
        new Penalty(
            new Penalty.Lambdas.Values(List.of(0.2)), List.of(0.5), true, CoefficientLimits.NONE);
    Curve curve =
        CrossValidation.choose(new RollingOrigin(blocks), penalty, Curve.Choice.MINIMUM, true);
    double sum = 0;
    double weight = 0;
    for (int k = 1; k < 4; k++) {
      Rows later = rows.ordered(range(20 * k, 20 * k + 20));
      double own = Arrays.stream(later.weights()).sum();
      weight += own;
      sum +=
          own
              * refitted(
                  rows.ordered(range(0, 20 * k)),
                  later,
                  ReferenceTest.WITH,
                  penalty,
                  new PenaltyPoint(0.2, 0.5));
    }
    double mean = sum / weight;
    assertThat(curve.best().meanError()).isCloseTo(mean, within(1e-6 * mean));
    assertThat(curve.folds()).containsExactly("block 2 of 4", "block 3 of 4", "block 4 of 4");
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void thePathIsThatOfGlmnet() {
    Rows rows = rows(7, 60, 3);
    Curve curve =
        CrossValidation.choose(new DisjointFolds(folds(rows)), path(), Curve.Choice.MINIMUM, true);
    List<CurvePoint> lasso = curve.points().subList(0, 100);
    assertThat(lasso).allMatch(point -> point.l1Ratio() == 1);
    assertThat(lasso.get(0).nonzeroTerms()).isZero();
    assertThat(lasso.get(1).nonzeroTerms()).isPositive();
    double first = lasso.get(0).lambda();
    assertThat(lasso.get(99).lambda()).isCloseTo(1e-4 * first, within(1e-16 * first));
    assertThat(lasso.get(33).lambda()).isCloseTo(Math.pow(1e-4, 1 / 3.0) * first, within(1e-12));
    assertThat(curve.points().get(100).lambda()).isCloseTo(2 * first, within(1e-14 * first));
    assertThat(curve.points().get(200).lambda()).isCloseTo(1000 * first, within(1e-11 * first));
    Fit empty =
        PenalizedRegression.fit(
            rows.byDay(), Precision.EXACT, ReferenceTest.WITH, path(), lasso.get(0).penalty());
    assertThat(empty.penalty().orElseThrow().nonzeroTerms()).isZero();
    Fit justBelow =
        PenalizedRegression.fit(
            rows.byDay(),
            Precision.EXACT,
            ReferenceTest.WITH,
            path(),
            new PenaltyPoint(first * (1 - 1e-12), 1));
    assertThat(justBelow.penalty().orElseThrow().nonzeroTerms()).isEqualTo(1);
  }

  @Test
  void withFewerRowsThanTermsThePathEndsAtAHundredth() {
    Rows rows = RandomRows.of(3, 9, 12);
    Curve curve =
        CrossValidation.choose(new DisjointFolds(folds(rows)), path(), Curve.Choice.MINIMUM, true);
    assertThat(curve.points().get(99).lambda() / curve.points().get(0).lambda())
        .isCloseTo(1e-2, within(1e-15));
  }

  @Test
  void oneStandardErrorChoosesTheLargestLambdaOfTheBestRatioWithinIt() {
    Rows rows = rows(11, 90, 6);
    Curve curve =
        CrossValidation.choose(
            new DisjointFolds(folds(rows)), path(), Curve.Choice.ONE_STANDARD_ERROR, true);
    double bound = curve.best().meanError() + curve.best().standardError().getAsDouble();
    assertThat(curve.chosen().l1Ratio()).isEqualTo(curve.best().l1Ratio());
    assertThat(curve.chosen().meanError()).isLessThanOrEqualTo(bound);
    assertThat(curve.points())
        .filteredOn(
            p -> p.l1Ratio() == curve.best().l1Ratio() && p.lambda() > curve.chosen().lambda())
        .allMatch(p -> p.meanError() > bound);
    assertThat(curve.chosen().lambda()).isGreaterThan(curve.best().lambda());
    assertThat(curve.points()).allMatch(p -> p.meanError() >= curve.best().meanError());
  }

  @Test
  void anyCountOfThreadsGivesTheSameBits() throws Exception {
    FoldMoments folds = new DisjointFolds(folds(rows(13, 90, 8)));
    Curve many = CrossValidation.choose(folds, path(), Curve.Choice.MINIMUM, true);
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      Curve alone =
          one.submit(() -> CrossValidation.choose(folds, path(), Curve.Choice.MINIMUM, true)).get();
      assertThat(alone).isEqualTo(many);
    } finally {
      one.shutdown();
    }
  }

  @Test
  void unitsOfColumnsAndLabelChangeNothingElse() {
    Rows rows = rows(17, 60, 4);
    Curve plain =
        CrossValidation.choose(new DisjointFolds(folds(rows)), path(), Curve.Choice.MINIMUM, true);
    double[] label = Arrays.stream(rows.label()).map(y -> y * 0x1p200).toArray();
    Rows scaled = rows.scaled(1, 0x1p-180).labelled(label);
    Curve other =
        CrossValidation.choose(
            new DisjointFolds(folds(scaled)), path(), Curve.Choice.MINIMUM, true);
    for (int k = 0; k < plain.points().size(); k++) {
      CurvePoint before = plain.points().get(k);
      CurvePoint after = other.points().get(k);
      assertThat(after.lambda()).isEqualTo(before.lambda() * 0x1p200);
      assertThat(after.meanError()).isEqualTo(before.meanError() * 0x1p400);
      assertThat(after.nonzeroTerms()).isEqualTo(before.nonzeroTerms());
    }
  }

  @Test
  void aFoldThatCannotBeUsedIsLeftOutWithTheReason() {
    Rows rows = rows(19, 60, 3);
    SortedMap<Integer, Moments> folds = folds(rows);
    Curve without =
        CrossValidation.choose(new DisjointFolds(folds), path(), Curve.Choice.MINIMUM, true);
    folds.put(9, Moments.empty(rows.columns()));
    Curve with =
        CrossValidation.choose(new DisjointFolds(folds), path(), Curve.Choice.MINIMUM, true);
    assertThat(with.points()).isEqualTo(without.points());
    assertThat(with.leftOut())
        .containsExactly(
            new Curve.LeftOut("fold 9", "it has no rows of positive weight to be judged on"));
  }

  @Test
  void oneStretchOfDaysHasNoFoldAndNothingCanBeChosen() {
    FoldMoments one = new RollingOrigin(List.copyOf(folds(rows(1, 30, 2)).headMap(2).values()));
    assertThatThrownBy(() -> CrossValidation.choose(one, path(), Curve.Choice.MINIMUM, true))
        .hasMessage(
            "no penalty can be chosen: no fold has rows to train on and rows to be judged on");
  }

  @Test
  void withOneFoldAloneNothingCanBeChosen() {
    FoldMoments one = new DisjointFolds(new TreeMap<>(folds(rows(1, 30, 2)).headMap(2)));
    assertThatThrownBy(() -> CrossValidation.choose(one, path(), Curve.Choice.MINIMUM, true))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessage(
            "no penalty can be chosen: no fold has rows to train on and rows to be judged on:"
                + " fold 1: it has no rows of positive weight to train on");
  }

  @Test
  void aTermConstantInATrainingFoldHasNoPartThere() {
    Rows rows = rows(23, 60, 3);
    double[] rare = new double[60];
    // It varies among the rows of fold 1 alone, so fold 1 trains without it.
    rare[0] = 1;
    rare[3] = -2;
    Penalty penalty = penalty(List.of(0.05), CoefficientLimits.NONE);
    Curve curve =
        CrossValidation.choose(
            new DisjointFolds(folds(rows.with(rare))), penalty, Curve.Choice.MINIMUM, true);
    assertThat(curve.leftOut()).isEmpty();
    for (CurvePoint point : curve.points()) {
      double mean = 0;
      double weight = 0;
      for (int fold = 1; fold <= 3; fold++) {
        Rows left = rows.with(rare).ordered(rowsOf(rows, fold));
        double own = Arrays.stream(left.weights()).sum();
        Rows training = rows.with(rare).ordered(others(rows, fold));
        mean += own * refitted(training, left, ReferenceTest.WITH, penalty, point.penalty());
        weight += own;
      }
      assertThat(point.meanError()).isCloseTo(mean / weight, within(1e-6 * mean / weight));
    }
  }

  @Test
  void aFitThatIsNearlyPerfectKeepsTheDigitsOfItsError() {
    double[] x = new double[90];
    double[] y = new double[90];
    for (int row = 0; row < 90; row++) {
      x[row] = 1e6 + row % 17 + 0.25 * (row % 5);
      y[row] = 3 * x[row] + ((row * 7919) % 13 - 6) * 0x1p-20;
    }
    Rows rows = Rows.of(y, x);
    Penalty penalty =
        new Penalty(
            new Penalty.Lambdas.Values(List.of(0x1p-30)),
            List.of(0.0),
            true,
            CoefficientLimits.NONE);
    Curve curve =
        CrossValidation.choose(new DisjointFolds(folds(rows)), penalty, Curve.Choice.MINIMUM, true);
    double mean = 0;
    for (int fold = 1; fold <= 3; fold++) {
      SortedMap<Integer, Moments> training =
          new TreeMap<>(rows.ordered(others(rows, fold)).byDay());
      Fit fit =
          PenalizedRegression.fit(
              training, Precision.EXACT, ReferenceTest.WITH, penalty, new PenaltyPoint(0x1p-30, 0));
      mean +=
          SquaredError.of(rows.predictor(fit), rows.ordered(rowsOf(rows, fold)).moments())
                  .orElseThrow()
                  .mse()
              / 3;
    }
    assertThat(curve.best().meanError()).isCloseTo(mean, within(1e-4 * mean));
    assertThat(curve.best().standardError()).isNotEqualTo(OptionalDouble.empty());
  }
}
