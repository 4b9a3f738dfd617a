package org.plumbline.benchmark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.plumbline.table.BlockReader;
import org.plumbline.table.ByteRange;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;
import org.plumbline.table.Snapshots;
import org.plumbline.table.TableFormat;
import org.plumbline.table.TableSource;

/** Our column reader in a Spark job, and nothing else. */
final class ReadSide implements Side, Serializable {
  private static final long serialVersionUID = 1;

  private final transient SparkSession spark;
  private final List<String> columns;
  private final String path;

  ReadSide(SparkSession spark, Table table, String path) {
    this.spark = spark;
    this.columns = List.of(columns(table));
    this.path = path;
  }

  @Override
  public String run() {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Snapshot snapshot =
        Snapshots.pin(
            new TableSource(TableFormat.PARQUET, path, java.util.OptionalLong.empty()), hadoop);
    Broadcast<SerializableConfiguration> shipped =
        SerializableConfiguration.broadcast(spark.sparkContext(), hadoop);
    List<String> asked = columns;
    long rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(snapshot.files(), snapshot.files().size())
            .map(file -> rows(snapshot, file, asked, shipped.value().value()))
            .reduce(Long::sum);
    return "rows " + rows;
  }

  private static long rows(
      Snapshot snapshot, DataFile file, List<String> columns, Configuration hadoop) {
    long rows = 0;
    try (BlockReader reader = BlockReader.open(snapshot, file, columns, ByteRange.ALL, hadoop)) {
      while (reader.next()) {
        rows += reader.block().rows();
      }
    }
    return rows;
  }

  /** Key, features, and label or texts: everything the table has. */
  static String[] columns(Table table) {
    Stream<String> others =
        table == Table.MIXED ? Stream.of("t1", "t2", "t3") : Stream.of(Table.LABEL);
    return Stream.of(Stream.of(Table.KEY), Arrays.stream(table.features()), others)
        .flatMap(names -> names)
        .toArray(String[]::new);
  }
}
