package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Statistics;

class JointTestsTest {
  private static final FitOptions OPTIONS =
      new FitOptions(true, FitOptions.Aliased.DROP, false, 0.95);
  private static final Percentage CLOSE = Percentage.withPercentage(1e-8);

  private static final TermSource X = new TermSource.Numeric("x");
  private static final TermSource V = new TermSource.Numeric("v");
  private static final TermSource ZIP = new TermSource.Category("zip", Optional.empty(), 0, 1000);
  private static final TermSource KIND = new TermSource.Category("kind", Optional.empty(), 0, 99);
  private static final TermSource ZIP_X =
      new TermSource.Product(
          "zip", "x", Optional.empty(), TermSource.ProductLevels.WITHOUT_REFERENCE);

  private static CategoryRows seeded(long seed) {
    Random random = new Random(seed);
    int n = 240;
    int[] zip = random.ints(n, 0, 7).toArray();
    double[] x = random.doubles(n).toArray();
    IntToDoubleFunction label = r -> x[r] * (1 + zip[r]) + zip[r] / 3.0 + random.nextGaussian();
    return CategoryRows.of(IntStream.range(0, n).mapToDouble(label).toArray())
        .number("x", x)
        .number("v", IntStream.range(0, n).mapToDouble(r -> x[r] + random.nextDouble()).toArray())
        .category("zip", IntStream.of(zip).mapToObj(z -> "z" + z).toArray(String[]::new))
        .category("kind", random.ints(n, 0, 3).mapToObj(k -> "k" + k).toArray(String[]::new))
        .carried("zip", "x")
        .weighted(random.doubles(n, 0.5, 2).toArray())
        .onDays(random.ints(n, 0, 20).toArray());
  }

  private static Fit fit(CategoryRows rows, TermSource... sources) {
    Encoding encoding = Encoding.decide(List.of(sources), rows.statistics());
    return LeastSquares.fit(encoding, rows.byDay(), Precision.EXACT, OPTIONS);
  }

  private static double residualSumOfSquares(Fit fit) {
    double deviation = fit.summary().residualStandardError().orElseThrow();
    return deviation * deviation * fit.summary().degreesOfFreedom();
  }

  private static JointTest test(Fit fit, String name) {
    return fit.jointTests().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void theClassicalTestIsTheGrowthOfTheResidualsWithoutTheTerms() {
    CategoryRows rows = seeded(3);
    Fit full = fit(rows, X, ZIP, V, KIND, ZIP_X);
    Fit withoutKind = fit(rows, X, ZIP, V, ZIP_X);
    Fit withoutProducts = fit(rows, X, ZIP, V, KIND);
    assertThat(full.jointTests())
        .extracting(JointTest::name)
        .containsExactly("zip", "kind", "zip:x");
    assertGrowth(full, withoutKind, test(full, "kind"), 2);
    assertGrowth(full, withoutProducts, test(full, "zip:x"), 6);
    Fit plain = fit(rows, X, V, ZIP);
    Fit numbers = fit(rows, X, V);
    assertGrowth(plain, numbers, test(plain, "zip"), 6);
  }

  private static void assertGrowth(Fit full, Fit smaller, JointTest test, int q) {
    double degrees = full.summary().degreesOfFreedom();
    double growth = residualSumOfSquares(smaller) - residualSumOfSquares(full);
    double f = growth / q / (residualSumOfSquares(full) / degrees);
    JointTest.FTest classical = test.classical().orElseThrow();
    assertThat(test.degreesOfFreedom()).isEqualTo(q);
    assertThat(classical.f()).isCloseTo(f, CLOSE);
    assertThat(classical.denominatorDegrees()).isEqualTo(degrees);
    assertThat(classical.pValue()).isCloseTo(Tails.upper(f, q, degrees), CLOSE);
  }

  @Test
  void aCategoryOfTwoLevelsHasTheSquareOfItsT() {
    CategoryRows rows = seeded(4);
    CategoryRows two = rows.renamed("kind", level -> level.equals("k2") ? "k1" : level);
    Fit fit = fit(two, X, ZIP, KIND);
    Estimate level =
        fit.estimates().stream().filter(e -> e.term().equals("kind=k1")).findFirst().orElseThrow();
    JointTest test = test(fit, "kind");
    double t = level.t().orElseThrow();
    assertThat(test.classical().orElseThrow().f()).isCloseTo(t * t, CLOSE);
    assertThat(test.classical().orElseThrow().pValue())
        .isCloseTo(level.pValue().orElseThrow(), CLOSE);
    double byDay = level.clustered().orElseThrow().t().orElseThrow();
    assertThat(test.clustered().orElseThrow().f()).isCloseTo(byDay * byDay, CLOSE);
    assertThat(test.clustered().orElseThrow().denominatorDegrees()).isEqualTo(19);
  }

  /** βᵀV⁻¹β/q with V from the rows' scores by day, in double. */
  @Test
  void theClusteredTestIsWaldsByTheSandwich() {
    CategoryRows rows = seeded(5);
    Encoding encoding = Encoding.decide(List.of(X, ZIP, KIND), rows.statistics());
    SortedMap<Integer, Statistics> byDay = rows.byDay();
    Fit fit = LeastSquares.fit(encoding, byDay, Precision.EXACT, OPTIONS);
    double[] beta = fit.estimates().stream().mapToDouble(Estimate::value).toArray();
    double[][] inverse = DenseSolve.inverse(DenseSolve.gram(encoding.moments(rows.statistics())));
    int p = beta.length;
    double[][] meat = new double[p][p];
    byDay.values().stream()
        .map(encoding::moments)
        .forEach(
            day -> {
              double[] score = new double[p];
              for (int i = 0; i < p; i++) {
                score[i] = day.at(i, p).value();
                for (int j = 0; j < p; j++) {
                  score[i] -= day.at(i, j).value() * beta[j];
                }
              }
              for (int i = 0; i < p; i++) {
                for (int j = 0; j < p; j++) {
                  meat[i][j] += score[i] * score[j];
                }
              }
            });
    double[][] covariance = DenseSolve.times(DenseSolve.times(inverse, meat), inverse);
    double n = rows.count();
    double factor = 20 / 19.0 * (n - 1) / (n - p);
    for (String category : List.of("zip", "kind")) {
      List<Integer> group = new ArrayList<>();
      for (int k = 0; k < p; k++) {
        if (fit.estimates().get(k).term().startsWith(category + "=")) {
          group.add(k);
        }
      }
      int q = group.size();
      double[][] block = new double[q][q];
      for (int a = 0; a < q; a++) {
        for (int b = 0; b < q; b++) {
          block[a][b] = factor * covariance[group.get(a)][group.get(b)];
        }
      }
      double[][] solved = DenseSolve.inverse(block);
      double form = 0;
      for (int a = 0; a < q; a++) {
        for (int b = 0; b < q; b++) {
          form += beta[group.get(a)] * solved[a][b] * beta[group.get(b)];
        }
      }
      assertThat(test(fit, category).clustered().orElseThrow().f())
          .describedAs(category)
          .isCloseTo(form / q, Percentage.withPercentage(1e-6));
    }
  }

  /**
   * Many numbers in double are solved with levels as columns: the same answers but for rounding.
   */
  @Test
  void aWideDesignInDoubleHasTheAnswersOfTheExactOne() {
    Random random = new Random(9);
    int n = 300;
    CategoryRows rows = CategoryRows.of(random.doubles(n).toArray());
    List<TermSource> sources = new ArrayList<>();
    for (int k = 0; k < 70; k++) {
      rows = rows.number("w" + k, random.doubles(n).toArray());
      sources.add(new TermSource.Numeric("w" + k));
    }
    rows =
        rows.category("zip", random.ints(n, 0, 5).mapToObj(z -> "z" + z).toArray(String[]::new))
            .onDays(random.ints(n, 0, 3).toArray());
    sources.add(20, ZIP);
    Encoding encoding = Encoding.decide(sources, rows.statistics());
    Fit exact = LeastSquares.fit(encoding, rows.byDay(), Precision.EXACT, OPTIONS);
    Fit wide = LeastSquares.fit(encoding, rows.byDay(Precision.DOUBLE), Precision.DOUBLE, OPTIONS);
    assertThat(wide.certificate().solver()).isEqualTo("ldl-double-double");
    assertThat(exact.certificate().solver()).startsWith("block-ldl");
    assertThat(test(wide, "zip").classical().orElseThrow().f())
        .isCloseTo(test(exact, "zip").classical().orElseThrow().f(), CLOSE);
    List<Collinearity.Inflation> expected = exact.collinearity().orElseThrow().inflation();
    List<Collinearity.Inflation> inflation = wide.collinearity().orElseThrow().inflation();
    for (int k = 0; k < expected.size(); k++) {
      assertThat(inflation.get(k).name()).isEqualTo(expected.get(k).name());
      assertThat(inflation.get(k).factor().orElseThrow())
          .isCloseTo(expected.get(k).factor().orElseThrow(), CLOSE);
    }
    for (int k = 0; k < exact.estimates().size(); k++) {
      assertThat(wide.estimates().get(k).value())
          .isCloseTo(exact.estimates().get(k).value(), CLOSE);
    }
  }

  @Test
  void fewerDaysThanCoefficientsGiveNoClusteredTest() {
    CategoryRows rows = seeded(6);
    CategoryRows fewDays = rows.onDays(IntStream.range(0, rows.count()).map(r -> r % 5).toArray());
    Fit fit = fit(fewDays, X, ZIP, KIND);
    assertThat(test(fit, "zip").clustered()).isEmpty();
    assertThat(test(fit, "zip").classical()).isPresent();
    assertThat(test(fit, "kind").clustered()).isPresent();
  }

  /** R's car: det R₁₁ · det R₂₂ / det R of the coefficients' correlations. */
  @Test
  void generalisedInflationIsThatOfCar() {
    CategoryRows rows = seeded(7);
    for (List<TermSource> sources :
        List.of(List.of(X, ZIP, V, KIND, ZIP_X), List.of(KIND, X, ZIP, V))) {
      Encoding encoding = Encoding.decide(sources, rows.statistics());
      Fit fit = LeastSquares.fit(encoding, rows.byDay(), Precision.EXACT, OPTIONS);
      double[][] inverse = DenseSolve.inverse(DenseSolve.gram(encoding.moments(rows.statistics())));
      List<Integer> all = IntStream.range(1, inverse.length).boxed().toList();
      for (Collinearity.Inflation inflation : fit.collinearity().orElseThrow().inflation()) {
        List<Integer> group = group(fit, inflation.name());
        List<Integer> rest = all.stream().filter(k -> !group.contains(k)).toList();
        double expected =
            DenseSolve.correlationDeterminant(inverse, group)
                * DenseSolve.correlationDeterminant(inverse, rest)
                / DenseSolve.correlationDeterminant(inverse, all);
        assertThat(inflation.degreesOfFreedom()).isEqualTo(group.size());
        assertThat(inflation.factor().orElseThrow())
            .describedAs(inflation.name())
            .isCloseTo(expected, CLOSE);
        assertThat(inflation.perCoefficient().orElseThrow())
            .isCloseTo(Math.pow(expected, 0.5 / group.size()), CLOSE);
      }
    }
  }

  private static List<Integer> group(Fit fit, String name) {
    List<Integer> columns = new ArrayList<>();
    for (int k = 1; k < fit.estimates().size(); k++) {
      String term = fit.estimates().get(k).term();
      String group = term.contains("=") ? term.replaceFirst("=[^:]*", "") : term;
      if (group.equals(name)) {
        columns.add(k);
      }
    }
    return columns;
  }

  @Test
  void conditionIndicesEndAtTheConditionNumberAndProportionsAddUpToOne() {
    CategoryRows rows = seeded(8);
    Fit fit = fit(rows, X, V, ZIP, KIND, ZIP_X);
    List<Collinearity.Condition> conditions = fit.collinearity().orElseThrow().conditions();
    assertThat(conditions).hasSize(fit.estimates().size());
    assertThat(conditions.get(0).index()).isEqualTo(1);
    assertThat(conditions.get(conditions.size() - 1).index())
        .isCloseTo(fit.certificate().conditionNumber(), CLOSE);
    for (int j = 0; j < fit.estimates().size(); j++) {
      double sum = 0;
      for (Collinearity.Condition condition : conditions) {
        assertThat(condition.proportions().get(j).term()).isEqualTo(fit.estimates().get(j).term());
        sum += condition.proportions().get(j).value();
      }
      assertThat(sum).isCloseTo(1, CLOSE);
    }
  }

  /** Two columns of unit length with cosine c have the singular values √(1 ± |c|). */
  @Test
  void twoNearlyEqualColumnsHaveTheirIndexToFullAccuracy() {
    double tiny = Math.scalb(1.0, -40);
    Rows rows = Rows.of(new double[] {1, 2, 4}, new double[] {1 + tiny, 1, 1 - tiny});
    Fit fit = rows.fit(OPTIONS);
    List<Collinearity.Condition> conditions = fit.collinearity().orElseThrow().conditions();
    // 1 − c² = 1 − 9/(3·(3 + 2·tiny²)), nearly 2·tiny²/3.
    double index = Math.sqrt(2 * 2 / (2 * tiny * tiny / 3));
    assertThat(conditions.get(1).index()).isCloseTo(index, CLOSE);
    conditions.get(1).proportions().forEach(share -> assertThat(share.value()).isCloseTo(1, CLOSE));
    assertThat(fit.collinearity().orElseThrow().inflation().get(0).factor()).hasValue(1);
  }
}
