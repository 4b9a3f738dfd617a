package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.Failure;
import org.plumbline.SparkSessions;
import org.plumbline.model.InputFile;
import org.plumbline.model.Model;
import org.plumbline.model.Result;
import org.plumbline.model.TableInput;
import org.plumbline.regression.ErrorKind;
import org.plumbline.statistics.HeteroskedasticKind;
import org.plumbline.table.Json;
import org.plumbline.table.Snapshot;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

/** Cycles over relations that the session knows: the numbers of the same rows in files. */
class RelationCycleTest {

  private static final String VIEW = "relation_cycle_sales";

  @TempDir private Path folder;
  private final SparkSession spark = SparkSessions.shared();
  private Sales sales;

  @BeforeEach
  void setUp() {
    sales = new Sales(folder.resolve("sales")).days(0, 4);
    view("select * from parquet.`" + sales.path() + "`");
  }

  private void view(String query) {
    spark.sql(query).createOrReplaceTempView(VIEW);
  }

  private Bench bench(String home) {
    return new Bench(folder.resolve(home).toString());
  }

  private static Specification ofQuery(Specification of, String query) {
    return SpecificationBuilder.from(of)
        .configuration(of.configuration() + query)
        .training(new TableSource(TableFormat.SQL, query, OptionalLong.empty()))
        .build();
  }

  private static Specification scoringQuery(Specification of, String query, String output) {
    return SpecificationBuilder.from(of)
        .configuration(of.configuration() + query)
        .scoring(
            new Specification.Scoring(
                new TableSource(TableFormat.SQL, query, OptionalLong.empty()),
                Optional.of("day"),
                new TableSource(TableFormat.PARQUET, output, OptionalLong.empty()),
                List.of("sale_id", "area")))
        .build();
  }

  private static Specification withErrors(Specification of, ErrorKind errors) {
    Specification.Fitting fitting = of.fitting();
    return SpecificationBuilder.from(of)
        .configuration(of.configuration() + errors)
        .fitting(
            new Specification.Fitting(
                fitting.intercept(),
                fitting.aliased(),
                fitting.precision(),
                errors,
                fitting.penalizing()))
        .build();
  }

  @Test
  void aCycleOverAViewHasTheNumbersOfTheFilesAndWritesTheirScores() throws IOException {
    Bench ofFiles = bench("files");
    Bench ofView = bench("view");
    String join = "select s.* from " + VIEW + " s left join (select 3 as rooms) using (rooms)";
    Result file =
        ofFiles.retrain(
            Bench.scoring(
                ofFiles.specification(sales.path()), sales.path(), folder + "/file-scores"),
            5);
    Specification viewed =
        scoringQuery(
            ofQuery(ofView.specification(sales.path()), join),
            "select * from " + VIEW,
            folder + "/view-scores");
    Result view = ofView.retrain(viewed, 5);

    assertThat(view.status()).as(view.error().toString()).isEqualTo("promoted");
    assertThat(view.metrics()).isEqualTo(file.metrics());
    Model model = model(ofView, view);
    assertThat(model.coefficients()).isEqualTo(model(ofFiles, file).coefficients());
    assertThat(model.fit()).isEqualTo(model(ofFiles, file).fit());
    assertThat(scores("view-scores")).isEqualTo(scores("file-scores")).hasSize(Sales.ROWS_A_DAY);

    TableInput training = view.inputs().orElseThrow().training().orElseThrow();
    assertThat(training.format()).isEqualTo("sql");
    assertThat(training.path()).isEqualTo(join);
    assertThat(training.files()).isZero();
    assertThat(training.bytesRead()).isEmpty();
    assertThat(training.rows()).hasValue(5L * Sales.ROWS_A_DAY);
    assertThat(inputs(ofView, view))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.path()).isEqualTo(Snapshot.QUERY);
              assertThat(line.size()).isZero();
              assertThat(line.rows()).isEqualTo(model.fit().rows());
              assertThat(line.digest()).hasSize(64);
            });
    assertThat(Files.exists(folder.resolve("view/sales/statistics"))).isFalse();
    assertThat(ofView.retrain(viewed, 5).repeated()).isTrue();
  }

  private List<String> scores(String name) {
    return spark
        .read()
        .parquet(folder.resolve(name).toString())
        .orderBy("sale_id")
        .select("sale_id", "prediction")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }

  private static Model model(Bench bench, Result result) {
    assertThat(result.error()).isEmpty();
    return bench.registry().requireModel(result.model().orElseThrow().id());
  }

  private List<InputFile> inputs(Bench bench, Result result) throws IOException {
    Path file =
        Path.of(bench.home(), Bench.NAME, "models", result.model().orElseThrow().id())
            .resolve("inputs.jsonl.gz");
    List<InputFile> lines = new ArrayList<>();
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .forEach(
              line ->
                  lines.add(
                      Json.read(line.getBytes(StandardCharsets.UTF_8), InputFile.class, "line")));
    }
    return lines;
  }

  @Test
  void errorsFromRowsReadTheRelationAgain() {
    for (ErrorKind kind :
        List.of(
            new ErrorKind.Heteroskedastic(HeteroskedasticKind.HC3),
            new ErrorKind.Clustered("rooms"))) {
      Bench ofFiles = bench("files" + kind.hashCode());
      Bench ofView = bench("view" + kind.hashCode());
      Specification specification = withErrors(ofFiles.specification(sales.path()), kind);
      Result file = ofFiles.run(specification, training(), 5);
      Result view =
          ofView.run(
              SpecificationBuilder.from(ofQuery(specification, "table " + VIEW))
                  .home(ofView.home())
                  .build(),
              training(),
              5);
      assertThat(model(ofView, view).coefficients()).isEqualTo(model(ofFiles, file).coefficients());
    }
  }

  private static Command.Train training() {
    return new Command.Train(Command.Train.CrossChecking.OFF);
  }

  @Test
  void leftOutTheAsOfIsTheDayAfterTheNewestRow() {
    Bench bench = bench("view");
    Result result =
        bench
            .cycle()
            .run(
                ofQuery(bench.specification(sales.path()), "select * from " + VIEW),
                training(),
                When.newest());
    assertThat(result.asOf()).contains(Bench.asOf(5));
  }

  @Test
  void rowsThatChangeBetweenTwoStagesCloseTheCycle() {
    Bench bench = bench("view");
    Specification specification =
        ofQuery(bench.specification(sales.path()), "select * from " + VIEW);
    bench.run(specification, training(), 5);
    view("select * from parquet.`" + sales.path() + "` where sale_id > 0");

    Command.Evaluate evaluate = new Command.Evaluate(Optional.empty());
    Result failed = bench.run(specification, evaluate, 5);
    assertThat(failed.exitCode()).isEqualTo(Failure.Kind.DATA.exitCode());
    assertThat(failed.error().orElseThrow().message())
        .contains("its rows changed while the cycle read them: 400 rows, then 399");
    assertThat(bench.retrain(specification, 5).cycle()).hasValue(2);
  }

  @Test
  void aRelationWithoutRowsOrColumnsIsRefused() {
    Bench bench = bench("view");
    Specification of = bench.specification(sales.path());
    assertThat(refused(bench, ofQuery(of, "select * from " + VIEW + " where false")))
        .contains("has no rows to use");
    assertThat(refused(bench, ofQuery(of, "select sale_id, day, price, rooms from " + VIEW)))
        .contains("area");
    assertThat(
            refused(bench, ofQuery(of, "select * except (area), array(area) as area from " + VIEW)))
        .contains("column area is nested (array)");
    assertThat(
            refused(
                bench, ofQuery(of, "select * except (area), string(area) as area from " + VIEW)))
        .contains("area");
  }

  /** The message of a cycle that its data end. */
  private static String refused(Bench bench, Specification specification) {
    Result failed = bench.retrain(specification, 5);
    assertThat(failed.exitCode()).isEqualTo(Failure.Kind.DATA.exitCode());
    return failed.error().orElseThrow().message();
  }

  @Test
  void planSaysThatAllIsReadAndNothingStored() {
    Bench bench = bench("view");
    Specification specification =
        ofQuery(bench.specification(sales.path()), "select * from " + VIEW);
    Plan plan = bench.cycle().plan(specification, When.on(Bench.asOf(5)));
    assertThat(plan.training().orElseThrow().files()).isZero();
    assertThat(plan.notes())
        .anyMatch(note -> note.contains("is read in full") && note.contains("Write it to a Delta"));
    assertThat(plan.computing().driverBytes()).isPositive();
  }

  @Test
  void aTableThatOnlyAnExtensionOfTheSessionKnowsIsRead() throws IOException {
    String delta = sales.copiedToDelta(folder.resolve("delta"));
    spark.sql("update delta.`" + delta + "` set area = area where sale_id = 1");
    Bench bench = bench("delta");
    Result result =
        bench.retrain(
            ofQuery(bench.specification(sales.path()), "select * from delta.`" + delta + "`"), 5);
    Bench ofFiles = bench("files");
    Result file = ofFiles.retrain(ofFiles.specification(sales.path()), 5);
    assertThat(model(bench, result).coefficients()).isEqualTo(model(ofFiles, file).coefficients());
  }
}
