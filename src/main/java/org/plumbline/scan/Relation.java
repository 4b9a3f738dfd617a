package org.plumbline.scan;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.plumbline.Failure;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.columns.Schema;
import org.plumbline.features.DayRange;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * A relation: whatever Spark SQL answers a query with, in the session of the run. Spark cannot pin
 * one, so that it is pinned to its text, schema and days, and each pass that reads it looks whether
 * it was the same (see {@link Fingerprint}).
 */
public final class Relation {
  /** The days of Spark SQL's dates; beyond them its readers' arithmetic overflows. */
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();

  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private Relation() {}

  /**
   * The relation of a query: understood, and not run.
   *
   * @throws Failure CONFIGURATION text that Spark does not understand, a statement that is no
   *     query, two columns of one name; MISSING_INPUT what it names is not there; UNSUPPORTED a
   *     format that Spark has no library for
   */
  public static Snapshot pin(SparkSession spark, String query) {
    Dataset<Row> answer = answer(spark, query);
    List<Field> fields = new ArrayList<>();
    Map<String, String> unreadable = new HashMap<>();
    for (StructField field : answer.schema().fields()) {
      Optional<ColumnType> type = RelationTypes.of(field.dataType());
      type.ifPresentOrElse(
          known -> fields.add(new Field(field.name(), known)),
          () -> unreadable.put(field.name(), RelationTypes.unreadable(field.dataType())));
    }
    Snapshot relation = Snapshot.ofQuery(query, new Schema(fields), unreadable);
    refuseTwice(relation, answer);
    if (answer.isStreaming()) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          relation.name() + ": reads a stream, which has no end",
          "Write the stream to a table and read that.");
    }
    return relation;
  }

  /**
   * A relation without the rows of other days, so that Spark need not read what holds no others;
   * rows without a day stay, to be counted. A table of files is left as it is, and so is a relation
   * whose column is no event time, which is refused elsewhere.
   */
  public static Snapshot within(Snapshot table, String eventTime, ZoneId zone, DayRange days) {
    Optional<ColumnType> type = table.schema().field(eventTime).map(Field::type);
    if (!table.isRelation() || type.isEmpty() || days.equals(DayRange.ALL)) {
      return table;
    }
    LocalDate first = LocalDate.ofEpochDay(Math.max(days.first(), FIRST_DAY));
    LocalDate last = LocalDate.ofEpochDay(Math.min(days.last(), LAST_DAY));
    DataFile rows = table.files().get(0);
    if (type.get() instanceof ColumnType.Date) {
      return table.withFiles(List.of(rows.within(eventTime, first.toString(), last.toString())));
    }
    if (type.get() instanceof ColumnType.Timestamp time) {
      LocalDateTime from = first.atStartOfDay();
      LocalDateTime to = last.plusDays(1).atStartOfDay().minus(1, ChronoUnit.MICROS);
      return table.withFiles(
          List.of(
              time.zoned()
                  ? rows.within(eventTime, instant(from, zone), instant(to, zone))
                  : rows.within(eventTime, from.toString(), to.toString())));
    }
    return table;
  }

  private static String instant(LocalDateTime reading, ZoneId zone) {
    return reading.atZone(zone).toInstant().toString();
  }

  /**
   * Its rows with some columns, in this order, as {@link RelationColumn} takes them: whole numbers,
   * booleans, days and instants as a bigint, floating numbers as a double, text as bytes.
   *
   * @throws Failure DATA for a column that is not what it was when the relation was pinned
   */
  static Dataset<Row> rows(SparkSession spark, Snapshot relation, List<String> columns) {
    Dataset<Row> answer = answer(spark, relation, columns);
    Column[] made =
        columns.stream().map(name -> made(relation.column(name), answer)).toArray(Column[]::new);
    return answer.select(made);
  }

  /** Whether a row is of the days that the relation is kept to, or of none. */
  private static Optional<Column> ofDays(Snapshot relation, Dataset<Row> answer) {
    DataFile rows = relation.files().get(0);
    return rows.least().keySet().stream()
        .findFirst()
        .map(
            name -> {
              ColumnType type = relation.column(name).type();
              Column time = column(answer, name);
              return time.isNull()
                  .or(
                      time.geq(literal(type, rows.least().get(name)))
                          .and(time.leq(literal(type, rows.greatest().get(name)))));
            });
  }

  private static Column literal(ColumnType type, String printed) {
    if (type instanceof ColumnType.Date) {
      return lit(LocalDate.parse(printed));
    }
    boolean zoned = type instanceof ColumnType.Timestamp time && time.zoned();
    return zoned ? lit(Instant.parse(printed)) : lit(LocalDateTime.parse(printed));
  }

  private static Column column(Dataset<Row> answer, String name) {
    return answer.col(TableRows.quoted(name));
  }

  /**
   * Its rows with these columns among them, as Spark has them.
   *
   * @throws Failure as {@link #rows}
   */
  public static Dataset<Row> answer(
      SparkSession spark, Snapshot relation, Collection<String> columns) {
    Dataset<Row> answer = answer(spark, relation.root());
    List<String> names = List.of(answer.schema().fieldNames());
    for (String column : columns) {
      Field pinned = relation.column(column);
      int place = names.indexOf(column);
      boolean same =
          place >= 0
              && RelationTypes.of(answer.schema().fields()[place].dataType())
                  .equals(Optional.of(pinned.type()));
      if (!same) {
        throw new Failure(
            Failure.Kind.DATA,
            relation.name()
                + ": column "
                + column
                + " is gone or of another type since the cycle"
                + " was begun",
            "Run again: the next run takes a new cycle.");
      }
    }
    return ofDays(relation, answer).map(answer::where).orElse(answer);
  }

  private static Column made(Field field, Dataset<Row> of) {
    Column column = column(of, field.name());
    ColumnType type = field.type();
    if (type instanceof ColumnType.Whole || type instanceof ColumnType.Bool) {
      return column.cast("bigint");
    }
    if (type instanceof ColumnType.Floating) {
      return column.cast("double");
    }
    if (type instanceof ColumnType.Date) {
      return unix_date(column).cast("bigint");
    }
    if (type instanceof ColumnType.Timestamp time && time.zoned()) {
      return unix_micros(column);
    }
    return type instanceof ColumnType.Text ? column.cast("binary") : column;
  }

  /** A query in parentheses: nothing but a query is understood there. */
  private static Dataset<Row> answer(SparkSession spark, String query) {
    String text = query.strip().replaceFirst("[;\\s]+$", "");
    try {
      return spark.sql("select * from (\n" + text + "\n)");
    } catch (Exception e) { // analysis throws what Spark, catalogs and formats like
      throw QueryFailures.ofText(query, e);
    }
  }

  private static void refuseTwice(Snapshot relation, Dataset<Row> answer) {
    Set<String> known = new TreeSet<>();
    for (String name : answer.schema().fieldNames()) {
      if (!known.add(name.toLowerCase(Locale.ROOT))) {
        throw new Failure(
            Failure.Kind.CONFIGURATION,
            relation.name() + ": two of its columns are called " + name,
            "Name the columns that are needed, each by a name of its own.");
      }
    }
  }
}
