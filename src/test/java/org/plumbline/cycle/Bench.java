package org.plumbline.cycle;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.plumbline.Failure;
import org.plumbline.SparkSessions;
import org.plumbline.features.Definition;
import org.plumbline.features.Design;
import org.plumbline.features.Feature;
import org.plumbline.features.Features;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.features.Split;
import org.plumbline.model.CrossCheck;
import org.plumbline.model.Policy;
import org.plumbline.model.Registry;
import org.plumbline.model.Result;
import org.plumbline.regression.ErrorKind;
import org.plumbline.regression.FitOptions;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Storage;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

/** A workshop for tests, the specification of sales, and commands in short. */
final class Bench {

  static final String NAME = "sales";
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final Instant NOW = Instant.parse("2026-02-01T02:00:00Z");

  private final String home;
  private final List<ReportWriter.Views> drawn = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final SparkSession spark;
  private Storage storage = new HadoopStorage(new Configuration());
  private SparkSource source;

  Bench(String home) {
    this(home, SparkSessions.shared());
  }

  Bench(String home, SparkSession spark) {
    this.home = home;
    this.spark = spark;
    source = SparkSource.of(spark);
  }

  Bench with(Storage other) {
    storage = other;
    return this;
  }

  /** From here on nothing may ask for Spark. */
  Bench withoutSpark() {
    return withoutSpark(new SparkConf(false).setMaster("local[2]"));
  }

  /** The same, with settings that are known without it. */
  Bench withoutSpark(SparkConf settings) {
    source = new NoSpark(settings);
    return this;
  }

  private record NoSpark(SparkConf settings) implements SparkSource {
    @Override
    public SparkSession session() {
      throw new AssertionError("Spark was asked for");
    }

    @Override
    public OptionalDouble startSeconds() {
      return OptionalDouble.empty();
    }
  }

  Storage storage() {
    return storage;
  }

  String home() {
    return home;
  }

  List<ReportWriter.Views> drawn() {
    return drawn;
  }

  Registry registry() {
    return Registry.open(home, NAME, new HadoopStorage(new Configuration()));
  }

  Cycle cycle() {
    StageListener listener =
        new StageListener() {
          @Override
          public void failed(Failure failure) {
            failures.add(failure);
          }
        };
    return new Cycle(
        new Workshop(
            source,
            storage,
            spark.sparkContext().hadoopConfiguration(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            () -> "run-" + RUNS.incrementAndGet(),
            (spark, snapshot, design, window, model) ->
                new CrossCheck(
                    model.fit().rows(),
                    List.of(new CrossCheck.Term("area", 2, 2, OptionalDouble.empty()))),
            (spark, problem) -> {
              throw new AssertionError("rows are not to be solved");
            },
            drawn::add,
            listener,
            "test"));
  }

  Result retrain(Specification specification, int day) {
    return run(specification, new Command.Retrain(), day);
  }

  Result run(Specification specification, Command command, int day) {
    return cycle().run(specification, command, When.on(asOf(day)));
  }

  static LocalDate asOf(int day) {
    return Sales.FIRST_DAY.plusDays(day);
  }

  Specification specification(String table) {
    return specification(table, 0.25, List.of("area", "rooms"), MissingPolicy.FAIL);
  }

  Specification specification(
      String table, double holdout, List<String> features, MissingPolicy missing) {
    Design design =
        new Design(
            new RowRule(
                Optional.empty(),
                "price",
                Optional.empty(),
                Optional.of("day"),
                ZoneId.of("UTC"),
                missing,
                missing == MissingPolicy.DROP ? features : List.of(),
                new Split(List.of("sale_id"), holdout, 2)),
            features.stream().<Definition>map(Definition.NumberTerm::new).toList());
    return new Specification(
        NAME,
        home,
        "digest of " + holdout + features + missing,
        new TableSource(TableFormat.PARQUET, table, OptionalLong.empty()),
        design,
        Features.numbersOf(design),
        new Specification.Window(OptionalInt.empty(), 0, OptionalInt.empty()),
        new Specification.Fitting(
            true,
            FitOptions.Aliased.DROP,
            Optional.empty(),
            new ErrorKind.Classical(),
            Specification.Penalizing.NONE),
        30,
        new Policy(10, 0, 0.25, 6),
        Optional.empty(),
        Optional.empty(),
        Specification.Solver.AUTO);
  }

  /** The same with other features. */
  static Specification of(List<Feature> features, Specification of) {
    return SpecificationBuilder.from(of)
        .configuration(of.configuration() + features)
        .features(of.design().rule(), features)
        .build();
  }

  /** The same under a penalty. */
  static Specification penalized(Specification of, Specification.Penalizing penalizing) {
    Specification.Fitting fitting = of.fitting();
    return SpecificationBuilder.from(of)
        .configuration(of.configuration() + penalizing)
        .fitting(
            new Specification.Fitting(
                fitting.intercept(),
                fitting.aliased(),
                fitting.precision(),
                fitting.errors(),
                penalizing))
        .build();
  }

  static Specification scoring(Specification of, String table, String output) {
    return SpecificationBuilder.from(of)
        .configuration(of.configuration() + " scoring")
        .scoring(
            new Specification.Scoring(
                new TableSource(TableFormat.PARQUET, table, OptionalLong.empty()),
                Optional.of("day"),
                new TableSource(TableFormat.PARQUET, output, OptionalLong.empty()),
                List.of("sale_id")))
        .build();
  }

  /** The same with training table and scores in Delta. */
  static Specification inDelta(Specification of, String table) {
    Specification.Scoring scoring = of.scoring().orElseThrow();
    String output = scoring.output().path();
    return SpecificationBuilder.from(of)
        .configuration(of.configuration() + " delta")
        .training(new TableSource(TableFormat.DELTA, table, OptionalLong.empty()))
        .scoring(
            new Specification.Scoring(
                scoring.table(),
                scoring.eventTime(),
                new TableSource(TableFormat.DELTA, output, OptionalLong.empty()),
                scoring.carry()))
        .build();
  }

  /** The failures that the listener heard of. */
  List<Failure> failures() {
    return failures;
  }
}
