package org.plumbline.mllib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.features.Condition;
import org.plumbline.features.DayRange;
import org.plumbline.features.Definition;
import org.plumbline.features.Design;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.features.Split;
import org.plumbline.model.CrossCheck;
import org.plumbline.table.Snapshot;
import org.plumbline.table.Snapshots;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

/** The rows and the fit of MLlib, on tables that Spark wrote. */
class LinearRegressionCheckTest {
  private static final int FIRST_DAY = (int) LocalDate.of(2026, 1, 1).toEpochDay();

  @TempDir private Path folder;

  private final SparkSession spark = SparkSessions.shared();

  @Test
  void findsTheLineThatTheRowsLieOn() {
    Snapshot snapshot =
        table(
            "select id, 3 + 2 * id - 5 * (id % 7) as y, id as a,"
                + " cast(id % 7 as int) as b, id % 3 = 0 as c from range(200)");
    CrossCheck check = check(snapshot, rule(Optional.empty(), 0), DayRange.ALL, "a", "b");

    assertThat(check.rows()).isEqualTo(200);
    assertThat(check.terms())
        .extracting(CrossCheck.Term::term)
        .containsExactly("(intercept)", "a", "b");
    assertThat(check.terms())
        .allSatisfy(term -> assertThat(term.digits().orElseThrow()).isGreaterThan(9));
  }

  @Test
  void leavesOutWhatRuleWindowAndSplitLeaveOut() {
    Snapshot snapshot =
        table(
            "select id, double(id) as y, double(id % 11) as a, double(id % 7) as b,"
                + " date_add(date '2026-01-01', int(id % 10)) as day,"
                + " if(id % 20 = 3, null, double(id % 5)) as c from range(1000)");
    RowRule rule =
        new RowRule(
            Optional.of(Condition.parse("a != 4")),
            "y",
            Optional.empty(),
            Optional.of("day"),
            ZoneId.of("UTC"),
            MissingPolicy.DROP,
            List.of("c"),
            new Split(List.of("id"), 0.25, 1));
    DayRange window = new DayRange(FIRST_DAY + 2, FIRST_DAY + 5);
    Dataset<Row> expected =
        spark
            .read()
            .parquet(snapshot.root())
            .where("a != 4 and c is not null and day between '2026-01-03' and '2026-01-06'")
            .where("shiftrightunsigned(xxhash64(id), 32) >= 0.25 * 4294967296");

    assertThat(check(snapshot, rule, window, "a", "c").rows())
        .isEqualTo(expected.count())
        .isBetween(150L, 350L);
  }

  @Test
  void partitionColumnsCountAsWhatTheyAre() {
    Path place = folder.resolve("partitioned");
    spark
        .sql(
            "select id, double(id * id) as y, double(id % 9) as a, id % 2 as p,"
                + " date_add(date '2026-01-01', int(id % 3)) as day from range(300)")
        .coalesce(1)
        .write()
        .partitionBy("day", "p")
        .parquet(place.toString());
    Snapshot snapshot = pin(place);
    RowRule rule =
        new RowRule(
            Optional.empty(),
            "y",
            Optional.empty(),
            Optional.of("day"),
            ZoneId.of("UTC"),
            MissingPolicy.FAIL,
            List.of(),
            new Split(List.of(), 0, 1));

    CrossCheck check = check(snapshot, rule, new DayRange(FIRST_DAY, FIRST_DAY + 1), "a", "p");

    assertThat(check.rows()).isEqualTo(200);
  }

  /** Two days with levels 0 and 3: the mean is weighted one to two where a day halves a weight. */
  @Test
  void weightsDecayByDay() {
    Snapshot snapshot =
        table(
            "select id, if(id % 2 = 0, 0D, 3D) as y, double(id div 2 % 5) as a,"
                + " date_add(date '2026-01-01', int(id % 2)) as day from range(100)");
    RowRule rule =
        new RowRule(
            Optional.empty(),
            "y",
            Optional.empty(),
            Optional.of("day"),
            ZoneId.of("UTC"),
            MissingPolicy.FAIL,
            List.of(),
            new Split(List.of("id"), 0, 1));
    Design design = new Design(rule, List.of(new Definition.NumberTerm("a")));

    CrossCheck check =
        new LinearRegressionCheck()
            .check(
                spark,
                snapshot,
                design,
                new DayRange(FIRST_DAY, FIRST_DAY + 1),
                Line.of(List.of("a"), OptionalInt.of(1), 2, 0));

    assertThat(check.terms().get(0).mllib()).isCloseTo(2, within(1e-12));
  }

  @Test
  void digitsAreTheLogRelativeError() {
    assertThat(LinearRegressionCheck.digits(2, 2)).hasValue(15);
    assertThat(LinearRegressionCheck.digits(0, 0)).isEmpty();
    assertThat(LinearRegressionCheck.digits(2, 2.002).orElseThrow()).isCloseTo(3, within(1e-9));
    assertThat(LinearRegressionCheck.digits(2, -5)).hasValue(0);
  }

  private static RowRule rule(Optional<Condition> where, double holdout) {
    return new RowRule(
        where,
        "y",
        Optional.empty(),
        Optional.empty(),
        ZoneId.of("UTC"),
        MissingPolicy.FAIL,
        List.of(),
        new Split(List.of("id"), holdout, 1));
  }

  private Snapshot table(String sql) {
    Path place = folder.resolve("table");
    spark.sql(sql).repartition(2).write().parquet(place.toString());
    return pin(place);
  }

  private Snapshot pin(Path place) {
    return Snapshots.pin(
        new TableSource(TableFormat.PARQUET, place.toString(), OptionalLong.empty()),
        spark.sparkContext().hadoopConfiguration());
  }

  private CrossCheck check(Snapshot snapshot, RowRule rule, DayRange window, String... terms) {
    List<Definition> definitions =
        List.of(terms).stream().<Definition>map(Definition.NumberTerm::new).toList();
    return new LinearRegressionCheck()
        .check(
            spark,
            snapshot,
            new Design(rule, definitions),
            window,
            Line.of(List.of(terms), OptionalInt.empty(), 3, 2, -5));
  }
}
