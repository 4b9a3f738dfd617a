package org.plumbline.regression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Statistics;

class CategorySquaredErrorTest {
  private static final List<String> CITIES = List.of("bonn", "kiel", "ulm", "trier");
  private static final List<String> KINDS = List.of("flat", "house");
  private static final List<TermSource> SOURCES =
      List.of(
          new TermSource.Numeric("v"),
          new TermSource.Imputed("x", "m", TermSource.IndicatorTerm.KEPT),
          new TermSource.Category("city", Optional.empty(), 0, 100),
          new TermSource.Category("kind", Optional.of("house"), 0, 100),
          new TermSource.Product(
              "kind", "v", Optional.empty(), TermSource.ProductLevels.WITHOUT_REFERENCE));

  private static CategoryRows seeded(long seed, int rows) {
    Random random = new Random(seed);
    double[] missing = random.ints(rows, 0, 4).mapToDouble(k -> k == 0 ? 1 : 0).toArray();
    return CategoryRows.of(random.doubles(rows).toArray())
        .number("v", random.doubles(rows).toArray())
        .number(
            "x",
            IntStream.range(0, rows)
                .mapToDouble(r -> missing[r] == 1 ? 0 : random.nextGaussian())
                .toArray())
        .number("m", missing)
        .category("city", random.ints(rows, 0, 4).mapToObj(CITIES::get).toArray(String[]::new))
        .category("kind", random.ints(rows, 0, 2).mapToObj(KINDS::get).toArray(String[]::new))
        .carried("kind", "v")
        .weighted(random.doubles(rows).map(w -> w < 0.2 ? 0 : w).toArray());
  }

  private static LinearPredictor predictor(Encoding encoding, long seed) {
    Random random = new Random(seed);
    Map<String, Double> values = new HashMap<>();
    encoding.terms().forEach(term -> values.put(term.name(), random.nextGaussian()));
    return LinearPredictor.of(encoding, 0.75, values);
  }

  @Test
  void isThatOfTheRowsOneByOne() {
    long seed = 41;
    CategoryRows rows = seeded(seed, 200);
    Statistics statistics = rows.statistics();
    LinearPredictor predictor = predictor(Encoding.decide(SOURCES, statistics), seed);
    SquaredError error = SquaredError.of(predictor, statistics).orElseThrow();

    BigDecimal weight = BigDecimal.ZERO;
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (int r = 0; r < rows.count(); r++) {
      BigDecimal w = new BigDecimal(rows.weights()[r]);
      BigDecimal e = residual(predictor, rows, r);
      weight = weight.add(w);
      sum = sum.add(w.multiply(e));
      squares = squares.add(w.multiply(e).multiply(e));
    }
    MathContext digits = new MathContext(60);
    BigDecimal mse = squares.divide(weight, digits);
    assertThat(error.mse()).describedAs("seed %d", seed).isEqualTo(mse.doubleValue());
    assertThat(error.rmse()).isEqualTo(mse.sqrt(digits).doubleValue());
    assertThat(error.bias()).isEqualTo(sum.negate().divide(weight, digits).doubleValue());
    assertThat(error.weight()).isEqualTo(weight.doubleValue());
  }

  private static BigDecimal residual(LinearPredictor predictor, CategoryRows rows, int row) {
    BigDecimal e =
        new BigDecimal(rows.label()[row]).subtract(new BigDecimal(predictor.intercept()));
    for (Map.Entry<String, Double> each : predictor.coefficients().entrySet()) {
      double x = rows.number(each.getKey())[row];
      e = e.subtract(new BigDecimal(each.getValue()).multiply(new BigDecimal(x)));
    }
    for (CategoryEffects category : predictor.categories()) {
      String level = rows.levels(category.category())[row];
      for (Map.Entry<String, Double> each : category.effect(level).entrySet()) {
        double x = each.getKey().equals(Term.CONSTANT) ? 1 : rows.number(each.getKey())[row];
        e = e.subtract(new BigDecimal(each.getValue()).multiply(new BigDecimal(x)));
      }
    }
    return e;
  }

  @Test
  void takesUnseenLevelsAsThePolicySays() {
    CategoryRows rows = seeded(5, 120);
    CategoryRows known =
        rows.ordered(
            IntStream.range(0, rows.count())
                .filter(r -> !rows.levels("city")[r].equals("ulm"))
                .boxed()
                .toList());
    Encoding encoding = Encoding.decide(SOURCES, known.statistics());
    LinearPredictor reference = predictor(encoding, 5);
    CategoryEffects city = reference.categories().get(0);
    CategoryEffects pooled =
        new CategoryEffects("city", city.levels(), Optional.of(city.levels().get("trier")));
    Statistics statistics = rows.statistics();

    assertThat(SquaredError.of(reference, statistics))
        .isEqualTo(
            SquaredError.of(reference, rows.renamed("city", l -> swap(l, "bonn")).statistics()));
    assertThat(SquaredError.of(with(reference, pooled), statistics))
        .isEqualTo(
            SquaredError.of(reference, rows.renamed("city", l -> swap(l, "trier")).statistics()));
    long unseen =
        IntStream.range(0, rows.count())
            .filter(r -> rows.weights()[r] > 0 && rows.levels("city")[r].equals("ulm"))
            .count();
    assertThat(city.unseenRows(statistics.levels())).isEqualTo(unseen).isPositive();
    LinearPredictor refusing = with(reference, city.refusingUnseen());
    assertThat(SquaredError.of(refusing, statistics)).isEmpty();
    assertThat(SquaredError.of(refusing, known.statistics()))
        .isEqualTo(SquaredError.of(reference, known.statistics()))
        .isPresent();
  }

  private static String swap(String level, String standIn) {
    return level.equals("ulm") ? standIn : level;
  }

  private static LinearPredictor with(LinearPredictor predictor, CategoryEffects city) {
    return new LinearPredictor(
        predictor.intercept(),
        predictor.coefficients(),
        List.of(city, predictor.categories().get(1)));
  }

  @Test
  void foldsImputeFromTheirTrainingRowsAlone() {
    CategoryRows rows = seeded(9, 150);
    SortedMap<Integer, Statistics> byFold = new TreeMap<>();
    for (int fold = 1; fold <= 3; fold++) {
      int k = fold;
      byFold.put(
          fold,
          rows.ordered(
                  IntStream.range(0, rows.count()).filter(r -> r % 3 + 1 == k).boxed().toList())
              .statistics());
    }
    Encoding encoding = Encoding.decide(SOURCES, rows.statistics());
    EncodedFolds folds = EncodedFolds.disjoint(SOURCES, encoding, byFold);

    assertThat(folds.folds()).isEqualTo(3);
    assertThat(folds.all()).isEqualTo(encoding.moments(rows.statistics()));
    for (int k = 0; k < 3; k++) {
      Statistics validation = byFold.get(k + 1);
      Statistics training = byFold.get((k + 1) % 3 + 1).plus(byFold.get((k + 2) % 3 + 1));
      double mean = Encoding.decide(SOURCES, training).imputed().get("x");
      assertThat(folds.encoding(k).imputed()).containsEntry("x", mean);
      assertThat(folds.encoding(k).categories()).isEqualTo(encoding.categories());
      assertThat(mean).isNotEqualTo(encoding.imputed().get("x"));
      Moments judged = folds.validation(k);
      int m = validation.moments().columns().indexOf("m") + 1;
      int x = validation.moments().columns().indexOf("x") + 1;
      assertThat(judged.at(0, judged.columns().indexOf("x") + 1))
          .isEqualTo(validation.moments().at(0, x).plus(validation.moments().at(0, m).times(mean)));
      assertThat(folds.training(k).columns()).isEqualTo(judged.columns());
      assertThat(folds.training(k).tally().rows()).isEqualTo(100);
      assertThat(folds.name(k)).isEqualTo("fold " + (k + 1));
    }
  }
}
