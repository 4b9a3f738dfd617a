package org.plumbline.mllib;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.plumbline.columns.ColumnType;
import org.plumbline.columns.Field;
import org.plumbline.features.Condition;
import org.plumbline.features.DayRange;
import org.plumbline.features.Design;
import org.plumbline.features.MissingPolicy;
import org.plumbline.features.RowRule;
import org.plumbline.model.Model;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * The training rows of a model as Spark SQL reads them: row rule, split and window said in SQL, the
 * listed files read with an explicit schema, partition values taken from the listing.
 */
final class TrainingRows {
  /** Columns of the frame beside the terms: label and weight, as doubles. */
  static final String LABEL = "label";

  static final String WEIGHT = "weight";

  private static final String PLACE = "plumbline_file";

  private final SparkSession spark;
  private final Snapshot snapshot;
  private final Design design;
  private final RowRule rule;
  private final DayRange window;
  private final Model model;

  TrainingRows(
      SparkSession session, Snapshot snapshot, Design design, DayRange window, Model model) {
    // A session of its own, so that its time zone is no one else's.
    this.spark = session.newSession();
    this.snapshot = snapshot;
    this.design = design;
    this.rule = design.rule();
    this.window = window;
    this.model = model;
    spark.conf().set("spark.sql.session.timeZone", rule.timeZone().getId());
    // The files are known: a job that lists them costs more than it saves.
    spark.conf().set("spark.sql.sources.parallelPartitionDiscovery.threshold", 1000);
  }

  /** Name of the k-th term in the frame. */
  static String term(int k) {
    return "term_" + k;
  }

  /**
   * Rows as doubles: {@code term_0 … label, weight}, weights decayed where the model has a
   * half-life.
   */
  Dataset<Row> frame(List<String> terms) {
    Dataset<Row> rows = table();
    for (String condition : conditions()) {
      rows = rows.where(condition);
    }
    List<Column> columns = new ArrayList<>();
    for (int k = 0; k < terms.size(); k++) {
      columns.add(expr(number(terms.get(k))).as(term(k)));
    }
    columns.add(expr(number(rule.label())).as(LABEL));
    columns.add(expr(weight()).as(WEIGHT));
    return rows.select(columns.toArray(Column[]::new)).where(WEIGHT + " > 0");
  }

  private List<String> conditions() {
    List<String> conditions = new ArrayList<>();
    rule.where().map(Condition::sql).ifPresent(conditions::add);
    for (String column : droppers()) {
      conditions.add(quoted(column) + " is not null");
      if (floating(column)) {
        conditions.add("not isnan(" + quoted(column) + ")");
      }
    }
    if (!window.equals(DayRange.ALL)) {
      conditions.add(day() + " between " + window.first() + " and " + window.last());
    }
    if (rule.split().holdout() > 0) {
      conditions.add(rule.split().trainingCondition(snapshot.schema()));
    }
    return conditions;
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

  private String weight() {
    String weight = rule.weight().map(this::number).orElse("1.0D");
    if (model.window().halfLifeDays().isEmpty()) {
      return weight;
    }
    return "%s * power(0.5D, (%d - %s) / %d.0D)"
        .formatted(weight, window.last(), day(), model.window().halfLifeDays().getAsInt());
  }

  private String day() {
    return "unix_date(to_date(" + quoted(rule.eventTime().orElseThrow()) + "))";
  }

  private String number(String column) {
    ColumnType type = field(column).type();
    String value = quoted(column);
    if (type instanceof ColumnType.Date) {
      value = "unix_date(" + value + ")";
    } else if (type instanceof ColumnType.Bool) {
      value = "cast(" + value + " as int)";
    }
    return "cast(" + value + " as double)";
  }

  private boolean floating(String column) {
    return field(column).type() instanceof ColumnType.Floating;
  }

  private Field field(String column) {
    return snapshot.schema().field(column).orElseThrow();
  }

  private Dataset<Row> table() {
    Set<String> partitions = new LinkedHashSet<>(snapshot.partitionColumns());
    partitions.retainAll(design.columns());
    Set<String> stored = new LinkedHashSet<>(design.columns());
    stored.removeAll(partitions);
    Dataset<Row> rows =
        spark
            .read()
            .schema(SparkTypes.schema(snapshot.schema(), stored))
            .parquet(snapshot.files().stream().map(this::location).toArray(String[]::new));
    return partitions.isEmpty() ? rows : withPartitions(rows, partitions);
  }

  /** Each row with the partition values that the listing has for its file. */
  private Dataset<Row> withPartitions(Dataset<Row> rows, Collection<String> partitions) {
    StructType schema = new StructType().add(PLACE, DataTypes.StringType);
    for (String partition : partitions) {
      schema = schema.add(new StructField(partition, DataTypes.StringType, true, emptyMetadata()));
    }
    List<Row> values =
        snapshot.files().stream().map(file -> partitionRow(file, partitions)).toList();
    Dataset<Row> listing = spark.createDataFrame(values, schema);
    Dataset<Row> located = rows.withColumn(PLACE, expr("_metadata.file_path"));
    Dataset<Row> joined = located.join(broadcast(listing), PLACE);
    for (String partition : partitions) {
      joined =
          joined.withColumn(
              partition, expr(quoted(partition)).cast(SparkTypes.of(field(partition).type())));
    }
    return joined;
  }

  private Row partitionRow(DataFile file, Collection<String> partitions) {
    List<Object> values = new ArrayList<>();
    values.add(location(file));
    for (String partition : partitions) {
      Optional<String> value = file.partition().getOrDefault(partition, Optional.empty());
      values.add(value.orElse(null));
    }
    return RowFactory.create(values.toArray());
  }

  private static org.apache.spark.sql.types.Metadata emptyMetadata() {
    return org.apache.spark.sql.types.Metadata.empty();
  }

  /** The file's URI, as Spark says it of the rows it reads. */
  private String location(DataFile file) {
    return new Path(new Path(snapshot.root()), file.path()).toUri().toString();
  }

  private static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }
}
