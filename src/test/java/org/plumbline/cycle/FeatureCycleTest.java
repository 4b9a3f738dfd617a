package org.plumbline.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.SparkSessions;
import org.plumbline.features.CalendarPart;
import org.plumbline.features.Category;
import org.plumbline.features.Definition;
import org.plumbline.features.EventTime;
import org.plumbline.features.Feature;
import org.plumbline.features.Features;
import org.plumbline.features.LabelTransform;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.MissingValues;
import org.plumbline.features.Response;
import org.plumbline.features.RowRule;
import org.plumbline.features.Scorer;
import org.plumbline.features.Split;
import org.plumbline.features.UnseenLevels;
import org.plumbline.model.InputFile;
import org.plumbline.model.Model;
import org.plumbline.model.Policy;
import org.plumbline.model.Result;
import org.plumbline.model.Warning;
import org.plumbline.regression.ErrorKind;
import org.plumbline.regression.FitOptions;
import org.plumbline.regression.JointTest;
import org.plumbline.scan.Rewrite;
import org.plumbline.table.Json;
import org.plumbline.table.ScoreTable;
import org.plumbline.table.Snapshot;
import org.plumbline.table.Snapshots;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;
import org.plumbline.table.WrittenFile;

/** Cycles over features of every kind: what is fitted is what is scored. */
class FeatureCycleTest {

  private static final int DAYS = 4;
  private static final EventTime DAY = new EventTime("day", ZoneOffset.UTC);
  private static final Definition AREA = new Definition.NumberTerm("area");
  private static final Definition ROOMS = new Definition.NumberTerm("rooms");
  private static final Category DISTRICT = new Category.OfColumn("district");

  /** Numbers with gaps, and what is derived from them. */
  private static final List<Feature> NUMBERS =
      List.of(
          new Feature.Numeric(AREA, MissingValues.IMPUTE),
          new Feature.Numeric(
              new Definition.NumberTerm("age"), MissingValues.IMPUTE_WITH_INDICATOR),
          new Feature.Numeric(ROOMS, MissingValues.FAIL),
          new Feature.Numeric(
              new Definition.Logarithm("area", Definition.LogarithmOf.VALUE), MissingValues.IMPUTE),
          new Feature.Numeric(
              new Definition.Logarithm("rooms", Definition.LogarithmOf.VALUE_PLUS_ONE),
              MissingValues.FAIL),
          new Feature.Numeric(new Definition.Power("area", 2, 100), MissingValues.IMPUTE),
          new Feature.Numeric(new Definition.Product("area", "rooms"), MissingValues.IMPUTE),
          new Feature.YearCycle(DAY));

  @TempDir static Path tables;
  private static Homes homes;

  @TempDir private Path home;
  private Bench bench;

  @BeforeAll
  static void writeTables() {
    homes = new Homes(tables.resolve("homes")).days(0, DAYS - 1);
  }

  @BeforeEach
  void setUp() {
    bench = new Bench(home.toString());
  }

  /** Numbers, categories of every type, and slopes within levels. */
  private static List<Feature> everyKind(UnseenLevels unseen) {
    List<Feature> features = new ArrayList<>(NUMBERS);
    features.add(levels(DISTRICT, 8, unseen));
    features.add(levels(new Category.OfColumn("garden"), 0, UnseenLevels.REFUSE));
    features.add(levels(new Category.OfColumn("built"), 0, UnseenLevels.REFUSE));
    features.add(
        levels(new Category.OfCalendar(CalendarPart.DAY_OF_WEEK, DAY), 0, UnseenLevels.REFERENCE));
    features.add(new Feature.Slopes(DISTRICT, AREA, MissingValues.IMPUTE));
    features.add(
        new Feature.Slopes(
            new Category.OfColumn("garden"),
            new Definition.NumberTerm("age"),
            MissingValues.IMPUTE));
    return features;
  }

  private static Feature levels(Category category, long poolBelow, UnseenLevels unseen) {
    return new Feature.Levels(
        category,
        new Feature.LevelChoice(Optional.empty(), poolBelow, 1000),
        unseen,
        MissingLevels.LEVEL);
  }

  @Test
  void scoringTheTrainingRowsGivesTheReportedR2() {
    Model model = trained(specification(NUMBERS, LabelTransform.NONE), DAYS);

    assertThat(model.coefficients().stream().map(Model.Coefficient::term))
        .containsExactly(
            "(intercept)",
            "area",
            "age",
            "age=(missing)",
            "rooms",
            "log(area)",
            "log1p(rooms)",
            "(area - 100)^2",
            "area:rooms",
            "year-sine",
            "year-cosine");
    assertThat(model.features().get(0).imputed()).isPresent();
    assertThat(r2(model, label -> label))
        .isCloseTo(model.fit().r2().orElseThrow(), Offset.offset(1e-12));
  }

  @Test
  void scoringTheTrainingRowsGivesTheReportedR2OfCategoriesToo() {
    Model model = trained(specification(everyKind(UnseenLevels.POOLED), LabelTransform.NONE), DAYS);

    assertThat(model.coefficients().stream().map(Model.Coefficient::term))
        .contains(
            "district=(missing)",
            "district=north",
            "district=Z\u00fcrich",
            "district=\uD83C\uDFE0",
            "district=(other)",
            "garden=true",
            "built=2002-01-01",
            "day-of-week=7",
            "district=north:area",
            "garden=true:age")
        .doesNotContain("district=", "garden=false", "district=:area");
    assertThat(model.jointTests().orElseThrow().stream().map(JointTest::name))
        .contains("district", "garden", "built", "day-of-week", "district:area");
    assertThat(r2(model, label -> label))
        .isCloseTo(model.fit().r2().orElseThrow(), Offset.offset(1e-12));
  }

  @Test
  void digestOfInputsIsThatOfTheirLinesAndOfSumsByLevelWhereThereAreCategories()
      throws IOException {
    Model numbers = trained(specification(NUMBERS, LabelTransform.NONE), DAYS);
    assertThat(InputFile.summary(inputs(numbers))).isEqualTo(numbers.inputs());

    Model levels =
        trained(specification(everyKind(UnseenLevels.POOLED), LabelTransform.NONE), DAYS);
    assertThat(levels.inputs().digest()).isNotEqualTo(InputFile.summary(inputs(levels)).digest());
    assertThat(levels.inputs().rows()).isEqualTo(numbers.inputs().rows());
  }

  private List<InputFile> inputs(Model model) throws IOException {
    Path file = Path.of(bench.registry().layout().model(model.id(), "inputs.jsonl.gz"));
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), InputFile.class, "a line"))
          .toList();
    }
  }

  @Test
  void aLogarithmOfTheLabelIsFittedAndUndoneWithDuansFactor() {
    Model model = trained(specification(NUMBERS, LabelTransform.LOG), DAYS);

    assertThat(model.labelTransform()).contains("log");
    assertThat(r2(model, Math::log))
        .isCloseTo(model.fit().r2().orElseThrow(), Offset.offset(1e-12));
    Scorer onFitScale =
        ModelTerms.scorer(model, Optional.of("day")).withResponse(new Response.Identity());
    double ratios = 0;
    List<Row> rows = training(scored(onFitScale));
    for (Row row : rows) {
      ratios += row.<Double>getAs("price") / Math.exp(row.<Double>getAs("prediction"));
    }
    double smearing = model.smearing().orElseThrow();
    assertThat(smearing).isCloseTo(ratios / rows.size(), Offset.offset(1e-12));
    Map<Long, Double> predictors = predictions(rows);
    predictions(training(scored(ModelTerms.scorer(model, Optional.of("day")))))
        .forEach(
            (id, score) ->
                assertThat(score).isEqualTo(StrictMath.exp(predictors.get(id)) * smearing));
  }

  @Test
  void labelsWithoutLogarithmAreRefusedByNameAndCount() {
    Homes withZero = new Homes(home.resolve("zero")).days(0, 1).dayWithPrice(2, 0);
    Result result =
        train(specification(withZero.path(), TableFormat.PARQUET, NUMBERS, LabelTransform.LOG), 3);

    assertThat(result.exitCode()).isEqualTo(65);
    assertThat(result.error().orElseThrow().message())
        .contains("price is zero or negative in 1 and has no logarithm");
  }

  @Test
  void gapsAreRefusedDroppedOrImputedByFeature() {
    List<Feature> failing =
        List.of(
            new Feature.Numeric(AREA, MissingValues.FAIL),
            new Feature.Numeric(new Definition.NumberTerm("age"), MissingValues.IMPUTE));
    Result refused = train(specification(failing, LabelTransform.NONE), DAYS);
    assertThat(refused.exitCode()).isEqualTo(65);
    assertThat(refused.error().orElseThrow().message())
        .contains("area is null in")
        .doesNotContain("age is");

    List<Feature> dropping =
        List.of(
            new Feature.Numeric(AREA, MissingValues.DROP),
            new Feature.Numeric(new Definition.NumberTerm("age"), MissingValues.IMPUTE));
    Result trained = train(specification(dropping, LabelTransform.NONE), DAYS);
    assertThat(trained.error()).isEmpty();
    long dropped = warning(trained, "dropped").count();
    assertThat(warning(trained, "dropped").columns()).containsExactly("area");
    assertThat(warning(trained, "imputed").columns()).containsExactly("age");
    assertThat(trained.inputs().orElseThrow().training().orElseThrow().rows())
        .hasValue((long) DAYS * Homes.ROWS_A_DAY - dropped);
  }

  @Test
  void wholeCyclesRunOverEveryKindInParquetAndDelta() throws Exception {
    String delta = homes.copiedToDelta(home.resolve("delta"));
    List<Feature> features = everyKind(UnseenLevels.REFERENCE);
    Specification parquet =
        scoring(specification(features, LabelTransform.LOG), homes.path(), "scores");
    Result first = bench.retrain(parquet, DAYS);
    assertThat(first.error()).isEmpty();
    assertThat(first.status()).isEqualTo("promoted");
    assertThat(first.scores().orElseThrow().rows()).isEqualTo(Homes.ROWS_A_DAY);

    Bench other = new Bench(home.resolve("other").toString());
    Specification inDelta =
        Bench.inDelta(
            scoring(
                specification(homes.path(), TableFormat.PARQUET, features, LabelTransform.LOG),
                homes.path(),
                "scores-delta"),
            delta);
    Result second = other.retrain(at(other, inDelta), DAYS);
    assertThat(second.error()).isEmpty();
    assertThat(second.metrics()).isEqualTo(first.metrics());
  }

  @Test
  void unseenLevelsAreRefusedOrStoodInForAndCounted() throws Exception {
    Homes later = new Homes(home.resolve("later")).dayWithDistrict(DAYS, "new town");
    for (UnseenLevels unseen : UnseenLevels.values()) {
      Bench own = new Bench(home.resolve(unseen.name()).toString());
      Specification specification =
          scoring(
              at(own, specification(everyKind(unseen), LabelTransform.NONE)),
              later.path(),
              "scores-" + unseen);
      assertThat(own.retrain(specification(specification), DAYS).error()).isEmpty();
      Result result =
          own.run(
              specification,
              new Command.Score(Optional.empty(), ScoreTable.Replace.KEEP),
              DAYS + 1);
      Path output = home.resolve("scores-" + unseen);
      if (unseen == UnseenLevels.REFUSE) {
        assertThat(result.exitCode()).isEqualTo(65);
        assertThat(result.error().orElseThrow().message())
            .contains("`district` is of a level that the model was not trained on in 1 rows");
        assertThat(Files.exists(output.resolve("_manifests"))).isFalse();
      } else {
        assertThat(result.error()).isEmpty();
        assertThat(result.warnings())
            .filteredOn(each -> each.kind().equals("unseen"))
            .extracting(each -> each.columns().get(0) + " " + each.count())
            .containsExactlyInAnyOrder("district 1", "day-of-week " + Homes.ROWS_A_DAY);
        assertThat(warning(result, "imputed").count()).isPositive();
      }
    }
  }

  private static Warning warning(Result result, String kind) {
    return result.warnings().stream()
        .filter(each -> each.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private Result train(Specification specification, int day) {
    return bench.run(specification, new Command.Train(Command.Train.CrossChecking.OFF), day);
  }

  private Model trained(Specification specification, int day) {
    Result result = train(specification, day);
    assertThat(result.error()).isEmpty();
    return bench.registry().requireModel(result.model().orElseThrow().id());
  }

  private interface Scale {
    double of(double label);
  }

  /** R² of the training rows, scored as rows are scored. */
  private double r2(Model model, Scale scale) {
    Scorer scorer =
        ModelTerms.scorer(model, Optional.of("day")).withResponse(new Response.Identity());
    List<Row> rows = training(scored(scorer));
    double mean =
        rows.stream().mapToDouble(row -> scale.of(row.getAs("price"))).average().orElseThrow();
    double lost = 0;
    double total = 0;
    for (Row row : rows) {
      double label = scale.of(row.getAs("price"));
      lost += Math.pow(label - row.<Double>getAs("prediction"), 2);
      total += Math.pow(label - mean, 2);
    }
    assertThat((long) rows.size()).isEqualTo(model.fit().rows());
    return 1 - lost / total;
  }

  private Rewrite.Written scored(Scorer scorer) {
    return Rewrite.run(
        SparkSessions.shared(),
        new Rewrite.Request(
            snapshot(),
            scorer,
            "m",
            List.of("id", "price"),
            Optional.empty(),
            Set.of(),
            home + "/scored-"));
  }

  private static Snapshot snapshot() {
    return Snapshots.pin(
        new TableSource(TableFormat.PARQUET, homes.path(), OptionalLong.empty()),
        new Configuration());
  }

  private static List<Row> training(Rewrite.Written written) {
    return SparkSessions.shared()
        .read()
        .parquet(written.files().stream().map(WrittenFile::path).toArray(String[]::new))
        .where(SPLIT.trainingCondition(snapshot().schema()))
        .collectAsList();
  }

  private static Map<Long, Double> predictions(List<Row> rows) {
    Map<Long, Double> predictions = new TreeMap<>();
    rows.forEach(row -> predictions.put(row.getAs("id"), row.getAs("prediction")));
    return predictions;
  }

  private static final Split SPLIT = new Split(List.of("id"), 0.25, 2);

  private Specification specification(List<Feature> features, LabelTransform transform) {
    return specification(homes.path(), TableFormat.PARQUET, features, transform);
  }

  private Specification specification(
      String table, TableFormat format, List<Feature> features, LabelTransform transform) {
    RowRule rule =
        new RowRule(
            Optional.empty(),
            "price",
            Optional.empty(),
            Optional.of("day"),
            ZoneOffset.UTC,
            MissingPolicy.FAIL,
            List.of(),
            SPLIT,
            List.of(),
            transform);
    return new Specification(
        Bench.NAME,
        bench.home(),
        "digest of " + features + transform + table,
        new TableSource(format, table, OptionalLong.empty()),
        Features.design(rule, features),
        features,
        new Specification.Window(OptionalInt.empty(), 0, OptionalInt.empty()),
        new Specification.Fitting(
            true,
            FitOptions.Aliased.DROP,
            Optional.empty(),
            new ErrorKind.Classical(),
            Specification.Penalizing.NONE),
        30,
        new Policy(10, -1, 0.25, 1),
        Optional.empty(),
        Optional.empty(),
        Specification.Solver.AUTO);
  }

  private Specification scoring(Specification of, String table, String output) {
    return SpecificationBuilder.from(of)
        .scoring(
            new Specification.Scoring(
                new TableSource(TableFormat.PARQUET, table, OptionalLong.empty()),
                Optional.of("day"),
                new TableSource(
                    TableFormat.PARQUET, home.resolve(output).toString(), OptionalLong.empty()),
                List.of("id")))
        .build();
  }

  /** The same without scoring. */
  private static Specification specification(Specification of) {
    return SpecificationBuilder.from(of).withoutScoring().build();
  }

  private static Specification at(Bench bench, Specification of) {
    return SpecificationBuilder.from(of).home(bench.home()).build();
  }
}
