package org.plumbline.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;
import org.plumbline.features.Definition;
import org.plumbline.features.Scorer;

class SqlScoreTest {

  @Test
  void duckDbPredictsAsTheModelDoesOverEveryKindOfFeature() {
    int exact = 0;
    for (long seed = 1; seed <= 12; seed++) {
      Exported model = SeededModels.model(seed);
      List<Map<String, Object>> rows = EdgeRows.of(model, List.of(), seed);
      Tolerance tolerance = Tolerance.of(Dialect.DUCKDB, model);
      Agreement agreement =
          Agreement.check("DuckDB, seed " + seed, model, tolerance, rows, duckDb(model, rows));
      assertThat(agreement.predictions()).as("seed %d", seed).isPositive();
      exact += agreement.differing() == 0 ? 1 : 0;
    }
    assertThat(exact).as("models that are equal to the last bit").isPositive();
  }

  private static List<Optional<Double>> duckDb(Exported model, List<Map<String, Object>> rows) {
    return DuckDb.scores(new SqlScore(model, Dialect.DUCKDB).expression(), model.schema(), rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 31, 300})
  void sumsOfAnyLengthAreTakenFromLeftToRight(int terms) {
    Exported model = wide(terms);
    List<Map<String, Object>> rows = EdgeRows.of(model, List.of(), terms).subList(0, 60);

    Agreement agreement =
        Agreement.check("DuckDB", model, new Tolerance.None(), rows, duckDb(model, rows));

    assertThat(agreement.differing()).isZero();
  }

  private static Exported wide(int terms) {
    List<Definition> definitions = new ArrayList<>();
    List<Double> coefficients = new ArrayList<>();
    for (int term = 0; term < terms; term++) {
      definitions.add(
          term == 0 ? new Definition.NumberTerm("x") : new Definition.Power("x", 2, term / 3.0));
      coefficients.add(Math.sin(term + 1));
    }
    return exported("x", new Scorer(definitions, 0.1, coefficients));
  }

  private static Exported exported(String column, Scorer scorer) {
    Schema schema = new Schema(List.of(new Field(column, new ColumnType.Floating(64))));
    return Exported.of("n", "id", LocalDate.EPOCH, "y", schema, scorer);
  }

  @Test
  void anExpressionReadsAsItIsAdded() {
    Exported model =
        exported(
            "a \"b\"",
            new Scorer(
                List.of(
                    new Definition.NumberTerm("a \"b\""),
                    new Definition.Logarithm("a \"b\"", Definition.LogarithmOf.VALUE)),
                -1.5,
                List.of(0.1, 1e-7)));

    assertThat(new SqlScore(model, Dialect.DUCKDB).file())
        .startsWith("-- Plumbline: n, model id, as of 1970-01-01.\n")
        .contains("-- Columns: \"a \"\"b\"\"\".")
        .contains("    -1.5e0\n    + 0.1e0 * nullif(nullif(nullif(CAST(\"a \"\"b\"\"\" AS DOUBLE)")
        .contains("\n    + 1.0E-7 * ");
    assertThat(new SqlScore(model, Dialect.SPARK).expression())
        .contains("-1.5D\n    + 0.1D * nullif(nullif(nullif(CAST(`a \"b\"` AS DOUBLE)");
  }

  @Test
  void namesThatSqlCannotSayAreRefused() {
    for (String name : List.of("a\nb", "x${y}", "__THIS__")) {
      Exported model =
          exported(name, new Scorer(List.of(new Definition.NumberTerm(name)), 0, List.of(1.0)));
      assertThatThrownBy(() -> new SqlScore(model, Dialect.SPARK))
          .isInstanceOfSatisfying(
              Failure.class,
              failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNSUPPORTED));
    }
  }

  @Test
  void aWrongExpressionIsFoundOut() {
    Exported model = wide(2);
    List<Map<String, Object>> rows = EdgeRows.of(model, List.of(), 1);
    List<Optional<Double>> wrong = new ArrayList<>(duckDb(model, rows));
    int row = wrong.size() - 1;
    while (wrong.get(row).filter(Double::isFinite).isEmpty()) {
      row--;
    }
    wrong.set(row, wrong.get(row).map(Math::nextUp));

    assertThatThrownBy(() -> Agreement.check("DuckDB", model, new Tolerance.None(), rows, wrong))
        .hasMessageContaining("DuckDB does not predict as the model does")
        .hasMessageContaining("for the row {x=");
  }
}
