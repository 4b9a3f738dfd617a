package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.Failure;
import org.plumbline.statistics.Precision;

/** What must hold of fits with categories whatever the data are. */
class CategoryIdentitiesTest {
  private static final FitOptions OPTIONS =
      new FitOptions(true, FitOptions.Aliased.DROP, false, 0.95);
  private static final TermSource X = new TermSource.Numeric("x");
  private static final TermSource CITY = city(Optional.empty());
  private static final TermSource KIND = new TermSource.Category("kind", Optional.empty(), 0, 99);

  private static TermSource city(Optional<String> reference) {
    return new TermSource.Category("city", reference, 0, 99);
  }

  /** Labels and numbers of few bits, so that what is said to be equal is so to the last bit. */
  private static CategoryRows seeded(long seed) {
    Random random = new Random(seed);
    int n = 160;
    return CategoryRows.of(random.ints(n, -500, 500).mapToDouble(k -> k / 4.0).toArray())
        .number("x", random.ints(n, 0, 4096).mapToDouble(k -> k / 64.0).toArray())
        .category("city", random.ints(n, 0, 6).mapToObj(k -> "c" + k).toArray(String[]::new))
        .category("kind", random.ints(n, 0, 3).mapToObj(k -> "k" + k).toArray(String[]::new))
        .carried("kind", "x")
        .weighted(random.ints(n, 1, 4).asDoubleStream().toArray())
        .onDays(random.ints(n, 0, 9).toArray());
  }

  private static Fit fit(CategoryRows rows, TermSource... sources) {
    return LeastSquares.fit(encoding(rows, sources), rows.byDay(), Precision.EXACT, OPTIONS);
  }

  private static Encoding encoding(CategoryRows rows, TermSource... sources) {
    return Encoding.decide(List.of(sources), rows.statistics());
  }

  private static Map<String, Double> values(Fit fit) {
    Map<String, Double> values = new HashMap<>();
    fit.estimates().forEach(estimate -> values.put(estimate.term(), estimate.value()));
    return values;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aShiftOfTheLabelMovesTheInterceptAlone(long seed) {
    CategoryRows rows = seeded(seed);
    Fit fit = fit(rows, X, CITY, KIND);
    Fit shifted =
        fit(rows.labelled(Arrays.stream(rows.label()).map(y -> y + 1024).toArray()), X, CITY, KIND);
    assertThat(shifted.estimates().subList(1, shifted.estimates().size()))
        .describedAs("seed %d", seed)
        .isEqualTo(fit.estimates().subList(1, fit.estimates().size()));
    assertThat(shifted.jointTests()).isEqualTo(fit.jointTests());
    assertThat(shifted.estimates().get(0).value())
        .isCloseTo(fit.estimates().get(0).value() + 1024, Percentage.withPercentage(1e-13));
  }

  @Test
  void weightTwoIsTheRowTwiceForCoefficients() {
    CategoryRows rows = seeded(4);
    List<Integer> order = new ArrayList<>();
    for (int r = 0; r < rows.count(); r++) {
      for (int k = 0; k < rows.weights()[r]; k++) {
        order.add(r);
      }
    }
    double[] ones = new double[order.size()];
    Arrays.fill(ones, 1);
    Fit repeated = fit(rows.ordered(order).weighted(ones), X, CITY, KIND);
    assertThat(values(repeated)).isEqualTo(values(fit(rows, X, CITY, KIND)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c1", "c5"})
  void anotherReferenceChangesWhatLevelsAreComparedWithAndNothingElse(String reference) {
    CategoryRows rows = seeded(5);
    Fit fit = fit(rows, X, CITY, KIND);
    Fit other = fit(rows, X, city(Optional.of(reference)), KIND);
    double moved = values(fit).get("city=" + reference);
    assertThat(other.summary()).isEqualTo(fit.summary());
    assertThat(other.jointTests()).isEqualTo(fit.jointTests());
    assertThat(other.collinearity().orElseThrow().inflation().get(0))
        .isEqualTo(fit.collinearity().orElseThrow().inflation().get(0));
    assertThat(values(other).get("x")).isEqualTo(values(fit).get("x"));
    assertThat(values(other).get("kind=k1")).isEqualTo(values(fit).get("kind=k1"));
    for (int level = 0; level < 6; level++) {
      String term = "city=c" + level;
      double effect = values(fit).getOrDefault(term, 0.0) - moved;
      assertThat(values(other).getOrDefault(term, 0.0))
          .describedAs(term)
          .isCloseTo(effect, Offset.offset(1e-10));
    }
    assertThat(values(other).get(Estimate.INTERCEPT))
        .isCloseTo(values(fit).get(Estimate.INTERCEPT) + moved, Offset.offset(1e-10));
  }

  @Test
  void otherNamesForLevelsChangeNamesAlone() {
    CategoryRows rows = seeded(6);
    Fit fit = fit(rows, X, CITY, KIND);
    CategoryRows renamed = rows.renamed("city", level -> "a longer name for " + level);
    Fit other = fit(renamed, X, CITY, KIND);
    Map<String, Double> expected = new TreeMap<>();
    values(fit)
        .forEach((term, value) -> expected.put(term.replace("=c", "=a longer name for c"), value));
    assertThat(values(other)).isEqualTo(expected);
    assertThat(other.summary()).isEqualTo(fit.summary());
    assertThat(other.certificate()).isEqualTo(fit.certificate());
  }

  @Test
  void theOrderOfCategoriesDoesNotChangeACoefficient() {
    CategoryRows rows = seeded(7);
    assertThat(values(fit(rows, KIND, CITY, X))).isEqualTo(values(fit(rows, X, CITY, KIND)));
  }

  @ParameterizedTest
  @ValueSource(ints = {-300, 40, 290})
  void aNumberTimesAPowerOfTwoDividesItsCoefficientExactly(int power) {
    CategoryRows rows = seeded(8);
    TermSource slopes =
        new TermSource.Product(
            "kind", "x", Optional.empty(), TermSource.ProductLevels.WITHOUT_REFERENCE);
    Fit fit = fit(rows, X, CITY, KIND, slopes);
    double[] scaled = Arrays.stream(rows.number("x")).map(x -> Math.scalb(x, power)).toArray();
    Fit other = fit(rows.number("x", scaled), X, CITY, KIND, slopes);
    values(fit)
        .forEach(
            (term, value) ->
                assertThat(values(other).get(term))
                    .describedAs(term)
                    .isEqualTo(term.endsWith("x") ? Math.scalb(value, -power) : value));
    assertThat(other.summary()).isEqualTo(fit.summary());
    assertThat(other.jointTests()).isEqualTo(fit.jointTests());
  }

  @Test
  void levelsThatAddUpToTheConstantAliasTheLastOfThem() {
    CategoryRows rows = seeded(9);
    double[] second =
        Arrays.stream(rows.levels("city")).mapToDouble(c -> c.equals("c0") ? 1 : 0).toArray();
    CategoryRows more = rows.number("first", second);
    Fit before = fit(more, new TermSource.Numeric("first"), CITY);
    assertThat(before.aliased()).containsExactly("city=c5");
    Fit after = fit(more, CITY, new TermSource.Numeric("first"));
    assertThat(after.aliased()).containsExactly("first");
    assertThat(after.summary()).isEqualTo(before.summary());
    assertThatThrownBy(
            () ->
                LeastSquares.fit(
                    encoding(more, CITY, new TermSource.Numeric("first")),
                    more.byDay(),
                    Precision.EXACT,
                    new FitOptions(true, FitOptions.Aliased.REFUSE, false, 0.95)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("first is a combination of the columns before it (suspects city=c");
  }

  @Test
  void aOneWayLayoutFitsTheMeansOfItsGroupsExactly() {
    CategoryRows rows = seeded(10);
    Fit fit = fit(rows, CITY);
    Map<String, Double> means = new TreeMap<>();
    for (String city :
        new TreeMap<>(Map.of("c0", 0, "c1", 0, "c2", 0, "c3", 0, "c4", 0)).keySet()) {
      double weight = 0;
      double sum = 0;
      for (int r = 0; r < rows.count(); r++) {
        if (rows.levels("city")[r].equals(city)) {
          weight += rows.weights()[r];
          sum += rows.weights()[r] * rows.label()[r];
        }
      }
      means.put(city, sum / weight);
    }
    // Sums of such labels are exact, so that a mean is rounded once, as the intercept is.
    assertThat(values(fit).get(Estimate.INTERCEPT)).isEqualTo(means.get("c0"));
    for (String city : List.of("c1", "c2", "c3", "c4")) {
      assertThat(values(fit).get("city=" + city))
          .isCloseTo(means.get(city) - means.get("c0"), Percentage.withPercentage(1e-12));
    }
  }

  /** Effects of a balanced layout are differences of marginal means, whatever the other factor. */
  @Test
  void aBalancedTwoWayLayoutHasItsClosedForm() {
    Random random = new Random(11);
    int repeats = 4;
    int n = 5 * 3 * repeats;
    CategoryRows rows =
        CategoryRows.of(random.ints(n, 0, 64).asDoubleStream().toArray())
            .category(
                "city", IntStream.range(0, n).mapToObj(r -> "c" + r % 5).toArray(String[]::new))
            .category(
                "kind",
                IntStream.range(0, n).mapToObj(r -> "k" + r / 5 % 3).toArray(String[]::new));
    Fit fit = fit(rows, CITY, KIND);
    double first = mean(rows, "city", "c0");
    double whole = Arrays.stream(rows.label()).average().orElseThrow();
    double kind = mean(rows, "kind", "k0");
    assertThat(values(fit).get(Estimate.INTERCEPT))
        .isCloseTo(first + kind - whole, Offset.offset(1e-12));
    for (String city : List.of("c1", "c2", "c3", "c4")) {
      assertThat(values(fit).get("city=" + city))
          .isCloseTo(mean(rows, "city", city) - first, Offset.offset(1e-12));
    }
    for (String level : List.of("k1", "k2")) {
      assertThat(values(fit).get("kind=" + level))
          .isCloseTo(mean(rows, "kind", level) - kind, Offset.offset(1e-12));
    }
    // Balanced, so that neither factor inflates the other.
    fit.collinearity()
        .orElseThrow()
        .inflation()
        .forEach(
            each ->
                assertThat(each.factor().orElseThrow())
                    .describedAs(each.name())
                    .isCloseTo(1, Offset.offset(1e-12)));
  }

  private static double mean(CategoryRows rows, String category, String level) {
    return IntStream.range(0, rows.count())
        .filter(r -> rows.levels(category)[r].equals(level))
        .mapToDouble(r -> rows.label()[r])
        .average()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1p440, 0x1p-390})
  void extremeMagnitudesAreFitted(double unit) {
    CategoryRows rows = seeded(12);
    CategoryRows extreme =
        rows.labelled(Arrays.stream(rows.label()).map(y -> y * unit).toArray())
            .number("x", Arrays.stream(rows.number("x")).map(x -> x * unit).toArray());
    Fit fit = fit(rows, X, CITY, KIND);
    Fit other = fit(extreme, X, CITY, KIND);
    assertThat(values(other).get("x")).isEqualTo(values(fit).get("x"));
    assertThat(values(other).get("city=c3")).isEqualTo(values(fit).get("city=c3") * unit);
    assertThat(other.jointTests()).isEqualTo(fit.jointTests());
    assertThat(other.summary().r2()).isEqualTo(fit.summary().r2());
  }

  @Test
  void scoringTheTrainingRowsGivesTheReportedR2() {
    CategoryRows rows = seeded(13);
    Encoding encoding = encoding(rows, X, CITY, KIND);
    Fit fit = LeastSquares.fit(encoding, rows.byDay(), Precision.EXACT, OPTIONS);
    Map<String, Double> values = values(fit);
    LinearPredictor predictor =
        LinearPredictor.of(encoding, values.get(Estimate.INTERCEPT), values);
    SquaredError error = SquaredError.of(predictor, rows.statistics()).orElseThrow();
    assertThat(error.r2().orElseThrow())
        .isCloseTo(fit.summary().r2().orElseThrow(), Percentage.withPercentage(1e-11));
    assertThat(error.bias()).isCloseTo(0, Offset.offset(1e-12));
  }

  @Test
  void tooFewRowsAndNoWeightAreRefused() {
    CategoryRows rows = seeded(14);
    Encoding encoding = encoding(rows, X, CITY, KIND);
    CategoryRows few = rows.ordered(IntStream.range(0, 5).boxed().toList());
    assertThatThrownBy(() -> LeastSquares.fit(encoding, few.byDay(), Precision.EXACT, OPTIONS))
        .hasMessage("5 training rows of positive weight are fewer than the 9 terms");
    CategoryRows weightless = rows.weighted(new double[rows.count()]);
    assertThatThrownBy(
            () -> LeastSquares.fit(encoding, weightless.byDay(), Precision.EXACT, OPTIONS))
        .hasMessage("all 160 training rows have weight 0: nothing can be fitted");
    assertThatThrownBy(() -> LeastSquares.fit(encoding, new TreeMap<>(), Precision.EXACT, OPTIONS))
        .hasMessageStartingWith("no training rows are left");
  }
}
