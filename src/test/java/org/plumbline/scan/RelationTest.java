package org.plumbline.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.Failure;
import org.plumbline.Failure.Kind;
import org.plumbline.SparkSessions;
import org.plumbline.features.CalendarPart;
import org.plumbline.features.Category;
import org.plumbline.features.DayRange;
import org.plumbline.features.Definition;
import org.plumbline.features.Design;
import org.plumbline.features.EventTime;
import org.plumbline.features.Feature;
import org.plumbline.features.Features;
import org.plumbline.features.MissingLevels;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.MissingValues;
import org.plumbline.features.RowRule;
import org.plumbline.features.Split;
import org.plumbline.features.UnseenLevels;
import org.plumbline.statistics.Group;
import org.plumbline.statistics.Levels;
import org.plumbline.statistics.Moments;
import org.plumbline.statistics.Precision;
import org.plumbline.statistics.Tally;
import org.plumbline.table.HadoopStorage;
import org.plumbline.table.Snapshot;
import org.plumbline.table.Snapshots;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

/** Rows that Spark makes give the numbers of the same rows in files. */
class RelationTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final int ROWS = 900;

  /** Every type that a column can have, with gaps. */
  private static final String ALL_TYPES =
      """
      select id, cast(id % 100 as tinyint) as b, cast(id % 900 as smallint) as s,
        cast(if(id % 7 = 0, null, id % 50) as int) as i, id * 1000003 as l,
        cast(randn(1) as float) as f,
        case when id % 11 = 0 then null when id % 13 = 0 then double('NaN') else randn(2) end as d,
        cast(rand(3) * 1000 as decimal(9, 4)) as c,
        cast(rand(4) * 1000 as decimal(25, 9)) as wide,
        id % 3 = 0 as flag, date_add(date '2026-01-01', cast(id % 40 as int)) as built,
        timestamp_micros(1767225600000000 + id * 791900001) as sold,
        cast(timestamp_micros(1767225600000000 + id * 79190001) as timestamp_ntz) as listed,
        if(id % 5 = 0, null, concat('Ort ', id % 31)) as district,
        10 + 3 * randn(5) as price, 0.5 + rand(6) as w
      from range(900)
      """;

  @TempDir static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void writeTable() {
    spark = SparkSessions.shared();
    Dataset<Row> rows = spark.sql(ALL_TYPES);
    rows.repartition(3).write().parquet(files());
    spark.read().parquet(files()).createOrReplaceTempView("relation_test_rows");
  }

  private static String files() {
    return folder.resolve("rows").toString();
  }

  private static Design design() {
    EventTime sold = new EventTime("sold", ZONE);
    List<Feature> features = new ArrayList<>();
    for (String name : List.of("b", "s", "l", "f", "c", "wide", "flag", "built")) {
      features.add(new Feature.Numeric(new Definition.NumberTerm(name), MissingValues.FAIL));
    }
    for (String name : List.of("i", "d")) {
      features.add(
          new Feature.Numeric(
              new Definition.NumberTerm(name), MissingValues.IMPUTE_WITH_INDICATOR));
    }
    features.add(levels(new Category.OfColumn("district")));
    features.add(levels(new Category.OfCalendar(CalendarPart.DAY_OF_WEEK, sold)));
    RowRule rule =
        new RowRule(
            Optional.empty(),
            "price",
            Optional.of("w"),
            Optional.of("sold"),
            ZONE,
            MissingPolicy.FAIL,
            List.of(),
            new Split(List.of("id", "listed"), 0.2, 3));
    return Features.design(rule, features);
  }

  private static Feature levels(Category category) {
    return new Feature.Levels(
        category,
        new Feature.LevelChoice(Optional.empty(), 0, 1000),
        UnseenLevels.REFUSE,
        MissingLevels.LEVEL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select /*+ repartition(7) */ * from relation_test_rows",
        "select * from relation_test_rows order by price",
        "select /*+ repartition(2, district) */ * from relation_test_rows -- by district",
        "select * from relation_test_rows; ",
      })
  void sumsAreThoseOfTheSameRowsInFilesWhateverTheOrderAndThePartitions(String query) {
    Summaries ofFiles =
        run(
            Snapshots.pin(
                new TableSource(TableFormat.PARQUET, files(), OptionalLong.empty()),
                spark.sparkContext().hadoopConfiguration()),
            DayRange.ALL);
    Summaries ofRelation = run(Relation.pin(spark, query), DayRange.ALL);

    assertThat(moments(ofRelation)).isEqualTo(moments(ofFiles)).hasSizeGreaterThan(30);
    assertThat(levels(ofRelation)).isEqualTo(levels(ofFiles));
    assertThat(rows(ofRelation)).isEqualTo(ROWS);
    assertThat(ofRelation.pooledFiles()).hasSize(1);
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void aRelationKeptToDaysHasTheRowsOfThoseDaysInTheZone() {
    Design design = design();
    DayRange days = new DayRange(20_456, 20_458);
    Snapshot all = Relation.pin(spark, "select * from relation_test_rows");
    Snapshot some = Relation.within(all, "sold", ZONE, days);

    SortedMap<Group, String> expected = moments(run(all, DayRange.ALL));
    expected.keySet().removeIf(group -> !days.contains(group.day()));
    assertThat(moments(run(some, days))).isEqualTo(expected).isNotEmpty();
    assertThat(Relation.rows(spark, some, List.of("sold")).count())
        .isLessThan(ROWS)
        .isEqualTo(rows(run(some, days)));
    assertThat(new DayBounds(some, "sold", ZONE).of(some.files().get(0))).contains(days);
    assertThat(design.rule().timeZone()).isEqualTo(ZONE);
  }

  @Test
  void otherRowsThanBeforeAreRefused() {
    spark.range(5).selectExpr("id", "id * 2D as x").createOrReplaceTempView("relation_changes");
    Snapshot pinned = Relation.pin(spark, "select * from relation_changes");
    String before = content(pinned, "id", "x");

    assertThat(content(pinned.holding(before), "x")).contains("\"rows\":5");
    spark.range(6).selectExpr("id", "id * 2D as x").createOrReplaceTempView("relation_changes");
    assertThat(refused(() -> content(pinned.holding(before), "x")))
        .hasMessage(
            "query \"select * from relation_changes\": its rows changed while the cycle read"
                + " them: 5 rows, then 6");
    spark.range(5).selectExpr("id", "id * 3D as x").createOrReplaceTempView("relation_changes");
    assertThat(content(pinned.holding(before), "id")).contains("\"rows\":5");
    assertThat(refused(() -> content(pinned.holding(before), "id", "x")))
        .hasMessageEndingWith("other values of x");
    spark.range(5).selectExpr("id", "'a' as x").createOrReplaceTempView("relation_changes");
    assertThat(refused(() -> content(pinned, "x")).kind()).isEqualTo(Kind.DATA);
  }

  private static String content(Snapshot relation, String... columns) {
    List<String> told = new ArrayList<>();
    List<String> asked = List.of(columns);
    PassInput input = PassInput.of(relation, asked, relation.files(), told::add);
    Pass.Work<Integer> reading =
        (pieces, hadoop) -> {
          new PieceBlocks(relation, asked, hadoop).each(pieces, block -> {});
          return 0;
        };
    Pass.run(() -> spark, "reading", input, reading);
    return told.get(0);
  }

  @ParameterizedTest
  @MethodSource
  void refusesAQueryInOneLine(String query, Kind kind, String says) {
    Failure failure = refused(() -> Relation.pin(spark, query));

    assertThat(failure.getMessage()).contains(says).doesNotContain("\n", "SQLSTATE", "pos ");
    assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
    assertThat(failure.remedy()).isNotEmpty();
  }

  static Stream<Arguments> refusesAQueryInOneLine() {
    return Stream.of(
        of("selec 1", Kind.CONFIGURATION, "Syntax error"),
        of("drop view relation_test_rows", Kind.CONFIGURATION, "Syntax error"),
        of("select nothing from relation_test_rows", Kind.CONFIGURATION, "`nothing`"),
        of("select id, id from range(3)", Kind.CONFIGURATION, "two of its columns are called id"),
        of("select 1 as a, 2 as A", Kind.CONFIGURATION, "two of its columns are called A"),
        of("select abs('a', 1)", Kind.CONFIGURATION, "abs"),
        of("select * from no_such_table", Kind.MISSING_INPUT, "`no_such_table` cannot be found"),
        of("select * from nowhere.t", Kind.MISSING_INPUT, "`nowhere`.`t` cannot be found"),
        of("select * from json.`no/such/file`", Kind.MISSING_INPUT, "Path does not exist"),
        of(
            "select * from delta.`no/such/table`",
            Kind.CONFIGURATION,
            "Unsupported data source type"),
        of("select * from excel.`a`", Kind.MISSING_INPUT, "`excel`.`a` cannot be found"));
  }

  private static Arguments of(String query, Kind kind, String says) {
    return Arguments.of(query, kind, says);
  }

  @Test
  void refusesAColumnByNameOnceItIsAskedFor() {
    Snapshot relation =
        Relation.pin(
            spark, "select id, named_struct('a', 1) as part, interval 1 day as span from range(3)");
    assertThat(relation.schema().names()).containsExactly("id");
    assertThat(refused(() -> relation.column("part")))
        .hasMessageEndingWith("column part is nested (struct)")
        .extracting(Failure::kind)
        .isEqualTo(Kind.DATA);
    assertThat(refused(() -> relation.column("span")).kind()).isEqualTo(Kind.UNSUPPORTED);
  }

  @Test
  void tellsWhoMustActWhereAQueryFailsAtWork() {
    Snapshot division = Relation.pin(spark, "select id, 1 / (id - 2) as x from range(5)");
    assertThat(refused(() -> content(division, "x")))
        .hasMessageContaining("Division by zero (DIVIDE_BY_ZERO)")
        .extracting(Failure::kind)
        .isEqualTo(Kind.DATA);
    Snapshot grouped =
        Relation.pin(
            spark, "select max(cast(concat('a', id) as int)) as x from range(5) group by id % 2");
    assertThat(refused(() -> content(grouped, "x")))
        .hasMessageContaining("CAST_INVALID_INPUT")
        .extracting(Failure::kind)
        .isEqualTo(Kind.DATA);
  }

  private static Failure refused(ThrowingCallable call) {
    Failure failure = catchThrowableOfType(Failure.class, call);
    assertThat(failure).isNotNull();
    return failure;
  }

  private static Summaries run(Snapshot table, DayRange window) {
    String store = folder.resolve("store-" + table.format()).toString();
    Summarize summarize =
        new Summarize(
            () -> spark,
            new StatisticsStore(
                table.isRelation() ? folder.resolve("store").toString() : store,
                new HadoopStorage(spark.sparkContext().hadoopConfiguration()),
                spark.sparkContext().hadoopConfiguration()));
    return summarize.run(summarize.plan(table, design(), Precision.EXACT, window));
  }

  private static SortedMap<Group, String> moments(Summaries summaries) {
    SortedMap<Group, Moments> sums = new TreeMap<>(summaries.pooled());
    summaries
        .files()
        .forEach(file -> file.groups().forEach((group, m) -> sums.merge(group, m, Moments::plus)));
    SortedMap<Group, String> digests = new TreeMap<>();
    sums.forEach((group, sum) -> digests.put(group, sum.digest() + sum.tally()));
    return digests;
  }

  private static Map<Group, String> levels(Summaries summaries) {
    Map<Group, String> digests = new TreeMap<>();
    for (Map.Entry<Group, Levels> each : summaries.levels().entrySet()) {
      digests.put(each.getKey(), each.getValue().digest());
    }
    return digests;
  }

  private static long rows(Summaries summaries) {
    return summaries.pooledFiles().stream()
        .flatMap(file -> file.tallies().values().stream())
        .mapToLong(Tally::rows)
        .sum();
  }
}
