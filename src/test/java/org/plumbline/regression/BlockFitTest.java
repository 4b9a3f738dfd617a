package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Statistics;
import org.plumbline.statistics.Tally;

/** Eliminating a category first changes nothing: the dense path gives the same doubles. */
class BlockFitTest {
  /** Categories of which one is nested in another, numbers of which some depend on levels. */
  private static CategoryRows seeded(Random random, int count) {
    int[] zip = random.ints(count, 0, 9).toArray();
    double[] x = random.doubles(count).toArray();
    double[] v = IntStream.range(0, count).mapToDouble(r -> random.nextGaussian() * 1e6).toArray();
    double[] y = IntStream.range(0, count).mapToDouble(r -> random.nextInt(1000) / 8.0).toArray();
    double[] height = random.doubles(9).toArray();
    return CategoryRows.of(y)
        .number("x", x)
        .number("v", v)
        .number("height", IntStream.of(zip).mapToDouble(z -> height[z]).toArray())
        .number("twice", IntStream.range(0, count).mapToDouble(r -> 2 * x[r] - v[r]).toArray())
        .category("zip", IntStream.of(zip).mapToObj(z -> "z" + z).toArray(String[]::new))
        .category("state", IntStream.of(zip).mapToObj(z -> "s" + z / 3).toArray(String[]::new))
        .category("kind", random.ints(count, 0, 3).mapToObj(k -> "k" + k).toArray(String[]::new))
        .carried("zip", "x")
        .carried("zip", "height")
        .carried("kind", "v")
        .weighted(random.doubles(count).map(w -> w < 0.1 ? 0 : w).toArray())
        .onDays(random.ints(count, 0, 7).toArray());
  }

  /**
   * In double, a number that others or levels explain leaves the rounding of its moments, on either
   * side of the tolerance: there none is among the sources.
   */
  private static List<TermSource> sources(Random random, Precision precision) {
    boolean exact = precision == Precision.EXACT;
    List<TermSource> all = new ArrayList<>();
    for (String number : exact ? List.of("x", "v", "height", "twice") : List.of("x", "v")) {
      if (random.nextInt(3) > 0) {
        all.add(new TermSource.Numeric(number));
      }
    }
    for (String category : List.of("zip", "state", "kind")) {
      if (random.nextInt(4) > 0) {
        all.add(
            new TermSource.Category(
                category, Optional.empty(), random.nextBoolean() ? 12 : 0, 1000));
      }
    }
    Collections.shuffle(all, random);
    if (all.stream()
        .anyMatch(s -> s instanceof TermSource.Category c && c.category().equals("zip"))) {
      all.add(product(random, "zip", "x"));
      if (exact) {
        all.add(product(random, "zip", "height"));
      }
    }
    if (all.stream()
        .anyMatch(s -> s instanceof TermSource.Category c && c.category().equals("kind"))) {
      all.add(product(random, "kind", "v"));
    }
    return all;
  }

  private static TermSource product(Random random, String category, String number) {
    return new TermSource.Product(
        category,
        number,
        Optional.empty(),
        random.nextBoolean()
            ? TermSource.ProductLevels.ALL
            : TermSource.ProductLevels.WITHOUT_REFERENCE);
  }

  static Fit dense(
      Encoding encoding,
      SortedMap<Integer, Statistics> byDay,
      Precision precision,
      FitOptions options) {
    SortedMap<Integer, Moments> moments = new TreeMap<>();
    byDay.forEach((day, statistics) -> moments.put(day, encoding.moments(statistics)));
    return LeastSquares.fit(moments, precision, options);
  }

  static LongStream seeds() {
    return LongStream.range(1, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void givesTheDoublesOfTheDensePath(long seed) {
    for (Precision precision : Precision.values()) {
      Random random = new Random(seed);
      CategoryRows rows = seeded(random, 150);
      List<TermSource> sources = sources(random, precision);
      FitOptions options =
          new FitOptions(random.nextInt(4) > 0, FitOptions.Aliased.DROP, false, 0.95);
      Encoding encoding = Encoding.decide(sources, rows.statistics());
      SortedMap<Integer, Statistics> byDay = rows.byDay(precision);
      assertSame(
          LeastSquares.fit(encoding, byDay, precision, options),
          dense(encoding, byDay, precision, options),
          "seed %d, %s, %s, %s".formatted(seed, precision, options, sources));
    }
  }

  private static void assertSame(Fit fit, Fit expected, String which) {
    assertThat(fit.aliased()).describedAs(which).isEqualTo(expected.aliased());
    assertThat(fit.constant()).describedAs(which).isEqualTo(expected.constant());
    assertThat(fit.summary()).describedAs(which).isEqualTo(expected.summary());
    for (int k = 0; k < fit.estimates().size(); k++) {
      assertThat(fit.estimates().get(k)).describedAs(which).isEqualTo(expected.estimates().get(k));
    }
    // Bounds are computed in double, from inverses that agree to their last bit but one.
    assertThat(fit.certificate().conditionNumber())
        .describedAs(which)
        .isCloseTo(expected.certificate().conditionNumber(), Percentage.withPercentage(1e-10));
    assertThat(fit.certificate().correctDigits())
        .describedAs(which)
        .isCloseTo(expected.certificate().correctDigits(), Offset.offset(1e-9));
  }

  /** Numbers of mean over spread up to 1e8, and products of them within levels. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e4, 1e8})
  void coefficientsAreTheExactSolutionRounded(double mean) {
    long seed = 31;
    Random random = new Random(seed);
    int n = 40;
    CategoryRows rows =
        CategoryRows.of(random.doubles(n, -9, 9).toArray())
            .number("x", random.doubles(n).map(x -> mean + x).toArray())
            .number("v", random.doubles(n).toArray())
            .category("zip", random.ints(n, 0, 4).mapToObj(k -> "z" + k).toArray(String[]::new))
            .category("kind", random.ints(n, 0, 3).mapToObj(k -> "k" + k).toArray(String[]::new))
            .carried("zip", "x")
            .weighted(random.doubles(n, 0.1, 3).toArray());
    Encoding encoding =
        Encoding.decide(
            List.of(
                new TermSource.Category("kind", Optional.empty(), 0, 9),
                new TermSource.Numeric("v"),
                new TermSource.Category("zip", Optional.of("z2"), 0, 9),
                new TermSource.Product("zip", "x", Optional.empty(), TermSource.ProductLevels.ALL)),
            rows.statistics());
    Fit fit = LeastSquares.fit(encoding, rows.byDay(), Precision.EXACT, ReferenceTest.WITH);

    List<double[]> columns = new ArrayList<>();
    columns.add(Rows.constant(1, n));
    for (Term term : encoding.terms()) {
      columns.add(IntStream.range(0, n).mapToDouble(row -> rows.value(term, row)).toArray());
    }
    Rational[] exact =
        Rational.leastSquares(columns.toArray(double[][]::new), rows.label(), rows.weights());
    assertThat(fit.aliased()).isEmpty();
    for (int k = 0; k < exact.length; k++) {
      assertThat(fit.estimates().get(k).value())
          .describedAs("seed %d, %s", seed, fit.estimates().get(k).term())
          .isEqualTo(exact[k].decimal().doubleValue());
    }
  }

  /** The bounds of a design too wide to write its inverse out, held to those that write it out. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void boundsFromRowsOfTheInverseAreThoseOfTheWholeInverse(Precision precision) {
    Random random = new Random(41);
    CategoryRows rows = seeded(random, 150);
    TermSource zip = new TermSource.Category("zip", Optional.empty(), 0, 99);
    TermSource kind = new TermSource.Category("kind", Optional.empty(), 0, 99);
    TermSource x = new TermSource.Numeric("x");
    TermSource products = product(random, "zip", "x");
    for (List<TermSource> sources : List.of(List.of(x, zip, kind), List.of(zip, kind, products))) {
      Encoding encoding = Encoding.decide(sources, rows.statistics());
      Fit fit = LeastSquares.fit(encoding, rows.byDay(precision), precision, ReferenceTest.WITH);
      Certificate bounds = certificateOfAWideDesign(encoding, rows.byDay(precision), precision);
      assertThat(bounds.conditionNumber())
          .isCloseTo(fit.certificate().conditionNumber(), Percentage.withPercentage(1e-7));
      assertThat(bounds.dataDigits())
          .isLessThan(fit.certificate().dataDigits() + 1e-9)
          .isGreaterThan(fit.certificate().dataDigits() - 1);
      assertThat(bounds.arithmeticDigits())
          .isBetween(10.0, precision == Precision.EXACT ? 15.0 : 15.0 - 1e-3);
      assertThat(bounds.rank()).isEqualTo(fit.certificate().rank());
    }
  }

  private static Certificate certificateOfAWideDesign(
      Encoding encoding, SortedMap<Integer, Statistics> byDay, Precision precision) {
    Statistics total = Statistics.sum(byDay.get(byDay.firstKey()).layout(), byDay.values());
    TermProducts products = new TermProducts(encoding, total.layout());
    BlockMoments moments = new BlockMoments(new BlockLayout(products.terms()), products, total);
    List<String> names = products.terms().stream().skip(1).map(Term::name).toList();
    Tally tally = TermMoments.tally(encoding, total.moments().tally());
    Training training =
        Training.of(
            new ScaledMoments(names, moments), precision, ReferenceTest.WITH, tally.positiveRows());
    Solver.Solved<BlockFactorization> solved =
        Solver.solve(training, bits -> new BlockFactorization(training, moments, bits));
    return new BlockCertificates(training, solved, moments, products.terms(), tally).certificate();
  }

  /** More columns than are written out: what only such designs go through. */
  @Test
  void aThousandLevelsAreGroupMeansAboutACommonSlope() {
    int levels = 1000;
    int n = 3 * levels;
    double[] x = IntStream.range(0, n).mapToDouble(r -> Math.floorDiv(r, levels)).toArray();
    CategoryRows rows =
        CategoryRows.of(IntStream.range(0, n).mapToDouble(r -> r % levels + 2 * x[r]).toArray())
            .number("x", x)
            .category(
                "zip",
                IntStream.range(0, n).mapToObj(r -> "z" + r % levels).toArray(String[]::new));
    Encoding encoding =
        Encoding.decide(
            List.of(
                new TermSource.Numeric("x"),
                new TermSource.Category("zip", Optional.of("z7"), 0, 1000)),
            rows.statistics());
    Fit fit = LeastSquares.fit(encoding, rows.byDay(), Precision.EXACT, ReferenceTest.WITH);
    assertThat(fit.aliased()).isEmpty();
    assertThat(fit.summary().exactFit()).isTrue();
    assertThat(fit.certificate().rank()).isEqualTo(1001);
    assertThat(fit.certificate().arithmeticDigits()).isEqualTo(15);
    for (Estimate estimate : fit.estimates().subList(2, fit.estimates().size())) {
      double level = Double.parseDouble(estimate.term().substring("zip=z".length()));
      assertThat(estimate.value()).describedAs(estimate.term()).isEqualTo(level - 7);
    }
    assertThat(fit.estimates().get(0).value()).isEqualTo(7);
    assertThat(fit.estimates().get(1).value()).isEqualTo(2);
    assertThat(fit.collinearity().orElseThrow().conditions()).isEmpty();
    // Balanced over x, so that neither inflates the other.
    assertThat(fit.collinearity().orElseThrow().inflation().get(1).factor().orElseThrow())
        .isCloseTo(1, Offset.offset(1e-9));
  }
}
