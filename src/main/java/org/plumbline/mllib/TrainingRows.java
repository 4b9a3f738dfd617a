package org.plumbline.mllib;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.plumbline.columns.ColumnType;
import org.plumbline.features.Condition;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.regression.Term;
import org.plumbline.scan.TableRows;
import org.plumbline.table.Snapshot;

/** The training rows of a model as Spark SQL reads them: row rule, split and window said in SQL. */
final class TrainingRows {
  /** Columns of the frame beside the terms: label and weight, as doubles. */
  static final String LABEL = "label";

  static final String WEIGHT = "weight";

  /** Which classes rows hold dates and timestamps in. */
  private static final String JAVA_TIME = "spark.sql.datetime.java8API.enabled";

  private final Snapshot snapshot;
  private final Design design;
  private final RowRule rule;
  private final DayRange window;
  private final OptionalInt halfLifeDays;
  private final TableRows table;
  private final SqlColumns columns;
  private final SqlTerms terms;

  /**
   * @param halfLifeDays by which weights decay from the window's last day on
   */
  TrainingRows(
      SparkSession session,
      Snapshot snapshot,
      Design design,
      DayRange window,
      OptionalInt halfLifeDays) {
    // A session of its own, so that its time zone is no one else's.
    SparkSession spark = session.newSession();
    this.snapshot = snapshot;
    this.design = design;
    this.rule = design.rule();
    this.window = window;
    this.halfLifeDays = halfLifeDays;
    this.table = new TableRows(spark, session, snapshot);
    this.columns = new SqlColumns(snapshot.schema());
    this.terms = new SqlTerms(design, columns);
    spark.conf().set("spark.sql.session.timeZone", rule.timeZone().getId());
    spark.conf().set(JAVA_TIME, session.conf().get(JAVA_TIME));
    // The files are known: a job that lists them costs more than it saves.
    spark.conf().set("spark.sql.sources.parallelPartitionDiscovery.threshold", 1000);
  }

  /** Name of the k-th term in the frame. */
  static String term(int k) {
    return "term_" + k;
  }

  SqlTerms terms() {
    return terms;
  }

  SqlColumns columns() {
    return columns;
  }

  TableRows table() {
    return table;
  }

  /**
   * Rows of positive weight as doubles: {@code term_0 … label, weight}, weights decayed where there
   * is a half-life.
   */
  Dataset<Row> frame(List<Term> of) {
    List<Column> made = new ArrayList<>();
    for (int k = 0; k < of.size(); k++) {
      made.add(terms.term(of.get(k)).as(term(k)));
    }
    made.add(expr(LABEL));
    made.add(expr(WEIGHT));
    return kept().select(made.toArray(Column[]::new));
  }

  /** Rows of positive weight: columns of z, levels, label and weight. */
  Dataset<Row> kept() {
    Dataset<Row> rows = considered().where(isKept()).where(isTraining());
    List<Column> computed = new ArrayList<>(terms.ofRows());
    computed.add(expr(columns.number(rule.labelDefinition())).as(LABEL));
    computed.add(expr(weight()).as(WEIGHT));
    return rows.select(computed.toArray(Column[]::new)).where(WEIGHT + " > 0");
  }

  /** Rows of the table that the window's condition and days are about, kept or not. */
  Dataset<Row> considered() {
    Dataset<Row> rows = table.of(design.columns());
    Optional<String> where = rule.where().map(Condition::sql);
    if (where.isPresent()) {
      rows = rows.where(where.get());
    }
    if (window.equals(DayRange.ALL)) {
      return rows;
    }
    String day = day();
    return rows.where(
        "%1$s is null or %1$s between %2$d and %3$d".formatted(day, window.first(), window.last()));
  }

  /** Whether no value is missing that drops its row. */
  String isKept() {
    List<String> present = new ArrayList<>();
    droppers().forEach(column -> present.add(present(column)));
    rule.droppingTerms().forEach(term -> present.add(columns.number(term) + " is not null"));
    return present.isEmpty() ? "true" : String.join(" and ", present);
  }

  /** Whether a row is not held out, and has a day where the window asks for one. */
  String isTraining() {
    String dated = window.equals(DayRange.ALL) ? "true" : day() + " is not null";
    return rule.split().holdout() > 0
        ? dated + " and " + rule.split().trainingCondition(snapshot.schema())
        : dated;
  }

  /** Columns whose missing value drops a row. */
  private Set<String> droppers() {
    Set<String> droppers = new LinkedHashSet<>(rule.droppers());
    if (rule.missing() == MissingPolicy.DROP) {
      droppers.add(rule.label());
      rule.weight().ifPresent(droppers::add);
      rule.eventTime().ifPresent(droppers::add);
    }
    return droppers;
  }

  private String present(String column) {
    String name = SqlColumns.quoted(column);
    boolean floating =
        snapshot.schema().field(column).orElseThrow().type() instanceof ColumnType.Floating;
    return floating ? name + " is not null and not isnan(" + name + ")" : name + " is not null";
  }

  private String weight() {
    String weight = rule.weight().map(columns::column).orElse("1.0D");
    if (halfLifeDays.isEmpty()) {
      return weight;
    }
    return "%s * power(0.5D, (%d - %s) / %d.0D)"
        .formatted(weight, window.last(), day(), halfLifeDays.getAsInt());
  }

  /** The day of a row whose table has an event time. */
  String day() {
    return columns.day(rule.datedBy().orElseThrow());
  }
}
