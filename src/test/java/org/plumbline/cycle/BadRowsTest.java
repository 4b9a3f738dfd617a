package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.SparkSessions;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.model.Result;
import org.plumbline.model.Warning;

/** Tables with odd columns: what is refused leaves no model, what is accepted is named. */
class BadRowsTest {

  private static final String ODD =
      "select id as sale_id, date'2026-01-01' as day, double(pmod(id * 37, 101)) as area,"
          + " int(id % 5) as rooms, id + 0.5D as price, named_struct('a', 1D) as nested,"
          + " array(1D) as listed, cast(null as double) as absent, if(id < 3, null, 1D * id) as"
          + " patchy, if(id < 4, double('NaN'), 1D * id) as undefined,"
          + " if(id < 2, double('Infinity'), 1D * id) as endless, 1e140D * id as huge,"
          + " if(id = 9, -1D, 1D) as negative, 0D as nothing, 7 as seven, 0.25D as label,"
          + " 2D * pmod(id * 37, 101) as doubled, pmod(id * 37, 101) + id % 5 + 3D as together"
          + " from range(40)";

  @TempDir static Path tables;
  @TempDir private Path home;
  private Bench bench;

  @BeforeAll
  static void writeTables() {
    write("odd", ODD);
    write("empty", ODD + " where id < 0");
    write("two", ODD + " where id in (5, 6)");
  }

  @BeforeEach
  void setUp() {
    bench = new Bench(home.toString());
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          odd   | area nested | price  |          | odd: column nested is nested (a group)
          odd   | listed      | price  |          | odd: column listed is nested (a LIST)
          odd   | area patchy | price  |          | odd (1 file): patchy is null in 3 (of 40 rows, days up to 2026-01-01)
          odd   | undefined   | price  |          | odd (1 file): undefined is NaN in 4 (of 40 rows, days up to 2026-01-01)
          odd   | absent      | price  |          | odd (1 file): absent is null in 40 (of 40 rows, days up to 2026-01-01)
          odd   | endless     | price  |          | odd (1 file): endless is infinite in 2 (of 40 rows, days up to 2026-01-01)
          odd   | huge        | price  |          | odd (1 file): huge is beyond [2^-400, 2^450] in 39 (of 40 rows, days up to 2026-01-01)
          odd   | area        | absent |          | odd (1 file): absent is null in 40 (of 40 rows, days up to 2026-01-01)
          odd   | area        | price  | absent   | odd (1 file): absent is null in 40 (of 40 rows, days up to 2026-01-01)
          odd   | area        | price  | negative | odd (1 file): negative is negative in 1 (of 40 rows, days up to 2026-01-01)
          odd   | area        | price  | nothing  | all 31 training rows have weight 0: nothing can be fitted
          empty | area        | price  |          | empty (1 file) has no rows to use in days up to 2026-01-01
          two   | area rooms  | price  |          | 2 training rows of positive weight are fewer than the 3 terms
          """)
  void isRefusedByOneLineAndLeavesNothing(
      String table, String features, String label, String weight, String line) {
    Result result =
        bench.retrain(
            specification(table, List.of(features.split(" ")), label, Optional.ofNullable(weight)),
            1);

    refused(result, line);
  }

  @Test
  void everyRowMissingUnderDropIsRefusedToo() {
    Specification dropping =
        bench.specification(
            tables.resolve("odd").toString(), 0.25, List.of("absent"), MissingPolicy.DROP);
    refused(
        bench.retrain(dropping, 1),
        "odd (1 file): every one of 40 rows is dropped; absent is null in 40");
  }

  @Test
  void aWindowWithoutRowsIsRefused() {
    Result result =
        bench.retrain(specification("odd", List.of("area"), "price", Optional.empty()), 0);
    refused(result, "odd (1 file) has no rows to use in days up to 2025-12-31");
  }

  @Test
  void constantDuplicateAndCollinearColumnsAreAcceptedAndNamed() {
    List<String> features = List.of("area", "seven", "doubled", "rooms", "together");
    Result result = bench.retrain(specification("odd", features, "price", Optional.empty()), 1);
    assertThat(result.error()).isEmpty();
    assertThat(result.warnings())
        .extracting(Warning::kind, Warning::columns)
        .containsExactlyInAnyOrder(
            tuple("aliased", List.of("doubled", "together")), tuple("constant", List.of("seven")));
  }

  @Test
  void aConstantLabelIsAcceptedAndNamed() {
    Result result =
        bench.retrain(specification("odd", List.of("area"), "label", Optional.empty()), 1);
    assertThat(result.error()).isEmpty();
    assertThat(result.warnings())
        .extracting(Warning::kind, Warning::columns)
        .containsExactly(tuple("constant-label", List.of("label")));
  }

  private void refused(Result result, String line) {
    assertThat(result.error())
        .hasValueSatisfying(
            error -> {
              assertThat(error.message()).isEqualTo(line);
              assertThat(error.remedy()).isNotEmpty();
            });
    assertThat(result.exitCode()).isEqualTo(65);
    assertThat(bench.registry().models()).isEmpty();
    assertThat(bench.registry().champions().pointers()).isEmpty();
  }

  private Specification specification(
      String table, List<String> features, String label, Optional<String> weight) {
    Specification base =
        bench.specification(tables.resolve(table).toString(), 0.25, features, MissingPolicy.FAIL);
    RowRule rule = base.design().rule();
    RowRule changed =
        new RowRule(
            rule.where(),
            label,
            weight,
            rule.eventTime(),
            rule.timeZone(),
            rule.missing(),
            rule.droppers(),
            rule.split());
    return SpecificationBuilder.from(base)
        .configuration(base.configuration() + label + weight)
        .features(changed, base.features())
        .build();
  }

  private static void write(String table, String sql) {
    SparkSession spark = SparkSessions.shared();
    spark.sql(sql).coalesce(1).write().parquet(tables.resolve(table).toString());
  }
}
