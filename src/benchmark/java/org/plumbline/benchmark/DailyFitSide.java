package org.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.plumbline.features.Design;
import org.plumbline.scan.Summaries;
import org.plumbline.statistics.Precision;
import org.plumbline.table.DataFile;
import org.plumbline.table.Snapshot;

/**
 * The data stages of a fit on a year of days, with nothing or all but the newest day in the store.
 */
final class DailyFitSide implements Side {

  /** What the store holds before each run. */
  enum Known {
    NONE,
    ALL_BUT_LAST
  }

  private final SparkSession spark;
  private final Path scratch;
  private final Known known;
  private final Design design;
  private final Snapshot snapshot;

  DailyFitSide(SparkSession spark, Table table, String path, Path scratch, Known known)
      throws IOException {
    this.spark = spark;
    this.scratch = scratch;
    this.known = known;
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    this.design = FitSide.design(table, Optional.of(Table.DAY));
    this.snapshot = FitSide.snapshot(path, hadoop);
    Sides.delete(scratch);
  }

  @Override
  public String run() throws IOException {
    Path store = scratch.resolve("statistics");
    if (known == Known.NONE) {
      Sides.delete(store);
      return describe(summarize(snapshot, store));
    }
    // The day is new in each run: the store was filled once without it, and is copied.
    Path before = scratch.resolve("before");
    if (!before.toFile().exists()) {
      List<DataFile> older = snapshot.files().subList(0, snapshot.files().size() - 1);
      summarize(
          new Snapshot(
              snapshot.format(),
              snapshot.root(),
              snapshot.id(),
              snapshot.version(),
              snapshot.schema(),
              snapshot.partitionColumns(),
              older),
          before);
    }
    Sides.delete(store);
    Sides.copy(before, store);
    return describe(summarize(snapshot, store));
  }

  private Summaries summarize(Snapshot pinned, Path store) {
    return FitSide.summarize(spark, store, pinned, design, Precision.EXACT);
  }

  private static String describe(Summaries summaries) {
    return "files read "
        + summaries.filesRead()
        + ", data bytes "
        + summaries.bytesRead()
        + ", store bytes "
        + summaries.storeBytesRead();
  }
}
