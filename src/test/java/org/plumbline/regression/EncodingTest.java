package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.LevelCollector;
import org.plumbline.statistics.LevelLayout;
import org.plumbline.statistics.MomentCollector;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Statistics;
import org.plumbline.statistics.Tile;

class EncodingTest {

  private static final Group GROUP = new Group(1, 0);
  private static final int ROWS = 300;
  private static final List<String> CITIES = List.of("ulm", "bonn", "kiel", "(missing)", "");
  private static final List<String> KINDS = List.of("flat", "house");

  /** x0 and m of an imputed x, a plain v, the label y; two categories; weights. */
  @SuppressWarnings("ArrayRecordComponent") // plain data of a test, never compared
  private record Rows(double[][] z, double[] weights, int[] city, int[] kind) {

    static Rows seeded(long seed) {
      Random random = new Random(seed);
      double[][] z = new double[4][ROWS];
      double[] weights = new double[ROWS];
      int[] city = new int[ROWS];
      int[] kind = new int[ROWS];
      for (int r = 0; r < ROWS; r++) {
        boolean missing = random.nextInt(5) == 0;
        z[0][r] = missing ? 0 : random.nextGaussian();
        z[1][r] = missing ? 1 : 0;
        z[2][r] = random.nextGaussian() * 1e6;
        z[3][r] = random.nextGaussian();
        weights[r] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
        city[r] = Math.min(random.nextInt(8), CITIES.size() - 1);
        kind[r] = random.nextInt(KINDS.size());
      }
      return new Rows(z, weights, city, kind);
    }

    int[] order() {
      return IntStream.range(0, ROWS).toArray();
    }

    Statistics statistics() {
      List<String> columns = List.of("x", "x=(missing)", "v", "y");
      LevelLayout layout =
          new LevelLayout(
              columns,
              List.of(
                  new LevelLayout.Category("city", List.of("x", "x=(missing)")),
                  new LevelLayout.Category("kind", List.of("v"))));
      LevelCollector levels = new LevelCollector(layout);
      List<LevelCollector.Codes> codes =
          List.of(new LevelCollector.Codes(city, CITIES), new LevelCollector.Codes(kind, KINDS));
      levels.add(GROUP, z, weights, codes, order(), 0, ROWS);
      return new Statistics(moments(columns, z), levels.endRowGroup().get(GROUP));
    }

    Moments moments(List<String> columns, double[][] of) {
      MomentCollector collector = new MomentCollector(columns, Precision.EXACT, Tile.scalar());
      collector.add(GROUP, of, weights, order(), 0, ROWS);
      return collector.endRowGroup().get(GROUP);
    }
  }

  private static final List<TermSource> SOURCES =
      List.of(
          new TermSource.Numeric("v"),
          new TermSource.Category("city", Optional.empty(), 45, 100),
          new TermSource.Category("kind", Optional.of("house"), 0, 100),
          new TermSource.Product(
              "city", "x", Optional.of("x=(missing)"), TermSource.ProductLevels.WITHOUT_REFERENCE),
          new TermSource.Product("kind", "v", Optional.empty(), TermSource.ProductLevels.ALL));

  @Test
  void momentsOfTermsAreThoseOfTheirColumnsWrittenOut() {
    long seed = 20261124;
    Rows rows = Rows.seeded(seed);
    Statistics statistics = rows.statistics();
    Encoding encoding = Encoding.decide(SOURCES, statistics);

    List<String> names = new ArrayList<>();
    List<double[]> columns = new ArrayList<>();
    for (Term term : encoding.terms()) {
      names.add(term.name());
      columns.add(IntStream.range(0, ROWS).mapToDouble(r -> value(term, rows, r)).toArray());
    }
    names.add("y");
    columns.add(rows.z()[3]);
    Moments expected = rows.moments(names, columns.toArray(double[][]::new));

    Moments moments = encoding.moments(statistics);
    assertThat(moments.columns()).isEqualTo(names);
    for (int i = 0; i <= names.size(); i++) {
      for (int j = i; j <= names.size(); j++) {
        // An imputed value times a number is no double; only exact products can be compared.
        assertThat(moments.at(i, j).value())
            .describedAs("seed %d: %d, %d of %s", seed, i, j, names)
            .isCloseTo(
                expected.at(i, j).value(), org.assertj.core.data.Percentage.withPercentage(1e-10));
      }
    }
  }

  private static double value(Term term, Rows rows, int row) {
    if (term.within().isPresent()) {
      Term.Within within = term.within().get();
      String level =
          within.category().equals("city")
              ? CITIES.get(rows.city()[row])
              : KINDS.get(rows.kind()[row]);
      if (!within.levels().contains(level)) {
        return 0;
      }
    }
    double sum = 0;
    for (Term.Part part : term.parts()) {
      sum += part.factor() * column(part.column(), rows, row);
    }
    return sum;
  }

  private static double column(String name, Rows rows, int row) {
    int k = List.of("x", "x=(missing)", "v", "y").indexOf(name);
    return name.equals(Term.CONSTANT) ? 1 : rows.z()[k][row];
  }

  @Test
  void aTextOfThePooledNameIsPooledWhereAnyLevelIs() {
    TermSource.Category source = new TermSource.Category("city", Optional.empty(), 10, 100);
    CategoryLevels pooling =
        CategoryLevels.decide(source, Map.of("(other)", 50L, "bonn", 40L, "ulm", 3L));
    assertThat(pooling.kept()).containsExactly("bonn");
    assertThat(pooling.pooled()).containsExactly("(other)", "ulm");
    assertThat(pooling.reference()).contains("bonn");

    CategoryLevels keeping = CategoryLevels.decide(source, Map.of("(other)", 50L, "bonn", 40L));
    assertThat(keeping.kept()).containsExactly("(other)", "bonn");
  }

  @Test
  void levelsBelowTheLeastRowsArePooledAndTheFirstKeptIsTheReference() {
    Statistics statistics = Rows.seeded(7).statistics();
    TreeSet<String> pooled = new TreeSet<>();
    for (String level : CITIES) {
      if (statistics.levels().rows(0, level) < 30) {
        pooled.add(level);
      }
    }
    CategoryLevels levels =
        CategoryLevels.decide(
            new TermSource.Category("city", Optional.empty(), 30, 100), statistics.levels());

    assertThat(levels.pooled()).isEqualTo(pooled).isNotEmpty();
    assertThat(levels.kept()).doesNotContainAnyElementsOf(pooled).isSorted();
    assertThat(levels.reference()).contains(levels.kept().get(0));
  }

  @Test
  void anImputedValueIsTheMeanOfTheRowsThatHaveOne() {
    Rows rows = Rows.seeded(3);
    Encoding encoding =
        Encoding.decide(
            List.of(new TermSource.Imputed("x", "x=(missing)", TermSource.IndicatorTerm.KEPT)),
            rows.statistics());

    double sum = 0;
    double weight = 0;
    for (int r = 0; r < ROWS; r++) {
      sum += rows.weights()[r] * rows.z()[0][r];
      weight += rows.weights()[r] * (1 - rows.z()[1][r]);
    }
    assertThat(encoding.imputed().get("x"))
        .isCloseTo(sum / weight, org.assertj.core.data.Percentage.withPercentage(1e-12));
    assertThat(encoding.terms()).extracting(Term::name).containsExactly("x", "x=(missing)");
  }

  @Test
  void aDesignOfPlainColumnsKeepsItsMoments() {
    Statistics statistics = Rows.seeded(1).statistics();
    Encoding encoding =
        Encoding.decide(
            List.of(new TermSource.Numeric("v"), new TermSource.Numeric("x")), statistics);

    assertThat(encoding.moments(statistics))
        .isEqualTo(statistics.moments().select(List.of("v", "x", "y")));
  }
}
