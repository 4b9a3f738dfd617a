package org.plumbline.scan;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.features.DayRange;
import org.plumbline.table.DataFile;
import org.plumbline.table.ScoreTable;
import org.plumbline.table.Snapshot;

/** Scores joined with the labels that arrived later, by key: errors by day of the scores. */
public final class LateErrors {

  private static final String DAY = "plumbline_day";
  private static final String KEY = "plumbline_key";
  private static final String LEAST = "plumbline_least";
  private static final String GREATEST = "plumbline_greatest";
  private static final String ARRIVALS = "plumbline_arrivals";
  private static final long BYTES_OF_A_TASK = 64L << 20;

  private final SparkSession spark;
  private final SparkSession ofRun;
  private final Request request;

  private LateErrors(SparkSession spark, SparkSession ofRun, Request request) {
    this.spark = spark;
    this.ofRun = ofRun;
    this.request = request;
  }

  /**
   * @param scores the table of scores
   * @param model whose scores are judged
   * @param asOfs whose scores are judged
   * @param zone decides the day of a timestamp
   */
  public record Request(
      Snapshot scores, String model, DayRange asOfs, Labels labels, ZoneId zone) {}

  /**
   * @param key columns that name a row in both tables
   * @param arrived when a label arrived; empty: all count
   * @param knownBefore labels that arrived on this day or later are not counted
   */
  public record Labels(
      Snapshot table,
      List<String> key,
      String label,
      Optional<String> arrived,
      LocalDate knownBefore) {
    public Labels {
      key = List.copyOf(key);
    }
  }

  /**
   * Errors by as-of day of the scores, each day that has scores of the model.
   *
   * @throws Failure DATA for a column that is not there or has another type than its counterpart,
   *     for a row with two labels that differ, and for an infinite label
   */
  public static SortedMap<Integer, SquaredErrors> of(SparkSession session, Request request) {
    check(request);
    List<DataFile> files =
        request.scores().files().stream().filter(file -> mayHold(file, request.asOfs())).toList();
    if (files.isEmpty()) {
      return new TreeMap<>();
    }
    // A session of its own, so that its time zone is no one else's.
    SparkSession spark = session.newSession();
    Request narrow =
        new Request(
            request.scores().withFiles(files),
            request.model(),
            request.asOfs(),
            request.labels(),
            request.zone());
    configure(spark, narrow);
    return new LateErrors(spark, session, narrow).errors();
  }

  private static boolean mayHold(DataFile file, DayRange asOfs) {
    return file.partition()
        .getOrDefault(ScoreTable.AS_OF, Optional.empty())
        .map(day -> asOfs.contains(Math.toIntExact(LocalDate.parse(day).toEpochDay())))
        .orElse(false);
  }

  private static void configure(SparkSession spark, Request request) {
    long bytes =
        request.scores().files().stream().mapToLong(DataFile::size).sum()
            + request.labels().table().files().stream().mapToLong(DataFile::size).sum();
    long tasks = Math.max(spark.sparkContext().defaultParallelism(), bytes / BYTES_OF_A_TASK);
    spark.conf().set("spark.sql.session.timeZone", request.zone().getId());
    spark.conf().set("spark.sql.shuffle.partitions", tasks);
    spark.conf().set("spark.sql.sources.parallelPartitionDiscovery.threshold", 1000);
  }

  /**
   * What can be known of both tables without reading them.
   *
   * @throws Failure DATA as {@link #of}
   */
  public static void check(Request request) {
    checkLabels(request.labels());
    for (String column : request.labels().key()) {
      ColumnType here = request.scores().column(column).type();
      ColumnType there = request.labels().table().column(column).type();
      if (!comparable(here).equals(comparable(there))) {
        throw new Failure(
            Failure.Kind.DATA,
            "monitoring.labels.key: %s is %s in %s and %s in %s"
                .formatted(
                    column,
                    SparkTypes.of(there).simpleString(),
                    request.labels().table().name(),
                    SparkTypes.of(here).simpleString(),
                    request.scores().name()),
            "Write it as the same type in both, or name another key.");
      }
    }
  }

  /**
   * @throws Failure DATA for a column of the labels that is not there or of no use
   */
  public static void checkLabels(Labels labels) {
    labels.key().forEach(labels.table()::column);
    ColumnType type = labels.table().column(labels.label()).type();
    if (!type.isNumber()) {
      throw new Failure(
          Failure.Kind.DATA,
          "%s: the label %s is %s, not a number"
              .formatted(labels.table().name(), labels.label(), SparkTypes.of(type).simpleString()),
          "Set monitoring.labels.label to a column of numbers.");
    }
    labels
        .arrived()
        .map(labels.table()::column)
        .ifPresent(field -> checkTime(labels, field.type()));
  }

  private static void checkTime(Labels labels, ColumnType type) {
    boolean partition = labels.table().partitionColumns().contains(labels.arrived().orElseThrow());
    boolean timely =
        type instanceof ColumnType.Date
            || type instanceof ColumnType.Timestamp
            || (partition && type instanceof ColumnType.Text);
    if (!timely) {
      throw new Failure(
          Failure.Kind.DATA,
          "%s: %s, the time of a label, is %s"
              .formatted(
                  labels.table().name(),
                  labels.arrived().orElseThrow(),
                  SparkTypes.of(type).simpleString()),
          "Set monitoring.labels.event-time to a date or a timestamp.");
    }
  }

  /** Whole numbers of all widths are one type to a join. */
  private static ColumnType comparable(ColumnType type) {
    return type instanceof ColumnType.Whole ? new ColumnType.Whole(Long.SIZE, true) : type;
  }

  private SortedMap<Integer, SquaredErrors> errors() {
    Dataset<Row> joined = joined();
    List<LateErrorsTask.Found> found =
        Pass.during(
            spark.sparkContext(),
            "errors of %s by %s, labels of %s"
                .formatted(
                    request.scores().label(), request.model(), request.labels().table().label()),
            PassInput.of(request.labels().table(), List.of(), request.labels().table().files()),
            () -> joined.toJavaRDD().mapPartitions(new LateErrorsTask()).collect());
    Set<String> conflicts =
        found.stream()
            .flatMap(part -> part.conflicts().stream())
            .sorted()
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (!conflicts.isEmpty()) {
      throw conflicting(conflicts);
    }
    SortedMap<Integer, SquaredErrors> days = new TreeMap<>();
    found.forEach(
        part -> part.days().forEach((day, sums) -> days.merge(day, sums, SquaredErrors::plus)));
    return days;
  }

  private Failure conflicting(Set<String> conflicts) {
    return new Failure(
        Failure.Kind.DATA,
        "%s: a scored row has one label, but %s"
            .formatted(
                request.labels().table().name(),
                conflicts.stream().limit(LateErrorsTask.SHOWN).collect(Collectors.joining("; "))),
        "Keep one finite label a key, for instance the last, or add a column to"
            + " monitoring.labels.key.");
  }

  /** Day, key, prediction, least and greatest label, and how often one arrived. */
  private Dataset<Row> joined() {
    Dataset<Row> scores = scores();
    Dataset<Row> labels = labels();
    Column sameKey = lit(true);
    List<Column> shown = new ArrayList<>();
    for (int place = 0; place < request.labels().key().size(); place++) {
      sameKey = sameKey.and(scores.col(scored(place)).equalTo(labels.col(arrived(place))));
      shown.add(scores.col(scored(place)).cast("string"));
    }
    return scores
        .join(labels, sameKey, "left")
        .select(
            col(DAY),
            col(Rewrite.PREDICTION),
            concat_ws(", ", shown.toArray(Column[]::new)).as(KEY),
            col(LEAST),
            col(GREATEST),
            col(ARRIVALS));
  }

  private Dataset<Row> scores() {
    List<String> columns = new ArrayList<>(request.labels().key());
    columns.addAll(List.of(Rewrite.PREDICTION, Rewrite.MODEL_ID, ScoreTable.AS_OF));
    List<Column> selected = keys(LateErrors::scored);
    selected.add(expr("unix_date(to_date(" + ScoreTable.AS_OF + "))").as(DAY));
    selected.add(col(Rewrite.PREDICTION));
    return new TableRows(spark, request.scores())
        .of(columns)
        .where(col(Rewrite.MODEL_ID).equalTo(request.model()))
        .where(col(Rewrite.PREDICTION).isNotNull())
        .select(selected.toArray(Column[]::new));
  }

  /** A row a key. */
  private Dataset<Row> labels() {
    Labels labels = request.labels();
    Set<String> columns = new LinkedHashSet<>(labels.key());
    columns.add(labels.label());
    labels.arrived().ifPresent(columns::add);
    Column label = number(labels);
    Dataset<Row> rows = new TableRows(spark, ofRun, labels.table()).of(columns);
    Dataset<Row> known =
        labels
            .arrived()
            .map(
                column ->
                    rows.where(
                        expr("to_date(" + TableRows.quoted(column) + ")")
                            .lt(lit(java.sql.Date.valueOf(labels.knownBefore())))))
            .orElse(rows)
            .where(label.isNotNull());
    Column[] keys = keys(LateErrors::arrived).toArray(Column[]::new);
    return known
        .groupBy(keys)
        .agg(min(label).as(LEAST), max(label).as(GREATEST), count(lit(1)).as(ARRIVALS));
  }

  private static Column number(Labels labels) {
    ColumnType type = labels.table().column(labels.label()).type();
    String name = TableRows.quoted(labels.label());
    if (type instanceof ColumnType.Date) {
      return expr("cast(unix_date(" + name + ") as double)");
    }
    return expr("nanvl(cast(" + name + " as double), null)");
  }

  private List<Column> keys(java.util.function.IntFunction<String> name) {
    List<Column> keys = new ArrayList<>();
    for (int place = 0; place < request.labels().key().size(); place++) {
      keys.add(expr(TableRows.quoted(request.labels().key().get(place))).as(name.apply(place)));
    }
    return keys;
  }

  private static String scored(int place) {
    return "plumbline_scored_" + place;
  }

  private static String arrived(int place) {
    return "plumbline_arrived_" + place;
  }
}
