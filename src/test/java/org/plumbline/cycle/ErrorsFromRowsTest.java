package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.SparkSessions;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.features.Split;
import org.plumbline.model.Model;
import org.plumbline.model.Result;
import org.plumbline.regression.ErrorKind;
import org.plumbline.statistics.HeteroskedasticKind;

/** Cycles whose coefficients have errors from rows, beside the same from all rows in memory. */
class ErrorsFromRowsTest {

  private static final String SALES =
      "select id as sale_id, date_add(date'2026-01-01', int(id div 100)) as day,"
          + " double(pmod(id * 37, 101)) as area, int(pmod(id * 13, 7)) as rooms,"
          + " concat('shop ', pmod(id * 7, 11)) as shop, pmod(id, 3) = 0 as corner,"
          + " 0.5D + pmod(id, 3) as weight, if(id in (7, 8), null, pmod(id, 5)) as agent,"
          + " 3 + 2 * pmod(id * 37, 101) - pmod(id * 13, 7)"
          + "   + (pmod(id * id * 31, 97) - 48) / 10D * (1 + pmod(id * 37, 101) / 25D) as price"
          + " from range(400)";

  @TempDir static Path tables;
  @TempDir private Path home;
  private Bench bench;

  @BeforeAll
  static void writeTables() {
    SparkSessions.shared().sql(SALES).coalesce(1).write().parquet(path("one"));
    SparkSessions.shared().sql(SALES).repartition(5).write().parquet(path("many"));
  }

  @BeforeEach
  void setUp() {
    bench = new Bench(home.toString());
  }

  @Test
  void hc3IsThatOfTheTrainingRows() {
    Model model = train(specification("many", hc(HeteroskedasticKind.HC3), 0));
    assertThat(model.fit().errors()).isEqualTo("hc3");
    assertThat(model.fit().clusters()).isEmpty();
    assertThat(model.coefficients()).allMatch(each -> each.clustered().isPresent());
    double[] plain = errorsInMemory(model, row -> row.getAs("sale_id"), true, 1);
    assertErrors(model, plain);
  }

  @Test
  void clustersOfAColumnAreThoseOfTheTrainingRows() {
    Model model = train(specification("many", new ErrorKind.Clustered("shop"), 0));
    assertThat(model.fit().errors()).isEqualTo("cluster(shop)");
    assertThat(model.fit().clusters()).hasValue(11);
    double factor = 11 / 10.0 * 399 / 397;
    assertErrors(model, errorsInMemory(model, row -> row.getAs("shop"), false, factor));
    Model corners = train(specification("many", new ErrorKind.Clustered("corner"), 0));
    assertThat(corners.fit().clusters()).hasValue(2);
  }

  @Test
  void clustersOfTheDayAreThoseThatNeedNoRows() {
    Model model = train(specification("many", new ErrorKind.Clustered("day"), 0));
    for (Model.Coefficient each : model.coefficients()) {
      double byDay = each.clustered().orElseThrow().standardError();
      assertThat(each.standardError().getAsDouble() / byDay - 1).isBetween(-1e-14, 1e-14);
    }
  }

  @Test
  void filesAndStoreChangeNothingButWhatIsRead() {
    Specification one = specification("one", hc(HeteroskedasticKind.HC2), 0.25);
    Specification many = specification("many", hc(HeteroskedasticKind.HC2), 0.25);
    Result first = run(many);
    Model model = model(first);
    assertThat(train(one).coefficients()).isEqualTo(model.coefficients());
    Result again =
        bench
            .cycle()
            .run(
                many,
                new Command.Train(Command.Train.CrossChecking.OFF),
                new When(Optional.of(Bench.asOf(4)), When.Future.REFUSE, When.Claim.NEXT));
    assertThat(again.cycle()).isNotEqualTo(first.cycle());
    assertThat(model(again).id()).isEqualTo(model.id());
    assertThat(again.stages()).extracting(Result.Stage::name).contains("errors");
    assertThat(again.inputs().orElseThrow().training().orElseThrow().filesRead()).hasValue(0);
    assertThat(again.inputs().orElseThrow().training().orElseThrow().bytesRead().getAsLong())
        .isPositive();
  }

  @Test
  void thePlanSaysThatRowsAreReadEachTime() {
    Specification specification = specification("many", hc(HeteroskedasticKind.HC0), 0.25);
    run(specification);
    Plan plan =
        bench
            .cycle()
            .plan(
                specification,
                new When(Optional.of(Bench.asOf(4)), When.Future.REFUSE, When.Claim.NEXT));
    assertThat(plan.training().orElseThrow().toRead()).isZero();
    Plan.Reading errors = plan.errors().orElseThrow();
    assertThat(errors.toRead()).isEqualTo(5);
    assertThat(errors.bytes()).isPositive();
    Plan clustered =
        bench
            .cycle()
            .plan(
                specification("many", new ErrorKind.Clustered("shop"), 0.25),
                When.on(Bench.asOf(4)));
    assertThat(clustered.notes())
        .anyMatch(note -> note.contains("sums of clusters take at most 4800000 bytes"));
    assertThat(plan.notes())
        .anyMatch(
            note ->
                note.startsWith(
                    "All training rows are read again each time, " + errors.bytes() + " bytes"));
    assertThat(
            bench
                .cycle()
                .plan(
                    specification("many", new ErrorKind.Classical(), 0.25), When.on(Bench.asOf(4)))
                .errors())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          city   | cluster column `city` is not in the table, which has
          area   | cluster column `area` is a double, whose values are no clusters
          agent  | column `agent` is missing in 2 training rows, which belong to no cluster
          same   | column `same` has the same value in all training rows
          """)
  void aColumnThatMakesNoClustersIsRefused(String column, String message) {
    SparkSessions.shared()
        .sql(SALES.replace("select ", "select 'x' as same, "))
        .write()
        .mode("overwrite")
        .parquet(path("odd"));
    Result result = run(specification("odd", new ErrorKind.Clustered(column), 0));
    assertThat(result.exitCode()).isEqualTo(65);
    assertThat(result.error().orElseThrow().message()).startsWith(message);
    assertThat(bench.registry().models()).isEmpty();
  }

  private static ErrorKind hc(HeteroskedasticKind kind) {
    return new ErrorKind.Heteroskedastic(kind);
  }

  private Model train(Specification specification) {
    return model(run(specification));
  }

  private Result run(Specification specification) {
    return bench.run(specification, new Command.Train(Command.Train.CrossChecking.OFF), 4);
  }

  private Model model(Result result) {
    assertThat(result.error()).isEmpty();
    return bench.registry().requireModel(result.model().orElseThrow().id());
  }

  private Specification specification(String table, ErrorKind errors, double holdout) {
    Specification plain = bench.specification(path(table));
    Specification.Fitting fitting = plain.fitting();
    RowRule rule =
        new RowRule(
            Optional.empty(),
            "price",
            Optional.of("weight"),
            Optional.of("day"),
            ZoneOffset.UTC,
            MissingPolicy.FAIL,
            List.of(),
            new Split(List.of("sale_id"), holdout, 2));
    return SpecificationBuilder.from(plain)
        .configuration("digest of " + table + errors + holdout)
        .features(rule, plain.features())
        .fitting(
            new Specification.Fitting(
                fitting.intercept(),
                fitting.aliased(),
                fitting.precision(),
                errors,
                fitting.penalizing()))
        .build();
  }

  private static String path(String table) {
    return tables.resolve(table).toString();
  }

  private static void assertErrors(Model model, double[] expected) {
    for (int k = 0; k < expected.length; k++) {
      Model.Coefficient each = model.coefficients().get(k);
      assertThat(each.standardError().getAsDouble() / expected[k] - 1)
          .as(each.term())
          .isBetween(-1e-9, 1e-9);
      assertThat(each.t().getAsDouble() * each.standardError().getAsDouble() / each.value() - 1)
          .isBetween(-1e-14, 1e-14);
    }
  }

  /** √ diag(A⁻¹ (Σ s sᵀ) A⁻¹ · factor) in doubles, with one score for the rows of a key. */
  private static double[] errorsInMemory(
      Model model, Function<Row, Object> key, boolean hc3, double factor) {
    List<Row> rows = SparkSessions.shared().read().parquet(path("one")).collectAsList();
    double[][] a = new double[3][3];
    for (Row row : rows) {
      addProducts(a, terms(row), row.getAs("weight"));
    }
    double[][] inverse = inverted(a);
    Map<Object, double[]> scores = new HashMap<>();
    for (Row row : rows) {
      double[] x = terms(row);
      double weight = row.getAs("weight");
      double residual = weight * (row.<Double>getAs("price") - predicted(model, x));
      if (hc3) {
        residual /= 1 - weight * dot(x, times(inverse, x));
      }
      double[] score = scores.computeIfAbsent(key.apply(row), absent -> new double[3]);
      for (int k = 0; k < 3; k++) {
        score[k] += residual * x[k];
      }
    }
    double[][] covariance = new double[3][3];
    scores.values().forEach(score -> addProducts(covariance, times(inverse, score), factor));
    return IntStream.range(0, 3).mapToDouble(k -> Math.sqrt(covariance[k][k])).toArray();
  }

  private static double[] terms(Row row) {
    return new double[] {1, row.<Double>getAs("area"), row.<Integer>getAs("rooms")};
  }

  private static double predicted(Model model, double[] x) {
    return dot(x, model.coefficients().stream().mapToDouble(Model.Coefficient::value).toArray());
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  private static double[] times(double[][] matrix, double[] x) {
    return new double[] {dot(matrix[0], x), dot(matrix[1], x), dot(matrix[2], x)};
  }

  private static void addProducts(double[][] to, double[] x, double factor) {
    for (int j = 0; j < 3; j++) {
      for (int k = 0; k < 3; k++) {
        to[j][k] += factor * x[j] * x[k];
      }
    }
  }

  /** By cofactors. */
  private static double[][] inverted(double[][] a) {
    double[][] inverse = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        int r = (j + 1) % 3;
        int s = (j + 2) % 3;
        int t = (i + 1) % 3;
        int u = (i + 2) % 3;
        inverse[i][j] = a[r][t] * a[s][u] - a[r][u] * a[s][t];
      }
    }
    double determinant =
        a[0][0] * inverse[0][0] + a[0][1] * inverse[1][0] + a[0][2] * inverse[2][0];
    for (double[] row : inverse) {
      for (int k = 0; k < 3; k++) {
        row[k] /= determinant;
      }
    }
    return inverse;
  }
}
