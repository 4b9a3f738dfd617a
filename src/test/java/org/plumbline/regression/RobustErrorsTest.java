package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.Failure;
import org.plumbline.statistics.ClusterCollector;
import org.plumbline.statistics.ClusterSums;
import org.plumbline.statistics.HeteroskedasticCollector;
import org.plumbline.statistics.HeteroskedasticKind;
import org.plumbline.statistics.LevelCollector;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.Meat;
import org.plumbline.statistics.Orthogonalization;
import org.plumbline.statistics.Tile;

class RobustErrorsTest {

  /** The rows in pieces of this size, as tasks would have them. */
  private static final int ONE_PIECE = Integer.MAX_VALUE;

  @ParameterizedTest
  @CsvSource({
    "Norris, HC0, 14", "Norris, HC1, 14", "Norris, HC2, 14", "Norris, HC3, 14",
    "Longley, HC0, 14", "Longley, HC1, 14", "Longley, HC2, 14", "Longley, HC3, 14"
  })
  void equalTheDenseSandwichOnCertifiedSets(String name, HeteroskedasticKind kind, double digits) {
    Rows rows = ReferenceSet.read(name).rows();
    Fit fit = heteroskedastic(rows, ReferenceTest.WITH, kind, ONE_PIECE);
    DenseSandwich dense = new DenseSandwich(rows, true);
    assertErrors(fit, dense, dense.covariance(kind), 1, digits);
    assertThat(fit.summary().errors()).isEqualTo(kind.name().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @EnumSource(HeteroskedasticKind.class)
  void equalTheDenseSandwichOfWeightedRows(HeteroskedasticKind kind) {
    for (long seed = 1; seed <= 5; seed++) {
      Rows rows =
          RandomRows.of(seed, 60, 4).weighted(weightsWithZeros(seed, 60)).scaled(2, 0x1p300);
      for (FitOptions options : List.of(ReferenceTest.WITH, ReferenceTest.WITHOUT)) {
        Fit fit = heteroskedastic(rows, options, kind, ONE_PIECE);
        DenseSandwich dense = new DenseSandwich(rows, options.intercept());
        assertErrors(fit, dense, dense.covariance(kind), options.intercept() ? 1 : 0, 14);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void clustersEqualTheDenseSandwich(long seed) {
    Rows rows = RandomRows.of(seed, 90, 3).weighted(RandomRows.weights(seed, 90));
    List<String> keys = IntStream.range(0, 90).mapToObj(row -> "shop " + row * 7 % 13).toList();
    Fit fit = clustered(rows, keys, ONE_PIECE);
    DenseSandwich dense = new DenseSandwich(rows, true);
    assertErrors(fit, dense, dense.covariance(keys), 1, 14);
    assertThat(fit.summary().errors()).isEqualTo("cluster(shop)");
    Estimate slope = fit.estimates().get(1);
    assertThat(slope.pValue().getAsDouble()).isEqualTo(Tails.twoSided(slope.t().getAsDouble(), 12));
    assertThat((slope.upper().getAsDouble() - slope.value()) / slope.standardError().getAsDouble())
        .isCloseTo(2.1788128296672284, Percentage.withPercentage(1e-10));
  }

  @Test
  void clustersOfDaysAreThoseThatNeedNoRows() {
    Rows rows = RandomRows.of(3, 70, 3).weighted(RandomRows.weights(3, 70));
    List<String> days = IntStream.range(0, 70).mapToObj(row -> "day " + row / 10).toList();
    Fit fit = clustered(rows, days, ONE_PIECE);
    for (Estimate estimate : fit.estimates()) {
      Estimate.Clustered byDay = estimate.clustered().orElseThrow();
      assertThat(Digits.of(estimate.standardError().getAsDouble(), exact(byDay.standardError())))
          .isGreaterThan(15);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void orderAndPiecesOfRowsChangeNoBit(long seed) {
    Rows rows = RandomRows.of(seed, 700, 3).weighted(RandomRows.weights(seed, 700));
    List<String> keys = IntStream.range(0, 700).mapToObj(row -> "k" + row % 41).toList();
    List<Integer> order = new ArrayList<>(IntStream.range(0, 700).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    List<String> shuffledKeys = order.stream().map(keys::get).toList();
    for (int piece : new int[] {1, 17, 256, 300}) {
      assertThat(
              heteroskedastic(
                  rows.ordered(order), ReferenceTest.WITH, HeteroskedasticKind.HC3, piece))
          .isEqualTo(heteroskedastic(rows, ReferenceTest.WITH, HeteroskedasticKind.HC3, ONE_PIECE));
      assertThat(clustered(rows.ordered(order), shuffledKeys, piece))
          .isEqualTo(clustered(rows, keys, ONE_PIECE));
    }
  }

  @Test
  void powersThatAreNearlyCollinearCostNothing() {
    Rows powers = ReferenceSet.read("Wampler2").rows();
    double[] noise = new Random(1).doubles(powers.count(), -9, 9).toArray();
    Rows rows = powers.labelled(noise);
    DenseSandwich dense = new DenseSandwich(rows, true);
    Fit fit = heteroskedastic(rows, ReferenceTest.WITH, HeteroskedasticKind.HC3, ONE_PIECE);
    assertErrors(fit, dense, dense.covariance(HeteroskedasticKind.HC3), 1, 14);
  }

  @Test
  void aMeanFarFromZeroCostsNothing() {
    Rows near = RandomRows.of(11, 200, 2);
    Rows far = near.shifted(0, 0x1p40);
    DenseSandwich dense = new DenseSandwich(far, true);
    Fit fit = heteroskedastic(far, ReferenceTest.WITH, HeteroskedasticKind.HC3, ONE_PIECE);
    assertErrors(fit, dense, dense.covariance(HeteroskedasticKind.HC3), 1, 14);
  }

  @Test
  void aColumnTimesAPowerOfTwoDividesItsErrorExactly() {
    Rows rows = RandomRows.of(5, 80, 2);
    Fit plain = heteroskedastic(rows, ReferenceTest.WITH, HeteroskedasticKind.HC2, ONE_PIECE);
    for (double power : new double[] {0x1p-190, 0x1p7, 0x1p200}) {
      Fit scaled =
          heteroskedastic(
              rows.scaled(1, power), ReferenceTest.WITH, HeteroskedasticKind.HC2, ONE_PIECE);
      assertThat(scaled.estimates().get(2).standardError().getAsDouble() * power)
          .isEqualTo(plain.estimates().get(2).standardError().getAsDouble());
      assertThat(scaled.estimates().get(1)).isEqualTo(plain.estimates().get(1));
    }
  }

  @Test
  void weightsTimesAPowerOfTwoChangeNothing() {
    double[] weights = RandomRows.weights(8, 80);
    Rows rows = RandomRows.of(8, 80, 2).weighted(weights);
    double[] scaled = Arrays.stream(weights).map(w -> w * 0x1p-100).toArray();
    assertThat(
            heteroskedastic(
                    rows.weighted(scaled), ReferenceTest.WITH, HeteroskedasticKind.HC3, ONE_PIECE)
                .estimates())
        .isEqualTo(
            heteroskedastic(rows, ReferenceTest.WITH, HeteroskedasticKind.HC3, ONE_PIECE)
                .estimates());
  }

  @Test
  void anAliasedTermIsLeftOut() {
    Rows rows = RandomRows.of(2, 50, 2);
    double[] twice = Arrays.stream(rows.column(0)).map(x -> 2 * x).toArray();
    Fit with =
        heteroskedastic(rows.with(twice), ReferenceTest.WITH, HeteroskedasticKind.HC3, ONE_PIECE);
    Fit without = heteroskedastic(rows, ReferenceTest.WITH, HeteroskedasticKind.HC3, ONE_PIECE);
    assertThat(with.estimates().subList(0, 3)).isEqualTo(without.estimates());
    assertThat(with.estimates().get(3).aliased()).isTrue();
    assertThat(with.estimates().get(3).standardError()).isEmpty();
  }

  /** Levels, a pooled level, a product within a level and an imputed number, by parts of a row. */
  @Test
  void termsOfLevelsAndPartsAreTheirDenseColumns() {
    int n = 300;
    Rows random = RandomRows.of(21, n, 2);
    double[] x = random.column(0);
    double[] gaps = IntStream.range(0, n).mapToDouble(row -> row % 9 == 0 ? 1 : 0).toArray();
    double[] known = IntStream.range(0, n).mapToDouble(row -> (1 - gaps[row]) * x[row]).toArray();
    List<String> dictionary = List.of("c", "a", "b", "d", "a", "new");
    int[] codes = IntStream.range(0, n).map(row -> row * row / 5 % 6).toArray();
    ToDoubleBiFunction<Set<String>, Integer> in =
        (levels, row) -> levels.contains(dictionary.get(codes[row])) ? 1 : 0;
    Rows dense =
        Rows.of(
            random.label(),
            IntStream.range(0, n).mapToDouble(row -> known[row] + 2.5 * gaps[row]).toArray(),
            IntStream.range(0, n).mapToDouble(row -> in.applyAsDouble(Set.of("b"), row)).toArray(),
            IntStream.range(0, n)
                .mapToDouble(row -> in.applyAsDouble(Set.of("c", "d"), row))
                .toArray(),
            IntStream.range(0, n)
                .mapToDouble(row -> in.applyAsDouble(Set.of("b"), row) * known[row])
                .toArray());
    Fit plain = dense.fit(ReferenceTest.WITH);
    List<JointTest> untested =
        List.of(
            new JointTest("k", 2, Optional.empty(), Optional.empty()),
            new JointTest("k:known", 1, Optional.empty(), Optional.empty()));
    RobustErrors errors =
        RobustErrors.of(
            hc(HeteroskedasticKind.HC3),
            new Fit(
                plain.estimates(),
                plain.summary(),
                plain.certificate(),
                plain.aliased(),
                plain.constant(),
                plain.constantLabel(),
                plain.penalty(),
                untested,
                plain.collinearity()),
            dense.moments(),
            List.of(
                new Term(
                    "x",
                    Optional.empty(),
                    List.of(new Term.Part("known", 1), new Term.Part("gap", 2.5))),
                within("k=b", Term.CONSTANT, "b"),
                within("k=(other)", Term.CONSTANT, "c", "d"),
                within("k=b:known", "known", "b")),
            new LevelLayout(
                List.of("known", "gap", "y"),
                List.of(new LevelLayout.Category("k", List.of("known")))));
    HeteroskedasticCollector collector =
        new HeteroskedasticCollector(
            errors.orthogonalization(), HeteroskedasticKind.HC3, Tile.fastest());
    double[][] z = {known, gaps, random.label()};
    collector.block(z, new double[0], List.of(new LevelCollector.Codes(codes, dictionary)));
    collector.add(IntStream.range(0, n).toArray(), 0, n);
    Fit fit = errors.appliedTo(collector.finish());
    Fit expected = heteroskedastic(dense, ReferenceTest.WITH, HeteroskedasticKind.HC3, ONE_PIECE);
    assertThat(fit.estimates()).isEqualTo(expected.estimates());
    assertThat(fit.summary()).isEqualTo(expected.summary());
    DenseSandwich sandwich = new DenseSandwich(dense, true);
    BigDecimal[][] covariance = sandwich.covariance(HeteroskedasticKind.HC3);
    assertJoint(fit.jointTests().get(0), sandwich.f(covariance, 2, 4), n - 5);
    assertJoint(fit.jointTests().get(1), sandwich.f(covariance, 4, 5), n - 5);
  }

  private static void assertJoint(JointTest test, BigDecimal f, int degrees) {
    JointTest.FTest fromRows = test.fromRows().orElseThrow();
    assertThat(Digits.of(fromRows.f(), f)).as(test.name()).isGreaterThan(13);
    assertThat(fromRows.pValue())
        .isEqualTo(Tails.upper(fromRows.f(), test.degreesOfFreedom(), degrees));
  }

  private static Term within(String name, String column, String... levels) {
    SortedSet<String> bounds = new TreeSet<>(List.of(levels));
    return new Term(
        name, Optional.of(new Term.Within("k", bounds)), List.of(new Term.Part(column, 1)));
  }

  @Test
  void anExactFitHasNoTests() {
    double[] x = {1, 2, 3, 5};
    double[] y = {3, 5, 7, 11};
    Fit fit =
        heteroskedastic(Rows.of(y, x), ReferenceTest.WITH, HeteroskedasticKind.HC0, ONE_PIECE);
    assertThat(fit.estimates()).allMatch(each -> each.t().isEmpty() && each.pValue().isEmpty());
    assertThat(fit.summary().fStatistic()).isEmpty();
  }

  @Test
  void aRowOfLeverageOneIsRefusedByHc2AndHc3Alone() {
    double[] x = {0, 0, 0, 0, 1};
    double[] y = {1, 2, 4, 3, 9};
    Rows rows = Rows.of(y, x);
    for (HeteroskedasticKind kind : List.of(HeteroskedasticKind.HC2, HeteroskedasticKind.HC3)) {
      assertThatThrownBy(() -> heteroskedastic(rows, ReferenceTest.WITH, kind, ONE_PIECE))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "leverage is 1 in 1 training rows: each decides a coefficient alone, and "
                  + new ErrorKind.Heteroskedastic(kind).label()
                  + " is not defined");
    }
    DenseSandwich dense = new DenseSandwich(rows, true);
    Fit fit = heteroskedastic(rows, ReferenceTest.WITH, HeteroskedasticKind.HC1, ONE_PIECE);
    BigDecimal[][] covariance = dense.covariance(HeteroskedasticKind.HC1);
    assertThat(
            Digits.of(
                fit.estimates().get(0).standardError().getAsDouble(),
                DenseSandwich.standardError(covariance, 0)))
        .isGreaterThan(14);
  }

  @Test
  void noDegreesOfFreedomAreRefusedBeforeRowsAreRead() {
    Rows rows = Rows.of(new double[] {1, 5}, new double[] {1, 2});
    Fit fit = rows.fit(ReferenceTest.WITH);
    assertThatThrownBy(() -> errors(rows, fit, hc(HeteroskedasticKind.HC3)))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(
            "2 training rows and 2 coefficients leave no degrees of freedom: hc3 errors are not"
                + " defined");
  }

  @Test
  void rowsWithoutAClusterAndALoneClusterAreRefused() {
    Rows rows = RandomRows.of(4, 20, 1);
    List<String> one = Collections.nCopies(20, "a");
    assertThatThrownBy(() -> clustered(rows, one, ONE_PIECE))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("column `shop` has the same value in all training rows");
    List<String> gaps = new ArrayList<>(one);
    gaps.set(3, "");
    gaps.set(5, "");
    assertThatThrownBy(() -> clustered(rows, gaps, ONE_PIECE))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(
            "column `shop` is missing in 2 training rows, which belong to no cluster");
  }

  @Test
  void fewerClustersThanTermsHaveNoFTest() {
    Rows rows = RandomRows.of(6, 60, 4);
    List<String> keys = IntStream.range(0, 60).mapToObj(row -> "k" + row % 3).toList();
    assertThat(clustered(rows, keys, ONE_PIECE).summary().fStatistic()).isEmpty();
  }

  private static void assertErrors(
      Fit fit, DenseSandwich dense, BigDecimal[][] covariance, int first, double digits) {
    for (int k = 0; k < fit.estimates().size(); k++) {
      Estimate estimate = fit.estimates().get(k);
      assertThat(
              Digits.of(
                  estimate.standardError().getAsDouble(),
                  DenseSandwich.standardError(covariance, k)))
          .as(estimate.term())
          .isGreaterThan(digits);
      assertThat(estimate.t().getAsDouble() * estimate.standardError().getAsDouble())
          .isCloseTo(estimate.value(), Percentage.withPercentage(1e-12));
    }
    assertThat(
            Digits.of(
                fit.summary().fStatistic().getAsDouble(),
                dense.f(covariance, first, fit.estimates().size())))
        .isGreaterThan(Math.min(digits, 13));
  }

  private static Fit heteroskedastic(
      Rows rows, FitOptions options, HeteroskedasticKind kind, int piece) {
    Fit fit = rows.fit(options);
    RobustErrors errors = errors(rows, fit, hc(kind));
    Meat sum = null;
    for (int[] order : pieces(rows, piece)) {
      HeteroskedasticCollector collector =
          new HeteroskedasticCollector(errors.orthogonalization(), kind, Tile.scalar());
      collector.block(z(rows), rows.weights(), List.of());
      collector.add(order, 0, order.length);
      Meat meat = collector.finish();
      sum = sum == null ? meat : sum.plus(meat);
    }
    return errors.appliedTo(sum);
  }

  private static Fit clustered(Rows rows, List<String> keyOfRow, int piece) {
    Fit fit = rows.fit(ReferenceTest.WITH);
    RobustErrors errors = errors(rows, fit, new ErrorKind.Clustered("shop"));
    Orthogonalization basis = errors.orthogonalization();
    List<String> keys = keyOfRow.stream().distinct().toList();
    int[] clusters =
        keyOfRow.stream().mapToInt(key -> key.isEmpty() ? -1 : keys.indexOf(key)).toArray();
    ClusterSums sum = null;
    for (int[] order : pieces(rows, piece)) {
      ClusterCollector collector = new ClusterCollector(basis);
      collector.block(z(rows), rows.weights(), List.of(), clusters);
      collector.add(order, 0, order.length);
      ClusterSums sums = collector.finish(keys);
      sum = sum == null ? sums : sum.plus(sums);
    }
    Meat meat = null;
    for (ClusterSums part : sum.dealt(3)) {
      Meat each = part.meat(Tile.fastest());
      meat = meat == null ? each : meat.plus(each);
    }
    return errors.appliedTo(meat);
  }

  private static ErrorKind.FromRows hc(HeteroskedasticKind kind) {
    return new ErrorKind.Heteroskedastic(kind);
  }

  private static RobustErrors errors(Rows rows, Fit fit, ErrorKind.FromRows kind) {
    List<String> columns = rows.columns();
    List<Term> terms = columns.subList(0, columns.size() - 1).stream().map(Term::number).toList();
    return RobustErrors.of(kind, fit, rows.moments(), terms, LevelLayout.none(columns));
  }

  private static List<int[]> pieces(Rows rows, int size) {
    List<int[]> pieces = new ArrayList<>();
    for (int from = 0; from < rows.count(); ) {
      int to = (int) Math.min((long) from + size, rows.count());
      pieces.add(IntStream.range(from, to).toArray());
      from = to;
    }
    return pieces;
  }

  private static double[][] z(Rows rows) {
    return IntStream.range(0, rows.columns().size())
        .mapToObj(rows::column)
        .toArray(double[][]::new);
  }

  private static double[] weightsWithZeros(long seed, int rows) {
    double[] weights = RandomRows.weights(seed, rows);
    weights[rows / 2] = 0;
    return weights;
  }

  private static BigDecimal exact(double value) {
    return new BigDecimal(value);
  }
}
