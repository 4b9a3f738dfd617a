package org.plumbline.scan;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

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
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * The rows of a snapshot as Spark reads them: the listed files alone, with an explicit schema,
 * partition values taken from the listing; or the rows of a relation, from the session that knows
 * it.
 */
public final class TableRows {
  /** Column of the file that a row is of: its {@link #location}. */
  public static final String PLACE = "plumbline_file";

  private final SparkSession spark;
  private final SparkSession ofRun;
  private final Snapshot snapshot;

  /** Of the session that knows the relation, if it is one. */
  public TableRows(SparkSession spark, Snapshot snapshot) {
    this(spark, spark, snapshot);
  }

  /**
   * @param spark the session of the rows
   * @param ofRun the one that knows relations
   */
  public TableRows(SparkSession spark, SparkSession ofRun, Snapshot snapshot) {
    this.spark = spark;
    this.ofRun = ofRun;
    this.snapshot = snapshot;
  }

  /** Rows with these columns of the table, and {@link #PLACE}. */
  public Dataset<Row> of(Collection<String> columns) {
    return snapshot.isRelation() ? ofRelation(columns) : ofFiles(columns);
  }

  /**
   * Rows that the other session makes, so that its views are known and its time zone is its own.
   */
  private Dataset<Row> ofRelation(Collection<String> columns) {
    Dataset<Row> answer = Relation.answer(ofRun, snapshot, columns);
    Column[] asked = columns.stream().map(name -> answer.col(quoted(name))).toArray(Column[]::new);
    Dataset<Row> rows = answer.select(asked);
    return spark
        .createDataFrame(rows.toJavaRDD(), rows.schema())
        .withColumn(PLACE, lit(location(snapshot.files().get(0))));
  }

  private Dataset<Row> ofFiles(Collection<String> columns) {
    Set<String> partitions = new LinkedHashSet<>(snapshot.partitionColumns());
    partitions.retainAll(columns);
    Set<String> stored = new LinkedHashSet<>(columns);
    stored.removeAll(partitions);
    Dataset<Row> rows =
        spark
            .read()
            .schema(SparkTypes.schema(snapshot.schema(), stored))
            .parquet(snapshot.files().stream().map(this::location).toArray(String[]::new));
    Dataset<Row> located = rows.withColumn(PLACE, expr("_metadata.file_path"));
    return partitions.isEmpty() ? located : withPartitions(located, partitions);
  }

  /** Each row with the partition values that the listing has for its file. */
  private Dataset<Row> withPartitions(Dataset<Row> rows, Collection<String> partitions) {
    StructType schema = new StructType().add(PLACE, DataTypes.StringType);
    for (String partition : partitions) {
      schema = schema.add(new StructField(partition, DataTypes.StringType, true, Metadata.empty()));
    }
    List<Row> values =
        snapshot.files().stream().map(file -> partitionRow(file, partitions)).toList();
    Dataset<Row> listing = spark.createDataFrame(values, schema);
    Dataset<Row> joined = rows.join(broadcast(listing), PLACE);
    for (String partition : partitions) {
      joined =
          joined.withColumn(
              partition,
              expr(quoted(partition))
                  .cast(SparkTypes.of(snapshot.schema().field(partition).orElseThrow().type())));
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

  /** The file's URI, as Spark says it of the rows it reads; what stands for a relation's. */
  public String location(DataFile file) {
    if (snapshot.isRelation()) {
      return file.path();
    }
    return new Path(new Path(snapshot.root()), file.path()).toUri().toString();
  }

  /** A column's name, taken literally, in an expression of Spark SQL. */
  public static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }
}
