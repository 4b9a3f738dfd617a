package org.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.plumbline.features.Scorer;
import org.plumbline.scan.Rewrite;
import org.plumbline.table.Snapshot;

/** Our scoring pass: every row of the table, two carried columns, written as Snappy Parquet. */
final class ScoreSide implements Side {
  static final List<String> CARRIED = List.of("x1", "x2");

  private final SparkSession spark;
  private final Table table;
  private final String path;
  private final Path scratch;

  ScoreSide(SparkSession spark, Table table, String path, Path scratch) {
    this.spark = spark;
    this.table = table;
    this.path = path;
    this.scratch = scratch;
  }

  @Override
  public String run() throws IOException {
    Sides.delete(scratch);
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Snapshot snapshot = FitSide.snapshot(path, hadoop);
    Scorer scorer =
        new Scorer(
            FitSide.design(table, Optional.empty()).definitions(),
            1.0,
            Collections.nCopies(table.terms(), 0.5));
    Rewrite.Written written =
        Rewrite.run(
            spark,
            new Rewrite.Request(
                snapshot,
                scorer,
                "model",
                CARRIED,
                Optional.empty(),
                Set.of(),
                scratch.resolve("part").toString()));
    return "rows " + written.rows();
  }
}
