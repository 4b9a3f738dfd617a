package org.plumbline.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.Failure;
import org.plumbline.SparkSessions;
import org.plumbline.columns.Block;

class ConditionTest {

  private static final String ROWS =
      "SELECT id, IF(id % 7 = 0, NULL, id - 20) AS whole, "
          + "CASE id % 9 WHEN 0 THEN NULL WHEN 1 THEN double('NaN') WHEN 2 THEN double('-Infinity')"
          + " ELSE (id - 25) / 4D END AS number, "
          + "CAST((id - 20) / 8 AS DECIMAL(9,3)) AS amount, "
          + "CAST((id - 20) AS DECIMAL(30,4)) AS wide, "
          + "CASE id % 5 WHEN 0 THEN NULL WHEN 1 THEN 'it\\'s' WHEN 2 THEN '' WHEN 3 THEN 'back\\\\slash'"
          + " ELSE 'zoë' END AS text, "
          + "id % 3 = 0 AS truth, date_add(DATE '2026-01-01', CAST(id AS INT)) AS day "
          + "FROM range(50)";

  private static final List<String> CONDITIONS =
      List.of(
          "whole = 3",
          "whole != 3",
          "whole < 2.5 and whole >= -7.5",
          "whole <= 99999999999999999999",
          "whole > -99999999999999999999",
          "number > 1.25",
          "number <= 1.25",
          "number != 1.25 and whole is not null",
          "number is null",
          "amount = 0.125",
          "amount < 0.1251",
          "wide >= 3.5 and wide < 20",
          "text = 'it''s'",
          "text >= 'it' and text != ''",
          "text = 'back\\slash'",
          "text <= 'zoë'",
          "truth = true",
          "truth != true",
          "day >= date '2026-01-15' and day < date '2026-02-01'",
          "id is not null");

  /** One query for all: the rows are few, and starting a query is what takes time. */
  @Test
  void selectsTheRowsThatSparkSqlSelects() {
    SparkSession spark = SparkSessions.shared().newSession();
    spark.conf().set("spark.sql.datetime.java8API.enabled", "true");
    Dataset<Row> rows = spark.sql(ROWS).cache();
    Block block = SparkRows.block(rows);
    List<Condition> conditions = CONDITIONS.stream().map(Condition::parse).toList();
    List<Row> selected =
        rows.selectExpr(
                conditions.stream()
                    .map(condition -> "coalesce(" + condition.sql() + ", false)")
                    .toArray(String[]::new))
            .collectAsList();
    for (int place = 0; place < conditions.size(); place++) {
      Condition condition = conditions.get(place);
      condition.check(block.schema());
      Selection selection = new Selection();
      selection.reset(block.rows());
      new ConditionFilter(condition, block.schema()).exclude(block, selection);
      for (int row = 0; row < block.rows(); row++) {
        assertThat(selection.kept(row))
            .as("%s, row %d", condition.sql(), row)
            .isEqualTo(selected.get(row).getBoolean(place));
      }
    }
  }

  @Test
  void textIsCanonical() {
    Condition condition =
        Condition.parse("b>=+1.50 AND `a b` = 'it''s' And c IS NOT NULL and b >= 1.5 and `d`=true");
    assertThat(condition.text())
        .isEqualTo("`a b` = 'it''s' and b >= 1.5 and c is not null and d = true");
    assertThat(Condition.parse(condition.text())).isEqualTo(condition);
    assertThat(condition.columns()).containsExactly("a b", "b", "c", "d");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "area >|expected a number, 'text', true, false or date 'YYYY-MM-DD' at character 7",
        "area like 'x'|expected one of = != < <= > >= or `is` at character 6, found: like",
        "a = 1 or b = 2|expected `and` or the end at character 7, found: or",
        "a = 1 and|expected a column at character 10, found: the end",
        "a = date '2026-02-30'|expected a day as 'YYYY-MM-DD' at character 10",
        "a is not 3|expected `null` at character 10, found: 3",
        "a = #|cannot be read at character 5, found: #",
        "a = 1e99|expected a number of at most 38 digits at character 5, found: 1e99",
        "a = 'open|cannot be read at character 5, found: 'open"
      })
  void whatIsNotUnderstoodIsNamedWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> Condition.parse(text))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.CONFIGURATION))
        .hasMessageContaining(message);
  }

  @Test
  void columnsOfAnotherTypeAreRefused() {
    Block block = new Blocks().texts("district", "north").longs("at", Blocks.ZONED, 1L).build();
    assertThatThrownBy(() -> Condition.parse("district > 3").check(block.schema()))
        .hasMessage("where: `district` is text and cannot be compared with 3");
    assertThatThrownBy(() -> Condition.parse("at > date '2026-01-01'").check(block.schema()))
        .hasMessageContaining("`at` is a timestamp");
    assertThatThrownBy(() -> Condition.parse("absent = 1").check(block.schema()))
        .hasMessageContaining("where column `absent` is not in the table, which has district, at");
  }
}
